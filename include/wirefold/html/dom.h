// libxml2's HTML tree, and a walk over it that cannot overflow the stack. For the areas html and
// page.
#pragma once

#include <libxml/HTMLparser.h>
#include <libxml/tree.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

#include "wirefold/base/handle.h"

namespace wirefold::html {

using Tree = Handle<xmlDoc, xmlFreeDoc>;

/// Parses UTF-8 `markup` as a fragment or page, in linear time for any input: an element deeper
/// than 256 levels becomes a sibling, and a tag keeps 128 attributes (bounded_markup.h). Null if
/// there is nothing to parse.
Tree parse(std::string_view markup);

/// Depth-first walk without recursion. `enter(node)` returns whether to visit the children;
/// `leave(node)` is then called after them.
template <typename Enter, typename Leave>
void walk(xmlNode* root, Enter&& enter, Leave&& leave) {
  xmlNode* node = root;
  while (node != nullptr) {
    const bool inside = enter(node);
    if (inside && node->children != nullptr) {
      node = node->children;
      continue;
    }
    if (inside) leave(node);
    while (node != root && node->next == nullptr) {
      node = node->parent;
      leave(node);
    }
    node = node == root ? nullptr : node->next;
  }
}

inline std::string_view name_of(const xmlNode* node) {
  return node->name == nullptr ? std::string_view()
                               : std::string_view(reinterpret_cast<const char*>(node->name));
}

inline std::string_view text_of(const xmlNode* node) {
  return node->content == nullptr ? std::string_view()
                                  : std::string_view(reinterpret_cast<const char*>(node->content));
}

/// The attribute's value without a copy. Reads only its first piece of text; nearly all values
/// have only one.
inline std::string_view value_of(const xmlAttr* attribute) {
  return attribute->children == nullptr ? std::string_view() : text_of(attribute->children);
}

/// True if `name` is one of `names`.
template <std::size_t N>
bool among(const std::string_view (&names)[N], std::string_view name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

/// The attribute's value, entities resolved; empty if absent.
std::string attribute(xmlNode* node, const char* name);

}  // namespace wirefold::html
