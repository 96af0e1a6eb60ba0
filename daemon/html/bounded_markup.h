// HTML of strangers, cut so that libxml2 reads it in linear time. Private to the html area.
#pragma once

#include <string>
#include <string_view>

namespace wirefold::html {

/// How much of each libxml2 is given. What a page of people has stays below a tenth of these.
struct MarkupLimits {
  /// Of one tag: libxml2 compares each attribute with all before it.
  std::size_t attributes = 128;
  /// Of open elements, and kDeeper: an end tag is compared with each. Browsers stop at 200 to 512.
  std::size_t depth = 256;
  /// Different names of elements, of attributes and of references, each: libxml2's dictionary has
  /// 4,608 slots and walks the rest.
  std::size_t names = 4096;
};

/// So much deeper may be an element without content, in a <body> inside of <frameset>s and an
/// element there.
inline constexpr std::size_t kDeeper = 3;

/// `markup` (UTF-8) less what makes libxml2's HTML parser (2.9.14) slow: attributes and names over
/// the limits, and end tags that close nothing. An element deeper than the limit becomes the next
/// of its parent. All text stays; markup within the limits gives the same tree.
std::string bounded_markup(std::string_view markup, const MarkupLimits& limits = {});

}  // namespace wirefold::html
