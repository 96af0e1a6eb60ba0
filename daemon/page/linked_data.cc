#include "linked_data.h"

#include <simdjson.h>

#include <algorithm>
#include <string_view>

#include "wirefold/base/strings.h"
#include "wirefold/html/text_construct.h"
#include "wirefold/model/limits.h"
#include "wirefold/parse/mend_json.h"
#include "wirefold/text/normal.h"

namespace wirefold::page {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

constexpr int kMaxDepth = 12;  // objects around an article; real articles have 1 to 4
constexpr std::size_t kMostAuthors = 20;

/// How well a type fits: 2 for an article, 1 for a page, 0 for others.
int rank_of(std::string_view type) {
  if (const std::size_t slash = type.rfind('/'); slash != std::string_view::npos) {
    type.remove_prefix(slash + 1);
  }
  const bool article = type.ends_with("Article") || type.ends_with("Posting") ||
                       type.ends_with("Report") || type == "Review" || type == "Recipe" ||
                       type == "NewsStory";
  if (article) return 2;
  return type.ends_with("WebPage") || type == "CreativeWork" ? 1 : 0;
}

int rank_of(const object& o) {
  element type;
  if (o.at_key("@type").get(type) != simdjson::SUCCESS) return 0;
  if (type.is_string()) return rank_of(std::string_view(type));
  int best = 0;
  if (type.is_array()) {
    for (const element item : array(type)) {
      if (item.is_string()) best = std::max(best, rank_of(std::string_view(item)));
    }
  }
  return best;
}

std::string text_at(const object& o, std::string_view key) {
  element value;
  if (o.at_key(key).get(value) != simdjson::SUCCESS || !value.is_string()) return {};
  return std::string(trim(std::string_view(value)));
}

/// Adds a name given as text, as an object with a name, or as a list of either.
void add_names(const element& value, std::vector<std::string>& out) {
  if (out.size() >= kMostAuthors) return;
  if (value.is_string()) {
    out.push_back(html::one_line(std::string_view(value)));
  } else if (value.is_object()) {
    out.push_back(html::one_line(text_at(object(value), "name")));
  } else if (value.is_array()) {
    for (const element item : array(value)) {
      if (!item.is_array()) add_names(item, out);
    }
  }
}

std::vector<std::string> names_at(const object& o, std::string_view key) {
  std::vector<std::string> out;
  element value;
  if (o.at_key(key).get(value) == simdjson::SUCCESS) add_names(value, out);
  std::erase(out, std::string());
  return out;
}

bool is_false(const object& o, std::string_view key) {
  element value;
  if (o.at_key(key).get(value) != simdjson::SUCCESS) return false;
  if (value.is_bool()) return !bool(value);
  return value.is_string() && equals_ignore_case(std::string_view(value), "false");
}

LinkedData read(const object& o, int rank) {
  LinkedData out;
  // A WebPage often has the site's name as its headline, so headline, body and authors need an
  // article.
  if (rank > 1) {
    out.headline = html::one_line(text_at(o, "headline"));
    out.body = text_at(o, "articleBody");
    out.authors = names_at(o, "author");
  }
  out.published = text_at(o, "datePublished");
  out.lang = text_at(o, "inLanguage");
  if (const auto sites = names_at(o, "publisher"); !sites.empty()) out.site = sites.front();
  out.paid = is_false(o, "isAccessibleForFree");
  return out;
}

/// Searches an element and its members for the best fitting object; the first wins a tie.
class Search {
 public:
  explicit Search(const std::vector<std::string>& titles) {
    for (const std::string& title : titles) titles_.push_back(key_of(title));
  }

  void look(const element& value, int depth) {
    if (depth > kMaxDepth || rank_ == kBorneOut) return;
    if (value.is_array()) {
      for (const element item : array(value)) look(item, depth + 1);
    } else if (value.is_object()) {
      const object o(value);
      if (const int rank = rank_here(o); rank > rank_) {
        rank_ = rank;
        found_ = read(o, rank);
      }
      for (const auto field : o) look(field.value, depth + 1);
    }
  }
  LinkedData take() { return std::move(found_); }

 private:
  static constexpr int kBorneOut = 3;
  static constexpr int kMostCompared = 100;  // articles of a page

  /// Returns 3 for an article whose headline is on the page, 0 for one with another headline.
  int rank_here(const object& o) {
    const int rank = rank_of(o);
    if (rank < 2 || titles_.empty() || ++compared_ > kMostCompared) return rank;
    const std::string headline = key_of(text_at(o, "headline"));
    if (headline.empty()) return rank;
    return std::any_of(titles_.begin(), titles_.end(),
                       [&](const std::string& title) { return is_one(headline, title); })
               ? kBorneOut
               : 0;
  }

  static std::string key_of(std::string_view title) {
    return text::comparison_key(clip_utf8(html::one_line(title), kMostTitleBytes));
  }

  static bool is_one(std::string_view a, std::string_view b) {
    return !b.empty() &&
           (a.find(b) != std::string_view::npos || b.find(a) != std::string_view::npos);
  }

  std::vector<std::string> titles_;
  LinkedData found_;
  int rank_ = 0;
  int compared_ = 0;
};

/// Returns `script` without the CDATA section or comment around it.
std::string_view without_wrapping(std::string_view script) {
  if (!script.starts_with('/') && !script.starts_with('<')) return script;
  const std::size_t first = script.find('{');
  const std::size_t last = script.rfind('}');
  const bool found = first != std::string_view::npos && last != std::string_view::npos;
  return found && first < last ? script.substr(first, last - first + 1) : script;
}

}  // namespace

LinkedData linked_data_of(const std::vector<std::string>& scripts,
                          const std::vector<std::string>& titles) {
  Search search(titles);
  simdjson::dom::parser parser;
  for (const std::string& whole : scripts) {
    const std::string_view script = without_wrapping(whole);
    element root;
    if (parser.parse(script).get(root) != simdjson::SUCCESS) {
      parse::Warnings ignored;
      if (parser.parse(parse::mend_json(script, ignored)).get(root) != simdjson::SUCCESS) continue;
    }
    search.look(root, 0);
  }
  return search.take();
}

}  // namespace wirefold::page
