#include "outline.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <unordered_map>

#include "element_names.h"
#include "wirefold/base/strings.h"

namespace wirefold::page {
namespace {

using html::among;
using html::value_of;

// Elements without text of the page. <head> is not listed: if <body> is missing, the parser puts an
// <article> into <head>.
constexpr std::string_view kSilent[] = {"script",   "style",  "template", "title",  "select",
                                        "textarea", "button", "svg",      "iframe", "object",
                                        "rt",       "rp",     "audio",    "video",  "canvas",
                                        "map",      "input",  "option",   "embed",  "math"};

constexpr std::string_view kInline[] = {
    "a",   "abbr", "acronym", "b",    "bdi",    "bdo",    "big",     "cite",  "code", "data",
    "del", "dfn",  "em",      "font", "i",      "ins",    "kbd",     "mark",  "q",    "ruby",
    "s",   "samp", "small",   "span", "strike", "strong", "sub",     "sup",   "time", "tt",
    "u",   "var",  "wbr",     "nobr", "label",  "img",    "picture", "source"};

struct NamedTag {
  std::string_view name;
  Tag tag;
};

constexpr NamedTag kTags[] = {
    {"div", Tag::kOther},
    {"p", Tag::kParagraph},
    {"li", Tag::kItem},
    {"ul", Tag::kList},
    {"ol", Tag::kList},
    {"h1", Tag::kHeading1},
    {"h2", Tag::kHeading},
    {"h3", Tag::kHeading},
    {"h4", Tag::kHeading},
    {"h5", Tag::kHeading},
    {"h6", Tag::kHeading},
    {"td", Tag::kCell},
    {"th", Tag::kCell},
    {"table", Tag::kTable},
    {"article", Tag::kArticle},
    {"main", Tag::kMain},
    {"body", Tag::kBody},
    {"blockquote", Tag::kQuote},
    {"pre", Tag::kCode},
    {"figcaption", Tag::kCaption},
    {"caption", Tag::kCaption},
    {"dd", Tag::kItem},
    {"dt", Tag::kItem},
    {"dl", Tag::kList},
    {"aside", Tag::kAside},
    {"nav", Tag::kAside},
    {"footer", Tag::kAside},
    {"dialog", Tag::kAside},
    {"menu", Tag::kAside},
    {"amp-sidebar", Tag::kAside},
    {"amp-consent", Tag::kAside},
    {"amp-user-notification", Tag::kAside},
    {"amp-ad", Tag::kAside},
    {"amp-list", Tag::kAside},
    {"amp-lightbox", Tag::kAside},
    {"amp-next-page", Tag::kAside},
};

Tag tag_of(std::string_view name) {
  for (const NamedTag& t : kTags) {
    if (t.name == name) return t.tag;
  }
  return Tag::kOther;
}

bool hides(std::string_view style) {
  std::string compact;
  for (const char c : style) {
    if (c != ' ') compact += c;
  }
  compact = to_lower_ascii(compact);
  return compact.find("display:none") != std::string::npos ||
         compact.find("visibility:hidden") != std::string::npos;
}

Hints hints_of_role(std::string_view role) {
  if (role == "navigation" || role == "complementary" || role == "contentinfo" ||
      role == "search" || role == "banner" || role == "dialog" || role == "menu") {
    return kAlienName;
  }
  return 0;
}

Hints hints_of_itemprop(std::string_view itemprop) {
  if (itemprop == "articleBody") return kArticleName;
  if (itemprop == "comment") return kAlienName;
  return 0;
}

std::uint32_t build_of(std::string_view names) {
  names = trim(names);
  return names.empty() ? 0 : static_cast<std::uint32_t>(std::hash<std::string_view>()(names)) | 1U;
}

/// Caches the hints of names, which pages repeat. The names are views into the tree.
class KnownHints {
 public:
  Hints of(std::string_view names) {
    if (const auto known = hints_.find(names); known != hints_.end()) return known->second;
    const Hints hints = hints_of(names);
    if (hints_.size() < kMost) hints_.emplace(names, hints);
    return hints;
  }

 private:
  static constexpr std::size_t kMost = 256;  // bounds the comparisons of names with the same hash

  std::unordered_map<std::string_view, Hints> hints_;
};

/// Reads the attributes of `node` into `out`.
void read_attributes(const xmlNode* node, KnownHints& known, Element& out) {
  for (const xmlAttr* a = node->properties; a != nullptr; a = a->next) {
    const std::string_view name(reinterpret_cast<const char*>(a->name));
    if (name == "class" || name == "id") {
      out.hints |= known.of(value_of(a));
      if (name == "class") out.build = build_of(value_of(a));
    } else if (name == "role") {
      out.hints |= hints_of_role(value_of(a));
    } else if (name == "itemprop") {
      out.hints |= hints_of_itemprop(value_of(a));
    } else if (name == "hidden" || (name == "aria-hidden" && value_of(a) == "true") ||
               (name == "style" && hides(value_of(a)))) {
      out.hidden = true;
    }
  }
}

bool is_template(const xmlNode* script) {
  for (const xmlAttr* a = script->properties; a != nullptr; a = a->next) {
    const std::string_view name(reinterpret_cast<const char*>(a->name));
    if (name == "type") return value_of(a) == "text/template";
  }
  return false;
}

// Pages have some dozen dates; nested elements hold the same text.
constexpr std::size_t kMostDates = 300;
constexpr int kMostLookedAt = 1000;
constexpr std::size_t kLongestDate = 160;

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

class Builder {
 public:
  explicit Builder(NoScript no_script) : no_script_(no_script) {}

