#include "image_source.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "wirefold/base/strings.h"
#include "wirefold/html/dom.h"

namespace wirefold::html {
namespace {

// What the common scripts for late loading read (lazysizes, WordPress and its plugins, jQuery
// Lazy Load).
constexpr const char* kLazy[] = {"data-src", "data-lazy-src", "data-original", "data-orig-src"};
constexpr const char* kSets[] = {"data-srcset", "data-lazy-srcset", "srcset"};

// A <noscript> of a picture holds little else.
constexpr int kMostNodes = 50;
constexpr int kMostSources = 10;  // of one <picture>
constexpr int kDeepest = 4;       // a link, a picture and its sources around an <img>

bool is(const xmlNode* node, std::string_view name) {
  return node != nullptr && node->type == XML_ELEMENT_NODE && name_of(node) == name;
}

xmlNode* parent_of(const xmlNode* node) {
  return node->parent != nullptr && node->parent->type == XML_ELEMENT_NODE ? node->parent : nullptr;
}

/// The last element inside `node`, if there are no words; of a <picture> it is the <img>, of
/// anything else it must be the only one. Null if there is none.
xmlNode* wrapped_by(xmlNode* node) {
  for (xmlNode* child = node->children; child != nullptr; child = child->next) {
    if (child->type == XML_TEXT_NODE && !trim(text_of(child)).empty()) return nullptr;
  }
  const bool is_set = is(node, "picture") || is(node, "source");
  return is_set || xmlChildElementCount(node) == 1 ? xmlLastElementChild(node) : nullptr;
}

/// The <img> that is `node`, or all that is in it, also a few levels down; null if there is none.
xmlNode* image_in(xmlNode* node) {
  for (int depth = 0; node != nullptr && depth < kDeepest; ++depth) {
    if (is(node, "img")) return node;
    node = wrapped_by(node);
  }
  return nullptr;
}

/// The first <img> inside `noscript`; null if there is none.
xmlNode* image_of_noscript(xmlNode* noscript) {
  xmlNode* found = nullptr;
  int nodes = 0;
  walk(
      noscript,
      [&](xmlNode* node) {
        if (found == nullptr && is(node, "img")) found = node;
        return found == nullptr && ++nodes < kMostNodes;
      },
      [](xmlNode*) {});
  return found;
}

/// The <noscript> whose placeholder `image` is; null if there is none.
xmlNode* noscript_of(xmlNode* image) {
  xmlNode* node = image;
  for (int depth = 0; node != nullptr && depth < kDeepest; ++depth) {
    xmlNode* const next = xmlNextElementSibling(node);
    if (is(next, "noscript")) return image_in(node) == image ? next : nullptr;
    if (next != nullptr) return nullptr;
    node = parent_of(node);
  }
  return nullptr;
}

/// The <source> before `node` in a <picture>; null if there is none. libxml2 has each inside the
/// one before it, as it does not know that they are empty.
xmlNode* source_before(xmlNode* node) {
  xmlNode* const sibling = xmlPreviousElementSibling(node);
  if (is(sibling, "source")) return sibling;
  xmlNode* const parent = parent_of(node);
  return sibling == nullptr && is(parent, "source") ? parent : nullptr;
}

void add(std::vector<std::string>& list, std::string value) {
  if (!value.empty()) list.push_back(std::move(value));
}

void add_own(std::vector<std::string>& list, xmlNode* node) {
  for (const char* name : kLazy) add(list, attribute(node, name));
  add(list, attribute(node, "src"));
  for (const char* name : kSets) add(list, largest_of(attribute(node, name)));
}

}  // namespace

std::string largest_of(const std::string& srcset) {
  constexpr std::string_view kBlank = " \t\r\n\f";
  std::string_view best;
  double most = -1;
  for (std::string_view rest = trim(srcset); !rest.empty(); rest = trim(rest)) {
    const std::size_t end = std::min(rest.find_first_of(kBlank), rest.size());
    std::string_view url = rest.substr(0, end);
    const bool bare = url.ends_with(',');
    while (url.ends_with(',')) url.remove_suffix(1);
    rest.remove_prefix(end);
    const std::size_t comma = bare ? 0 : std::min(rest.find(','), rest.size());
    const std::string size(trim(rest.substr(0, comma)));
    rest.remove_prefix(bare ? 0 : std::min(comma + 1, rest.size()));
    const double value = size.empty() ? 1 : std::strtod(size.c_str(), nullptr);
    if (url.empty() || value <= most) continue;
    best = url;
    most = value;
  }
  return std::string(best);
}

std::vector<std::string> image_sources(xmlNode* image) {
  std::vector<std::string> out;
  xmlNode* const noscript = noscript_of(image);
  xmlNode* const real = noscript == nullptr ? nullptr : image_of_noscript(noscript);
  if (real != nullptr) add_own(out, real);
  add_own(out, image);
  xmlNode* source = source_before(image);
  for (int i = 0; source != nullptr && i < kMostSources; ++i) {
    for (const char* name : kSets) add(out, largest_of(attribute(source, name)));
    source = source_before(source);
  }
  return out;
}

bool is_for_placeholder(xmlNode* noscript) {
  xmlNode* const before = xmlPreviousElementSibling(noscript);
  xmlNode* const image = before == nullptr ? nullptr : image_in(before);
  return image != nullptr && noscript_of(image) == noscript &&
         image_of_noscript(noscript) != nullptr;
}

}  // namespace wirefold::html
