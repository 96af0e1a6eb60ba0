#include "facts.h"

#include <algorithm>
#include <iterator>

#include "date_marks.h"
#include "element_names.h"
#include "further_pages.h"
#include "wirefold/base/strings.h"
#include "wirefold/model/limits.h"

namespace wirefold::page {
namespace {

// Real pages have dozens.
constexpr std::size_t kMostMetas = 300;
constexpr std::size_t kMostOfAKind = 50;

// Limits the elements whose text is read: nested elements hold the same text.
constexpr int kMostTexts = 1000;

constexpr std::string_view kMetaNames[] = {"property", "name", "itemprop", "http-equiv"};

template <typename T>
void add(std::vector<T>& list, T item) {
  if (list.size() < kMostOfAKind) list.push_back(std::move(item));
}

bool has_token(std::string_view list, std::string_view token) {
  const std::vector<std::string_view> tokens = split(list, ' ');
  return std::any_of(tokens.begin(), tokens.end(),
                     [token](std::string_view t) { return equals_ignore_case(t, token); });
}

// Words in the names of elements above or below a headline inside its <h1>.
constexpr std::string_view kKickerNames[] = {"kicker",   "overline",    "dachzeile",  "roofline",
                                             "topline",  "toptitle",    "spitzmarke", "subline",
                                             "subtitle", "subhead",     "supertitle", "eyebrow",
                                             "pretitle", "preheadline", "untertitel"};

bool is_named_as_kicker(const std::string& names) {
  if ((hints_of(names) & (kBoilerplateName | kAlienName)) != 0) return true;
  const std::string lower = to_lower_ascii(names);
  return std::any_of(std::begin(kKickerNames), std::end(kKickerNames),
                     [&lower](std::string_view n) { return lower.find(n) != std::string::npos; });
}

class Collector {
 public:
  explicit Collector(std::string_view shared) : shared_(shared) {}

  Facts collect(xmlDoc* page) {
    html::walk(
        reinterpret_cast<xmlNode*>(page),
        [this](xmlNode* node) {
          if (node->type == XML_ELEMENT_NODE) read(node, html::name_of(node));
          return true;
        },
        [](xmlNode*) {});
    return std::move(facts_);
  }

 private:
  void read(xmlNode* node, std::string_view name) {
    if (name == "a" || name == "link") note_link(node);
    if (name == "meta") {
      read_meta(node);
    } else if (name == "link") {
      read_link(node);
    } else if (name == "script") {
      read_script(node);
    } else if (name == "html") {
      if (facts_.lang.empty()) facts_.lang = html::attribute(node, "lang");
    } else if (name == "base") {
      if (facts_.base.empty()) facts_.base = short_link(html::attribute(node, "href"));
    } else if (name == "title") {
      if (facts_.title.empty()) facts_.title = inside(node);
    } else if (name == "h1") {
      read_headline(node);
    } else if (is_lower_heading(node, name)) {
      add(facts_.headings, inside(node));
    } else if (node->properties != nullptr) {
      read_named(node);
    }
  }

  void read_headline(xmlNode* node) {
    std::string whole = inside(node);
    if (std::string named = without_kicker(node); !named.empty()) {
      add(facts_.headlines, std::move(named));
      return;
    }
    const std::vector<std::string> parts = parts_of(node);
    if (parts.size() > 1) {
      for (const std::string& part : parts) add(facts_.headline_parts, part);
    }
    add(facts_.headlines, std::move(whole));
  }

  static bool is_lower_heading(xmlNode* node, std::string_view name) {
    return (name == "h2" || name == "h3") && html::attribute(node, "itemprop").empty();
  }

  /// The texts of the headline's children, and the texts between them; each <br> separates two
  /// parts.
  std::vector<std::string> parts_of(xmlNode* headline) {
    constexpr std::size_t kMost = 8;
    std::vector<std::string> parts(1);
    for (xmlNode* n = headline->children; n != nullptr && parts.size() < kMost; n = n->next) {
      if (n->type == XML_TEXT_NODE) {
        parts.back() += html::text_of(n);
      } else if (n->type == XML_ELEMENT_NODE) {
        parts.push_back(inside(n));
        parts.emplace_back();
      }
    }
    for (std::string& part : parts) part = collapse_space(part);
    std::erase_if(parts,
                  [](const std::string& p) { return p.empty() || p.size() > kMostHeadline; });
    return parts;
  }

