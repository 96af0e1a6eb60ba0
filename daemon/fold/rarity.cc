#include "wirefold/fold/rarity.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

namespace wirefold::fold {
namespace {

// Words at the beginning of a body that are counted. Feeds carry the beginning too.
constexpr std::size_t kCountedWords = 100;

// The class of a word counts as much as this many articles, of which prior_share() have the word.
// Both are fitted on the labelled sets.
constexpr double kPriorArticles = 300;

double prior_share(WordClass kind) {
  switch (kind) {
    case WordClass::kCommon:
      return 0.3;
    case WordClass::kName:
      return 0.006;
    case WordClass::kNumber:
      return 0.02;
    case WordClass::kPlain:
      break;
  }
  return 0.012;
}

}  // namespace

Rarity::Rarity() : counts_(kSlots), last_(kSlots), earlier_(kSlots) {}

void Rarity::learn(const Document& document) {
  assert(check_.is_here());
  ++articles_;
  count(document.title);
  const std::span<const Token> body(document.body);
  count(body.first(std::min(body.size(), kCountedWords)));
  if (articles_ < kSpan) return;
  earlier_.swap(counts_);
  articles_earlier_ = std::exchange(articles_, 0);
  std::fill(counts_.begin(), counts_.end(), 0);
  std::fill(last_.begin(), last_.end(), 0);
  changed_ = true;
}

void Rarity::count(std::span<const Token> words) {
  for (const Token& word : words) {
    const std::size_t slot = slot_of(word);
    if (std::exchange(last_[slot], articles_) != articles_) ++counts_[slot];
  }
}

double Rarity::info(const Token& word) const {
  assert(check_.is_here());
  constexpr double kLeast = 0.1;
  constexpr double kMost = 7;
  const std::size_t slot = slot_of(word);
  const double all = articles_ + articles_earlier_ + kPriorArticles;
  const double having = counts_[slot] + earlier_[slot] + kPriorArticles * prior_share(word.kind);
  return std::clamp(std::log(all / having), kLeast, kMost);
}

double Rarity::info(std::span<const Token> words) const {
  assert(check_.is_here());
  double out = 0;
  for (const Token& word : words) out += info(word);
  return out;
}

std::optional<std::string> Rarity::take_changed() {
  assert(check_.is_here());
  if (!std::exchange(changed_, false)) return std::nullopt;
  std::string out;
  out.reserve(kBytes);
  for (const std::uint16_t count : earlier_) {
    out += static_cast<char>(count & 0xFF);
    out += static_cast<char>(count >> 8);
  }
  return out;
}

bool Rarity::restore(std::string_view bytes) {
  assert(check_.is_here());
  if (bytes.size() != kBytes) return false;
  for (std::size_t slot = 0; slot < kSlots; ++slot) {
    const auto low = static_cast<unsigned char>(bytes[2 * slot]);
    const auto high = static_cast<unsigned char>(bytes[2 * slot + 1]);
    earlier_[slot] = std::min<std::uint16_t>(static_cast<std::uint16_t>(low | high << 8), kSpan);
  }
  articles_earlier_ = kSpan;
  return true;
}

}  // namespace wirefold::fold
