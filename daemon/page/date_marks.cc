#include "date_marks.h"

#include <algorithm>
#include <iterator>

#include "wirefold/base/strings.h"

namespace wirefold::page {
namespace {

// The longest title, name or time in bytes.
constexpr std::size_t kMaxText = 2000;

// Limits the nodes read in one element: nested elements hold the same text.
constexpr int kMostNodes = 500;

// Words in the names of elements that hold a date.
constexpr std::string_view kDateNames[] = {"date", "datum",     "fecha",  "tanggal",
                                           "time", "published", "posted", "data"};

/// The node after `n` in document order inside `root`; null after the last.
xmlNode* next_inside(xmlNode* n, const xmlNode* root) {
  if (n->children != nullptr && n->type == XML_ELEMENT_NODE) return n->children;
  while (n != root && n->next == nullptr) n = n->parent;
  return n == root ? nullptr : n->next;
}

bool names_date(std::string_view names) {
  return std::any_of(std::begin(kDateNames), std::end(kDateNames), [names](std::string_view n) {
    return find_ignore_case(names, n) != std::string_view::npos;
  });
}

}  // namespace

std::string text_inside(xmlNode* node) {
  std::string out;
  int nodes = 0;
  for (xmlNode* n = node->children; n != nullptr && nodes <= kMostNodes; n = next_inside(n, node)) {
    ++nodes;
    const bool text = n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE;
    if (text) out += html::text_of(n);
    if (n->type == XML_ELEMENT_NODE && html::name_of(n) == "br") out += ' ';
    if (out.size() > kMaxText) return {};
  }
  // As in the outline, no-break spaces are spaces.
  constexpr std::string_view kNoBreak = "\xC2\xA0";
  for (std::size_t at = 0; (at = out.find(kNoBreak, at)) != std::string::npos;) {
    out.replace(at, kNoBreak.size(), 1, ' ');
  }
  return nodes > kMostNodes ? std::string() : collapse_space(out);
}

DateMark date_mark_of(const xmlNode* node) {
  const bool is_time = html::name_of(node) == "time";
  bool published = false, is_named = false, created = false;
  for (const xmlAttr* a = node->properties; a != nullptr; a = a->next) {
    const std::string_view name(reinterpret_cast<const char*>(a->name));
    const std::string_view value = html::value_of(a);
    if (name == "itemprop" || name == "property") {  // microdata, RDFa
      published = published || value.ends_with("datePublished") ||
                  (is_time && find_ignore_case(value, "publish") != std::string_view::npos);
      created = created || value.ends_with(":dateCreated");
    } else if (name == "class" || name == "id") {
      is_named = is_named || names_date(value);
      published = published || (is_time && name == "class" &&
                                find_ignore_case(value, "publish") != std::string_view::npos);
    } else if (name == "pubdate") {
      published = published || is_time;
    }
  }
  if (published) return DateMark::kPublished;
  if (is_time || created) return DateMark::kTime;
  return is_named ? DateMark::kNamed : DateMark::kNone;
}

std::string marked_text(xmlNode* node) {
  for (const char* attribute : {"datetime", "content"}) {
    std::string value = html::attribute(node, attribute);
    if (!trim(value).empty()) return value;
  }
  return text_inside(node);
}

}  // namespace wirefold::page