  /// The headline without elements named as kickers; empty if it has none, or if too little is
  /// left.
  std::string without_kicker(xmlNode* headline) {
    std::string out;
    bool found = false;
    for (xmlNode* n = headline->children; n != nullptr; n = n->next) {
      if (n->type == XML_TEXT_NODE) out += html::text_of(n);
      if (n->type != XML_ELEMENT_NODE) continue;
      if (is_named_as_kicker(html::attribute(n, "class"))) {
        found = true;
      } else {
        out += ' ' + inside(n);
      }
    }
    constexpr std::size_t kLeast = 10;  // bytes of a headline
    out = collapse_space(out);
    const bool is_headline = out.size() >= kLeast && out.size() <= kMostHeadline;
    return found && is_headline ? out : std::string();
  }

  void read_meta(xmlNode* node) {
    std::string content = collapse_space(html::attribute(node, "content"));
    if (content.empty() || facts_.metas.size() >= kMostMetas) return;
    for (const std::string_view kind : kMetaNames) {
      const std::string name = to_lower_ascii(trim(html::attribute(node, kind.data())));
      if (name.empty()) continue;
      // Dates of microdata in the body belong to the element around them, which the outline knows.
      const bool in_body = kind == "itemprop" && html::name_of(node->parent) != "head";
      if (in_body && name.starts_with("date")) return;
      facts_.metas.emplace_back(name, std::move(content));
      return;
    }
  }

  void read_link(xmlNode* node) {
    if (!facts_.canonical.empty() || !has_token(html::attribute(node, "rel"), "canonical")) return;
    facts_.canonical = short_link(std::string(trim(html::attribute(node, "href"))));
  }

  static std::string short_link(std::string link) {
    return link.size() <= kMostLinkBytes ? std::move(link) : std::string();
  }

  void note_link(const xmlNode* node) {
    if (shared_.empty() || facts_.links.size() >= kMostOfAKind) return;
    for (const xmlAttr* a = node->properties; a != nullptr; a = a->next) {
      if (std::string_view(reinterpret_cast<const char*>(a->name)) != "href") continue;
      const std::string_view to = trim(html::value_of(a));
      if (to.size() > kMostLinkBytes) continue;
      const bool is_own = to.starts_with('?') || to.find(shared_) != std::string_view::npos;
      const bool is_known = std::ranges::find(facts_.links, to) != facts_.links.end();
      if (is_own && !is_known && may_be_further_page(to)) facts_.links.emplace_back(to);
    }
  }

  /// True for an assignment of a JSON value: "window.state={", "var data = [", "Fusion.content={".
  static bool may_have_state(std::string_view script) {
    constexpr std::size_t kLeast = 500;  // bytes of a state with an article
    constexpr std::size_t kMostBefore = 200;
    if (script.size() < kLeast) return false;
    const std::size_t sign = script.substr(0, kMostBefore).find('=');
    if (sign == std::string_view::npos) return false;
    const std::string_view value = trim(script.substr(sign + 1));
    return value.starts_with('{') || value.starts_with('[') || script.starts_with("window.");
  }

  void read_script(xmlNode* node) {
    if (node->children == nullptr) return;
    const std::string type = html::attribute(node, "type");
    const std::string_view text = trim(html::text_of(node->children));
    if (starts_with_ignore_case(trim(type), "application/ld+json")) {
      add(facts_.json_ld, std::string(text));
    } else if (starts_with_ignore_case(trim(type), "application/json") || may_have_state(text)) {
      add(facts_.data, text);
    }
  }

  /// Reads elements with an attribute that names their content.
  void read_named(xmlNode* node) {
    const std::string itemprop = html::attribute(node, "itemprop");
    if (itemprop == "headline") {
      // inside() returns at most kMostTexts texts, so inserting at the front is cheap.
      if (std::string headline = inside(node); !headline.empty()) {
        facts_.headlines.insert(facts_.headlines.begin(), std::move(headline));
      }
    } else if (itemprop == "author" || has_token(html::attribute(node, "rel"), "author")) {
      add(facts_.authors, inside(node));
    }
  }

  static constexpr std::size_t kMostHeadline = 2000;  // bytes; a longer text is no headline

  std::string inside(xmlNode* node) {
    return texts_++ < kMostTexts ? text_inside(node) : std::string();
  }

  std::string_view shared_;
  Facts facts_;
  int texts_ = 0;
};

}  // namespace

std::string_view Facts::meta(std::string_view name) const {
  const auto found =
      std::find_if(metas.begin(), metas.end(), [name](const auto& m) { return m.first == name; });
  return found == metas.end() ? std::string_view() : std::string_view(found->second);
}

Facts facts_of(xmlDoc* page, std::string_view shared) { return Collector(shared).collect(page); }

}  // namespace wirefold::page
