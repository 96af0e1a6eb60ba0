#include "wirefold/fold/common_words.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace wirefold::fold {
namespace {

// Words at the beginning of an article that are counted. Feeds carry the beginning too.
constexpr std::size_t kCountedWords = 100;

// Texts of fewer words say little about the language and are not counted.
constexpr std::size_t kLeastWords = 20;

}  // namespace

struct CommonWords::Counting {
  struct Slot {
    std::uint16_t having = 0;  // articles with a word of the slot
    std::uint16_t last = 0;    // number of the last such article
  };
  std::uint16_t articles = 0;
  std::array<Slot, kSlots> slots{};
};

CommonWords::CommonWords() : counting_(std::make_unique<Counting>()) {}
CommonWords::~CommonWords() = default;

void CommonWords::learn(const Document& document) {
  assert(check_.is_here());
  if (document.body.size() < kLeastWords) return;
  Counting& c = *counting_;
  ++c.articles;
  const std::span<const Token> words(document.body);
  for (const Token& word : words.first(std::min(words.size(), kCountedWords))) {
    Counting::Slot& slot = c.slots[slot_of(word)];
    if (std::exchange(slot.last, c.articles) != c.articles) ++slot.having;
  }
  if (c.articles == kLearnedFrom) turn_over();
}

void CommonWords::turn_over() {
  common_.fill(0);
  for (std::size_t slot = 0; slot < kSlots; ++slot) {
    const bool common = counting_->slots.at(slot).having >= kCommonShare * kLearnedFrom;
    if (common) common_.at(slot / 64) |= std::uint64_t{1} << slot % 64;
  }
  *counting_ = {};
  changed_ = true;
}

void CommonWords::mark(std::span<Token> words) const {
  assert(check_.is_here());
  for (Token& word : words) {
    const std::size_t slot = slot_of(word);
    const bool common = (common_[slot / 64] >> slot % 64 & 1) != 0;
    if (common && word.kind == WordClass::kPlain) word.kind = WordClass::kCommon;
  }
}

std::optional<std::string> CommonWords::take_changed() {
  assert(check_.is_here());
  if (!std::exchange(changed_, false)) return std::nullopt;
  std::string out;
  for (const std::uint64_t bits : common_) {
    for (unsigned byte = 0; byte < 8; ++byte) out += static_cast<char>(bits >> 8 * byte & 0xFF);
  }
  return out;
}

bool CommonWords::restore(std::string_view bytes) {
  assert(check_.is_here());
  if (bytes.size() != kSlots / 8) return false;
  for (std::size_t i = 0; i < common_.size(); ++i) {
    std::uint64_t bits = 0;
    for (unsigned byte = 0; byte < 8; ++byte) {
      bits |= std::uint64_t{static_cast<unsigned char>(bytes[8 * i + byte])} << 8 * byte;
    }
    common_.at(i) = bits;
  }
  return true;
}

}  // namespace wirefold::fold
