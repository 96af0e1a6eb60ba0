#include "wirefold/fold/learned_words.h"

namespace wirefold::fold {

void LearnedWords::learn(const Document& document) {
  common.learn(document);
  rarity.learn(document);
}

std::optional<std::string> LearnedWords::take_changed() {
  auto common_now = common.take_changed();
  auto rarity_now = rarity.take_changed();
  if (!common_now && !rarity_now) return std::nullopt;
  if (common_now) common_bytes_ = *std::move(common_now);
  if (rarity_now) rarity_bytes_ = *std::move(rarity_now);
  return common_bytes_ + rarity_bytes_;
}

bool LearnedWords::restore(std::string_view bytes) {
  const std::string_view words = bytes.substr(0, CommonWords::kBytes);
  const std::string_view counts = bytes.substr(words.size());
  if (!common.restore(words) || !(counts.empty() || rarity.restore(counts))) return false;
  common_bytes_ = words;
  rarity_bytes_ = counts;
  return true;
}

}  // namespace wirefold::fold