  Outline build(xmlDoc* page) {
    out_.elements.push_back({0, 0, 0, Tag::kOther, 0, false});
    html::walk(
        reinterpret_cast<xmlNode*>(page), [this](xmlNode* node) { return enter(node); },
        [this](xmlNode* node) { leave(node); });
    end_block();
    out_.elements.front().last = count();
    return std::move(out_);
  }

 private:
  std::uint32_t count() const { return static_cast<std::uint32_t>(out_.blocks.size()); }

  bool enter(xmlNode* node) {
    if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
      append(html::text_of(node));
      return false;
    }
    if (node->type != XML_ELEMENT_NODE) {
      return node->type == XML_HTML_DOCUMENT_NODE || node->type == XML_DOCUMENT_NODE;
    }
    const std::string_view name = html::name_of(node);
    if (name == "br") {
      line_break();
      return false;
    }
    if (name == "script") read_template(node);
    if (among(kSilent, name)) return false;
    if (name == "noscript" && no_script_ == NoScript::kLeftOut) return false;
    if (name == "a") ++links_;
    Element e{current_, count(), 0, tag_of(name), 0, false};
    const bool is_inline = among(kInline, name);
    read_attributes(node, hints_, e);
    if (!is_inline || e.hidden || e.hints != 0) open(node, e);
    note_date(node);
    return true;
  }

  void note_date(xmlNode* node) {
    if (out_.dates.size() >= kMostDates || looked_at_ >= kMostLookedAt) return;
    const DateMark mark = date_mark_of(node);
    if (mark == DateMark::kNone) return;
    ++looked_at_;
    std::string text = marked_text(node);
    if (text.empty() || text.size() > kLongestDate) return;
    out_.dates.push_back({mark, std::move(text), current_, count()});
  }

  /// Reads a template as part of the page: on some pages a script inserts the article from one.
  void read_template(const xmlNode* script) {
    if (inside_template_ || script->children == nullptr || !is_template(script)) return;
    html::Tree tree = html::parse(html::text_of(script->children));
    if (!tree) return;
    xmlDoc* const root = tree.get();
    templates_.push_back(std::move(tree));
    inside_template_ = true;
    html::walk(
        reinterpret_cast<xmlNode*>(root), [this](xmlNode* node) { return enter(node); },
        [this](xmlNode* node) { leave(node); });
    inside_template_ = false;
  }

  void leave(xmlNode* node) {
    if (node->type != XML_ELEMENT_NODE) return;
    if (html::name_of(node) == "a") --links_;
    if (nodes_.empty() || nodes_.back() != node) return;
    end_block();
    out_.elements[current_].last = count();
    current_ = out_.elements[current_].parent;
    nodes_.pop_back();
  }

  void open(xmlNode* node, Element e) {
    end_block();
    e.first = count();
    current_ = static_cast<std::uint32_t>(out_.elements.size());
    out_.elements.push_back(e);
    nodes_.push_back(node);
  }

  /// Two line breaks end a block; one counts as a space.
  void line_break() {
    if (broken_) end_block();
    broken_ = true;
    space_ = true;
  }

  void append(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      const bool no_break = text[i] == '\xC2' && i + 1 < text.size() && text[i + 1] == '\xA0';
      if (no_break || is_space(text[i])) {
        space_ = true;
        i += no_break ? 1 : 0;
      } else {
        put(text[i]);
      }
    }
  }

  void put(char c) {
    std::string& text = out_.text;
    if (!block_) {
      block_ = Block{static_cast<std::uint32_t>(text.size()), 0, 0, 0, current_};
    } else if (space_) {
      text += ' ';
    }
    space_ = false;
    broken_ = false;
    text += c;
    if (is_continuation(c)) return;
    const std::uint32_t units = static_cast<unsigned char>(c) >= 0xE3 ? 2 : 1;
    block_->units += units;
    if (links_ > 0) block_->link_units += units;
  }

  void end_block() {
    space_ = false;
    broken_ = false;
    if (!block_) return;
    block_->end = static_cast<std::uint32_t>(out_.text.size());
    out_.blocks.push_back(*block_);
    block_.reset();
  }

  NoScript no_script_;
  std::vector<html::Tree> templates_;  // own the names in hints_
  KnownHints hints_;
  Outline out_;
  std::uint32_t current_ = 0;
  std::vector<xmlNode*> nodes_;  // nodes of the open elements
  std::optional<Block> block_;
  int links_ = 0;
  int looked_at_ = 0;  // elements with a date mark
  bool inside_template_ = false;
  bool space_ = false;
  bool broken_ = false;
};

}  // namespace

std::optional<std::uint32_t> headline_block(const Outline& page, std::string_view title) {
  std::optional<std::uint32_t> around;
  std::optional<std::uint32_t> heading;
  std::optional<std::uint32_t> only;
  bool several = false;
  for (std::uint32_t i = 0; i < page.blocks.size(); ++i) {
    const Block& b = page.blocks[i];
    const Tag tag = page.elements[b.element].tag;
    if (tag != Tag::kHeading1 && tag != Tag::kHeading) continue;
    const std::string_view text = page.text_of(b);
    if (tag == Tag::kHeading1) {
      if (!title.empty() && text == title) return i;
      several = several || only;
      only = i;
    }
    if (title.empty()) continue;
    const bool holds = text.size() < 3 * title.size() && text.find(title) != std::string_view::npos;
    if (tag == Tag::kHeading1 && holds && !around) around = i;
    if (tag == Tag::kHeading && text == title && !heading) heading = i;
  }
  if (around || heading) return around ? around : heading;
  return several ? std::nullopt : only;
}

Outline outline_of(xmlDoc* page, NoScript no_script) { return Builder(no_script).build(page); }

}  // namespace wirefold::page
