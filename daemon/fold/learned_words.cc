#include "wirefold/fold/learned_words.h"

#include <cassert>

namespace wirefold::fold {

void LearnedWords::learn(const Document& document) {
  assert(check_.is_here());
  common.learn(document);
  rarity.learn(document);
}

std::optional<std::string> LearnedWords::take_changed() {
  assert(check_.is_here());
  auto common_now = common.take_changed();
  auto rarity_now = rarity.take_changed();
  if (!common_now && !rarity_now) return std::nullopt;
  if (common_now) common_bytes_ = *std::move(common_now);
  if (rarity_now) rarity_bytes_ = *std::move(rarity_now);
  return common_bytes_ + rarity_bytes_;
}

bool LearnedWords::restore(std::string_view bytes) {
  assert(check_.is_here());
  const bool of_earlier_version = bytes.size() == CommonWords::kBytes;
  if (!of_earlier_version && bytes.size() != CommonWords::kBytes + Rarity::kBytes) return false;
  common_bytes_ = bytes.substr(0, CommonWords::kBytes);
  rarity_bytes_ = bytes.substr(CommonWords::kBytes);
  common.restore(common_bytes_);
  if (!of_earlier_version) rarity.restore(rarity_bytes_);
  return true;
}

}  // namespace wirefold::fold
