#include "languages.h"

#include <algorithm>

#include "wirefold/base/packing.h"
#include "wirefold/events/finder.h"

namespace wirefold::events {
namespace {

void put_text(std::string& out, std::string_view text) {
  put(out, static_cast<std::uint32_t>(text.size()));
  out += text;
}

bool take_text(std::string_view& bytes, std::string_view& text) {
  std::uint32_t size = 0;
  if (!take(bytes, size) || bytes.size() < size) return false;
  text = bytes.substr(0, size);
  bytes.remove_prefix(size);
  return true;
}

}  // namespace

const Language* Languages::find(std::string_view tag) const {
  const auto found = std::ranges::find(languages_, tag, &Language::tag);
  return found == languages_.end() ? nullptr : &*found;
}

const Weights& Languages::weights_of(std::string_view tag) const {
  static const Weights kUnknown;
  const Language* const language = find(tag);
  return language == nullptr ? kUnknown : language->weights;
}

std::optional<std::uint16_t> Languages::number_of(std::string_view tag) {
  const auto found = std::ranges::find(languages_, tag, &Language::tag);
  if (found != languages_.end()) return static_cast<std::uint16_t>(found - languages_.begin());
  if (languages_.size() < kMostLanguages) {
    languages_.emplace_back().tag = tag;
    return static_cast<std::uint16_t>(languages_.size() - 1);
  }
  const auto number = least_used();
  if (number) {
    languages_[*number] = Language();
    languages_[*number].tag = tag;
  }
  return number;
}

/// The language with the fewest reports, of those without any in the window.
std::optional<std::uint16_t> Languages::least_used() const {
  std::optional<std::uint16_t> out;
  for (std::uint16_t i = 0; i < languages_.size(); ++i) {
    if (languages_[i].in_window > 0) continue;
    if (!out || languages_[i].weights.reports() < languages_[*out].weights.reports()) out = i;
  }
  return out;
}

void Languages::count(std::uint16_t language, const std::vector<std::uint32_t>& stems,
                      StoryId story) {
  languages_[language].weights.count(stems);
  std::size_t all = 0;
  for (const Language& other : languages_) all += other.weights.stems();
  if (all > kMostStems) languages_[language].weights.halve();
  through_ = std::max(through_, to_int(story));
  ++since_;
}

std::string Languages::pack() {
  since_ = 0;
  std::string out;
  put(out, through_);
  put(out, static_cast<std::uint32_t>(languages_.size()));
  for (const Language& language : languages_) {
    put_text(out, language.tag);
    put_text(out, language.weights.pack());
  }
  return out;
}

bool Languages::restore(std::string_view bytes) {
  Languages out;
  std::uint32_t count = 0;
  if (!take(bytes, out.through_) || !take(bytes, count) || count > kMostLanguages) return false;
  for (std::uint32_t i = 0; i < count; ++i) {
    std::string_view tag;
    std::string_view weights;
    if (!take_text(bytes, tag) || !take_text(bytes, weights)) return false;
    Language& language = out.languages_.emplace_back();
    language.tag = tag;
    if (!language.weights.restore(weights)) return false;
  }
  if (!bytes.empty()) return false;
  *this = std::move(out);
  return true;
}

}  // namespace wirefold::events
