#include "image_source.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "srcset.h"
#include "wirefold/base/strings.h"
#include "wirefold/html/dom.h"

namespace wirefold::html {
namespace {

// A <noscript> with a picture holds little else.
constexpr int kMostNodes = 50;
constexpr int kMostSources = 10;  // of one <picture>
constexpr int kDeepest = 4;       // a link, a picture and its sources around an <img>

bool is(const xmlNode* node, std::string_view name) {
  return node != nullptr && node->type == XML_ELEMENT_NODE && name_of(node) == name;
}

xmlNode* parent_of(const xmlNode* node) {
  return node->parent != nullptr && node->parent->type == XML_ELEMENT_NODE ? node->parent : nullptr;
}

/// The last element inside `node`. In a <picture> that is the <img>; any other element must have
/// only this one. Null if there is none, or if `node` has text.
xmlNode* wrapped_by(xmlNode* node) {
  for (xmlNode* child = node->children; child != nullptr; child = child->next) {
    if (child->type == XML_TEXT_NODE && !trim(text_of(child)).empty()) return nullptr;
  }
  const bool is_set = is(node, "picture") || is(node, "source");
  return is_set || xmlChildElementCount(node) == 1 ? xmlLastElementChild(node) : nullptr;
}

/// The <img> that `node` is, or that is its only content within kDeepest levels; null if there is
/// none.
xmlNode* image_in(xmlNode* node) {
  for (int depth = 0; node != nullptr && depth < kDeepest; ++depth) {
    if (is(node, "img")) return node;
    node = wrapped_by(node);
  }
  return nullptr;
}

/// The last segment of a URL's path.
std::string_view file_of(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  return url.substr(url.rfind('/') + 1);
}

/// True if a script, or `real`, is meant to replace `image`.
bool is_placeholder(xmlNode* image, xmlNode* real) {
  const std::string src = attribute(image, "src");
  if (src.empty() || starts_with_ignore_case(src, "data:")) return true;
  const auto has = [image](std::string_view name) {
    return !attribute(image, name.data()).empty();
  };
  if (std::ranges::any_of(kLazySources, has) || std::ranges::any_of(kLazySets, has)) return true;
  if (find_ignore_case(attribute(image, "class"), "lazy") != std::string::npos) return true;
  return file_of(src) == file_of(attribute(real, "src"));
}

/// The first visible <img> inside `noscript`; null if there is none.
xmlNode* image_of_noscript(xmlNode* noscript) {
  xmlNode* found = nullptr;
  int nodes = 0;
  walk(
      noscript,
      [&](xmlNode* node) {
        if (found == nullptr && is(node, "img") && is_shown(node)) found = node;
        return found == nullptr && ++nodes < kMostNodes;
      },
      [](xmlNode*) {});
  return found;
}

/// The picture in the <noscript> behind `image`, if `image` is its placeholder; null if there is
/// none.
xmlNode* real_of(xmlNode* image) {
  xmlNode* node = image;
  for (int depth = 0; node != nullptr && depth < kDeepest; ++depth) {
    xmlNode* const next = xmlNextElementSibling(node);
    if (is(next, "noscript")) {
      xmlNode* const real = image_in(node) == image ? image_of_noscript(next) : nullptr;
      return real != nullptr && is_placeholder(image, real) ? real : nullptr;
    }
    if (next != nullptr) return nullptr;
    node = parent_of(node);
  }
  return nullptr;
}

/// The <source> before `node` in a <picture>; null if there is none. libxml2 nests each <source> in
/// the one before it, because it does not know that they are void.
xmlNode* source_before(xmlNode* node) {
  xmlNode* const sibling = xmlPreviousElementSibling(node);
  if (is(sibling, "source")) return sibling;
  xmlNode* const parent = parent_of(node);
  return sibling == nullptr && is(parent, "source") ? parent : nullptr;
}

/// Adds a URL, unless it is a template that a script has to fill in: "x_{width}.jpg".
void add(std::vector<std::string>& list, std::string value) {
  const bool is_open = value.find('{') != std::string::npos || value == "undefined";
  if (!value.empty() && !is_open) list.push_back(std::move(value));
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

bool is_shown(xmlNode* image) {
  const auto is_dot = [image](const char* side) {
    const std::string size = attribute(image, side);
    return size == "0" || size == "1" || size == "1px";
  };
  const std::string style = attribute(image, "style");
  return !(is_dot("width") && is_dot("height")) &&
         find_ignore_case(style, "display:none") == std::string::npos &&
         find_ignore_case(style, "display: none") == std::string::npos;
}

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
  if (xmlNode* const real = real_of(image); real != nullptr) add_own(out, real);
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
  return image != nullptr && real_of(image) != nullptr;
}

}  // namespace wirefold::html
