#include "image_source.h"

#include <cstdlib>
#include <string_view>
#include <utility>

#include "srcset.h"
#include "wirefold/base/strings.h"
#include "wirefold/html/dom.h"

namespace wirefold::html {
namespace {

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

void add_sets(std::vector<std::string>& list, xmlNode* node) {
  for (const std::string_view name : kLazySets) {
    add(list, largest_of(attribute(node, name.data())));
  }
  add(list, largest_of(attribute(node, "srcset")));
}

void add_own(std::vector<std::string>& list, xmlNode* node) {
  for (const std::string_view name : kLazySources) add(list, attribute(node, name.data()));
  add(list, attribute(node, "src"));
  add_sets(list, node);
}

}  // namespace

std::string largest_of(std::string_view srcset) {
  std::string_view best;
  double most = -1;
  for (Candidate c = take_candidate(srcset); !c.url.empty(); c = take_candidate(srcset)) {
    const std::string size(c.descriptor);
    const double value = size.empty() ? 1 : std::strtod(size.c_str(), nullptr);
    if (value <= most) continue;
    best = c.url;
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
    add_sets(out, source);
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
