// Searches the attributes of an element.
#pragma once

#include <cstddef>
#include <pugixml.hpp>
#include <utility>

namespace wirefold::parse {

// No real element has this many; searching more attributes for each child of an element would take
// quadratic time.
inline constexpr std::size_t kMostAttributes = 256;

/// Returns the first attribute of `element` for whose name `wanted` returns true, among the first
/// kMostAttributes; null if there is none.
template <typename Wanted>
pugi::xml_attribute attribute_where(const pugi::xml_node& element, Wanted&& wanted) {
  pugi::xml_attribute a = element.first_attribute();
  for (std::size_t n = 0; n < kMostAttributes; ++n) {
    const char* name = a.name();
    if (*name == '\0') break;  // past the last attribute: each has a name
    if (wanted(name)) return a;
    a = a.next_attribute();
  }
  return {};
}

}  // namespace wirefold::parse
