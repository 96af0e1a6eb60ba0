// Looking through the attributes of an element.
#pragma once

#include <cstddef>
#include <pugixml.hpp>
#include <utility>

namespace wirefold::parse {

// No element has as many on purpose; looking through more for each of its children would take
// quadratic time.
inline constexpr std::size_t kMostAttributes = 256;

/// The first attribute of `element` whose name `wanted` says yes to, among the first
/// kMostAttributes; null if there is none.
template <typename Wanted>
pugi::xml_attribute attribute_where(const pugi::xml_node& element, Wanted&& wanted) {
  pugi::xml_attribute a = element.first_attribute();
  for (std::size_t n = 0; n < kMostAttributes; ++n) {
    const char* name = a.name();
    if (*name == '\0') break;  // behind the last: all that are there have a name
    if (wanted(name)) return a;
    a = a.next_attribute();
  }
  return {};
}

}  // namespace wirefold::parse
