#include "opml_walk.h"

#include <algorithm>

#include "wirefold/base/strings.h"
#include "wirefold/parse/opml.h"

namespace wirefold::parse {

std::string as_label(std::string_view text) {
  return std::string(trim(clip_utf8(collapse_space(text), kLongestLabel)));
}

std::string label(const pugi::xml_node& outline) {
  for (const char* name : {"text", "title"}) {
    if (std::string text = as_label(outline.attribute(name).value()); !text.empty()) return text;
  }
  return {};
}

std::string_view feed_url(const pugi::xml_node& outline) {
  const auto url = outline.find_attribute([](const pugi::xml_attribute& attribute) {
    return equals_ignore_case(attribute.name(), "xmlUrl");
  });
  return trim(url.value());
}

void Folders::enter(std::string_view label) {
  if (levels_.size() == kDeepestFolder) {
    ++too_deep_;
    return;
  }
  levels_.push_back({text_.size(), slashes_, unnamed_});
  if (label.empty()) {
    ++unnamed_;
    return;
  }
  const std::size_t between = text_.empty() ? unnamed_ : unnamed_ + 1;
  text_.append(between, '/').append(label);
  slashes_ += between + static_cast<std::size_t>(std::ranges::count(label, '/'));
  unnamed_ = 0;
}

void Folders::leave() {
  if (too_deep_ > 0) {
    --too_deep_;
    return;
  }
  const Level& level = levels_.back();
  text_.resize(level.size);
  slashes_ = level.slashes;
  unnamed_ = level.unnamed;
  levels_.pop_back();
}

std::string_view Folders::group() {
  const bool counts = too_deep_ == 0 && slashes_ < kDeepestFolder;
  return counts && growth_.take(text_.size()) ? std::string_view(text_) : std::string_view();
}

}  // namespace wirefold::parse
