// Cuts untrusted HTML so that libxml2 reads it in linear time. Private to the html area.
#pragma once

#include <string>
#include <string_view>

namespace wirefold::html {

/// Limits of the markup that libxml2 is given. Real pages stay below a tenth of each.
struct MarkupLimits {
  /// Of one tag: libxml2 compares each attribute with all before it.
  std::size_t attributes = 128;
  /// Of open elements, plus kDeeper: libxml2 compares an end tag with each. Browsers stop at 200 to
  /// 512.
  std::size_t depth = 256;
  /// Different names, separately for elements, attributes and references: libxml2's dictionary has
  /// 4,608 slots and searches the other names linearly.
  std::size_t names = 4096;
};

/// An element without content may be this much deeper than the limit, in a <body> inside of
/// <frameset>s and an element there.
inline constexpr std::size_t kDeeper = 3;

/// `markup` (UTF-8) without the parts that make libxml2's HTML parser (2.9.14) slow: attributes and
/// names over the limits, and end tags that close nothing. An element deeper than the limit becomes
/// the next sibling of its parent. All text stays; markup within the limits gives the same tree.
std::string bounded_markup(std::string_view markup, const MarkupLimits& limits = {});

}  // namespace wirefold::html
