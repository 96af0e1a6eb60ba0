#include "tag_names.h"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <bitset>
#include <iterator>

namespace wirefold::html {
namespace {

// The elements of HTML 4, the two older ones that libxml2 has rules for, then other elements that
// pages use.
constexpr std::string_view kNames[] = {
    "a",          "abbr",     "acronym",  "address",  "applet",     "area",    "b",
    "base",       "basefont", "bdo",      "big",      "blockquote", "body",    "br",
    "button",     "caption",  "center",   "cite",     "code",       "col",     "colgroup",
    "dd",         "del",      "dfn",      "dir",      "div",        "dl",      "dt",
    "em",         "embed",    "fieldset", "font",     "form",       "frame",   "frameset",
    "h1",         "h2",       "h3",       "h4",       "h5",         "h6",      "head",
    "hr",         "html",     "i",        "iframe",   "img",        "input",   "ins",
    "isindex",    "kbd",      "label",    "legend",   "li",         "link",    "listing",
    "map",        "menu",     "meta",     "noframes", "noscript",   "object",  "ol",
    "optgroup",   "option",   "p",        "param",    "pre",        "q",       "s",
    "samp",       "script",   "select",   "small",    "span",       "strike",  "strong",
    "style",      "sub",      "sup",      "table",    "tbody",      "td",      "textarea",
    "tfoot",      "th",       "thead",    "title",    "tr",         "tt",      "u",
    "ul",         "var",      "xmp",      "article",  "aside",      "audio",   "bdi",
    "canvas",     "circle",   "data",     "datalist", "defs",       "details", "dialog",
    "figcaption", "figure",   "footer",   "g",        "header",     "line",    "main",
    "mark",       "math",     "nav",      "path",     "picture",    "polygon", "rect",
    "rp",         "rt",       "ruby",     "section",  "source",     "summary", "svg",
    "template",   "time",     "track",    "use",      "video",      "wbr"};
constexpr std::size_t kRuled = 94;  // up to "xmp"
constexpr TagName kKnown = std::size(kNames);
static_assert(kNames[kRuled - 1] == "xmp");

// Elements that a start tag of the same name ends. libxml2 is asked about all other pairs.
constexpr std::string_view kEndedByTheNext[] = {"a", "col",   "colgroup", "form", "li", "option",
                                                "p", "tbody", "td",       "th",   "tr"};

constexpr std::size_t kSlots = 1024;

std::size_t slot_of(std::string_view name) {
  const auto at = [name](std::size_t i) { return static_cast<unsigned char>(name[i]); };
  const std::size_t last = name.size() - 1;
  return (at(0) * 37U + at(last) * 5U + at(last / 2) * 131U + last * 257U) % kSlots;
}

const xmlChar* xml_text(std::string_view literal) {
  return reinterpret_cast<const xmlChar*>(literal.data());
}

/// True if libxml2 ends `open`, a different element, at a start tag `next`.
bool libxml_ends(std::string_view open, std::string_view next) {
  xmlNode element{};
  element.type = XML_ELEMENT_NODE;
  element.name = xml_text(next);
  return htmlAutoCloseTag(nullptr, xml_text(open), &element) == 1;
}

class Rules {
 public:
  Rules() {
    slots_.fill(kNoTag);
    for (TagName i = 0; i < kKnown; ++i) enter(i);
    for (TagName open = 0; open < kRuled; ++open) {
      for (TagName next = 0; next < kRuled; ++next) {
        if (open != next) ends_[open * kRuled + next] = libxml_ends(kNames[open], kNames[next]);
      }
    }
    for (const std::string_view name : kEndedByTheNext) {
      const TagName i = find(name);
      ends_[i * kRuled + i] = true;
    }
    known_ = {find("html"), find("head"), find("body"), find("p"), find("script"), find("style")};
  }

  TagName find(std::string_view name) const {
    if (name.empty()) return kNoTag;
    for (std::size_t slot = slot_of(name); slots_[slot] != kNoTag; slot = (slot + 1) % kSlots) {
      if (kNames[slots_[slot]] == name) return slots_[slot];
    }
    return kNoTag;
  }

  bool is_void(TagName name) const { return name < kKnown && void_[name]; }
  bool ends(TagName open, TagName next) const {
    return open < kRuled && next < kRuled && ends_[open * kRuled + next];
  }
  int rank(TagName name) const { return name < kKnown ? ranks_[name] : kLeastRank; }
  const KnownTags& known() const { return known_; }

 private:
  static constexpr std::uint8_t kLeastRank = 0;

  void enter(TagName i) {
    std::size_t slot = slot_of(kNames[i]);
    while (slots_[slot] != kNoTag) slot = (slot + 1) % kSlots;
    slots_[slot] = i;
    const htmlElemDesc* element = htmlTagLookup(xml_text(kNames[i]));
    void_[i] = element != nullptr && element->empty != 0;
    ranks_[i] = rank_of(kNames[i]);
  }

  /// The order of libxml2's htmlEndPriority.
  static std::uint8_t rank_of(std::string_view name) {
    if (name == "div") return 1;
    if (name == "td" || name == "th") return 2;
    if (name == "tr") return 3;
    if (name == "thead" || name == "tbody" || name == "tfoot") return 4;
    if (name == "table") return 5;
    if (name == "head" || name == "body") return 6;
    return name == "html" ? 7 : kLeastRank;
  }

  std::array<TagName, kSlots> slots_;
  std::bitset<kKnown> void_;
  std::array<std::uint8_t, kKnown> ranks_{};
  std::bitset<kRuled * kRuled> ends_;
  KnownTags known_{};
};

const Rules& rules() {
  static const Rules kRules;
  return kRules;
}

bool among_known(TagName name, std::initializer_list<std::string_view> names) {
  return name < kKnown && std::find(names.begin(), names.end(), kNames[name]) != names.end();
}

}  // namespace

LowerName::LowerName(std::string_view name) : size_(std::min(name.size(), kLongestName)) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; };
  for (std::size_t i = 0; i < size_; ++i) room_[i] = lower(name[i]);
}

const KnownTags& known_tags() { return rules().known(); }

bool is_void(TagName name) { return rules().is_void(name); }

bool ends(TagName open, TagName next) { return rules().ends(open, next); }

int end_rank(TagName name) { return rules().rank(name); }

bool belongs_in_head(TagName name) {
  return among_known(name, {"script", "style", "meta", "link", "title", "base"});
}

bool is_of_frames(TagName name) { return among_known(name, {"noframes", "frame", "frameset"}); }

TagName TagNames::number(std::string_view name) {
  if (const TagName found = find(name); found != kNoTag) return found;
  if (texts_.size() >= most_) return kNoTag;
  const auto added = others_.emplace(name, kKnown + static_cast<TagName>(texts_.size())).first;
  texts_.emplace_back(added->first);
  return added->second;
}

TagName TagNames::find(std::string_view name) const {
  if (const TagName known = rules().find(name); known != kNoTag) return known;
  const auto found = others_.find(name);
  return found == others_.end() ? kNoTag : found->second;
}

std::string_view TagNames::text(TagName name) const {
  return name < kKnown ? kNames[name] : texts_[name - kKnown];
}

}  // namespace wirefold::html
