#include "wirefold/control/feed_labels.h"

#include <algorithm>

#include "wirefold/base/printable.h"
#include "wirefold/base/strings.h"
#include "wirefold/parse/opml.h"

namespace wirefold::control {

bool is_language_tag(std::string_view tag) {
  std::size_t begin = 0;
  for (const std::string_view part : split(tag, '-')) {
    const bool primary = begin++ == 0;
    const bool known = std::ranges::all_of(part, [primary](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (!primary && c >= '0' && c <= '9');
    });
    if (!known || part.size() < 2 || part.size() > (primary ? 3 : 8)) return false;
  }
  return true;
}

std::optional<WrongLabel> wrong_label(const FeedSource& feed) {
  using enum WrongLabel::Which;
  for (const std::string* text : {&feed.name, &feed.outlet, &feed.group}) {
    if (printable(*text) != *text) return WrongLabel{kTexts, " must be one line of UTF-8"};
  }
  const auto slashes = static_cast<std::size_t>(std::ranges::count(feed.group, '/'));
  if (slashes >= parse::kDeepestFolder) {
    return WrongLabel{kGroup, ": more than " + std::to_string(parse::kDeepestFolder) + " folders"};
  }
  if (!feed.lang.empty() && !is_language_tag(feed.lang)) {
    return WrongLabel{kLanguage, ": not a language such as \"en\" or \"pt-BR\""};
  }
  return std::nullopt;
}

}  // namespace wirefold::control
