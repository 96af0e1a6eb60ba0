#include "date_marks.h"

#include <algorithm>
#include <iterator>

#include "wirefold/base/strings.h"

namespace wirefold::page {
namespace {

// Of a title, name or time; longer ones are none.
constexpr std::size_t kMaxText = 2000;

// Nodes inside one element: nested ones hold the same text.
constexpr int kMostNodes = 500;

// Words in the names of elements that hold a date.
constexpr std::string_view kDateNames[] = {"date", "datum",     "fecha",  "tanggal",
                                           "time", "published", "posted", "data"};

/// The node after `n` in document order inside `root`; null behind the last.
xmlNode* next_inside(xmlNode* n, const xmlNode* root) {
  if (n->children != nullptr && n->type == XML_ELEMENT_NODE) return n->children;
  while (n != root && n->next == nullptr) n = n->parent;
  return n == root ? nullptr : n->next;
}

bool named_for_date(xmlNode* node) {
  const std::string names =
      to_lower_ascii(html::attribute(node, "class") + ' ' + html::attribute(node, "id"));
  return std::any_of(std::begin(kDateNames), std::end(kDateNames),
                     [&names](std::string_view n) { return names.find(n) != std::string::npos; });
}

bool is_marked_as_publication(xmlNode* time) {
  const std::string marks =
      html::attribute(time, "itemprop") + ' ' + html::attribute(time, "class");
  return xmlHasProp(time, reinterpret_cast<const xmlChar*>("pubdate")) != nullptr ||
         find_ignore_case(marks, "publish") != std::string::npos;
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
  // As the outline has it: no-break spaces are spaces.
  constexpr std::string_view kNoBreak = "\xC2\xA0";
  for (std::size_t at = 0; (at = out.find(kNoBreak, at)) != std::string::npos;) {
    out.replace(at, kNoBreak.size(), 1, ' ');
  }
  return nodes > kMostNodes ? std::string() : collapse_space(out);
}

DateMark date_mark_of(xmlNode* node) {
  if (html::name_of(node) == "time") {
    return is_marked_as_publication(node) ? DateMark::kPublished : DateMark::kTime;
  }
  if (node->properties == nullptr) return DateMark::kNone;
  for (const char* vocabulary : {"itemprop", "property"}) {  // microdata, RDFa
    const std::string term = html::attribute(node, vocabulary);
    if (term.ends_with("datePublished")) return DateMark::kPublished;
    if (term.ends_with(":dateCreated")) return DateMark::kTime;
  }
  return named_for_date(node) ? DateMark::kNamed : DateMark::kNone;
}

std::string marked_text(xmlNode* node) {
  for (const char* attribute : {"datetime", "content"}) {
    std::string value = html::attribute(node, attribute);
    if (!trim(value).empty()) return value;
  }
  return text_inside(node);
}

}  // namespace wirefold::page
