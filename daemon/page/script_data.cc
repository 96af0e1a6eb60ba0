#include "script_data.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "wirefold/base/strings.h"

namespace wirefold::page {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

constexpr int kMaxDepth = 24;               // a page's state is nested deeply
constexpr std::size_t kLeastArticle = 500;  // bytes, markup included
constexpr std::size_t kFewestParagraphs = 2;

constexpr std::array<std::string_view, 10> kTextNames = {
    "body",        "content",  "rendered",    "html",  "text",
    "articleBody", "bodyHtml", "contentHtml", "value", "article"};

bool names_text(std::string_view name) {
  return std::any_of(kTextNames.begin(), kTextNames.end(),
                     [name](std::string_view n) { return equals_ignore_case(n, name); });
}

/// Of several paragraphs: what is one paragraph long is a teaser.
bool is_article(std::string_view html) {
  if (html.size() < kLeastArticle) return false;
  std::size_t paragraphs = 0;
  for (std::size_t at = 0; (at = html.find("<p", at)) != std::string_view::npos; ++at) {
    const char next = at + 2 < html.size() ? html[at + 2] : ' ';
    if (next == '>' || next == ' ') ++paragraphs;
  }
  return paragraphs >= kFewestParagraphs;
}

class Search {
 public:
  void look(const element& value, int depth) {
    if (depth > kMaxDepth) return;
    if (value.is_array()) {
      for (const element item : array(value)) look(item, depth + 1);
    } else if (value.is_object()) {
      for (const auto field : object(value)) {
        if (field.value.is_string()) {
          offer(field.key, std::string_view(field.value));
        } else {
          look(field.value, depth + 1);
        }
      }
    }
  }
  std::string take() { return std::move(best_); }

 private:
  void offer(std::string_view name, std::string_view text) {
    if (text.size() > best_.size() && names_text(name) && is_article(text)) best_ = text;
  }

  std::string best_;
};

/// From the first brace or bracket to the last one.
std::string_view json_in(std::string_view script) {
  const std::size_t first = script.find_first_of("{[");
  const std::size_t last = script.find_last_of("}]");
  if (first == std::string_view::npos || last == std::string_view::npos || last < first) return {};
  return script.substr(first, last - first + 1);
}

}  // namespace

std::string article_in_scripts(const std::vector<std::string_view>& scripts) {
  Search search;
  simdjson::dom::parser parser;
  for (const std::string_view script : scripts) {
    const std::string_view json = json_in(script);
    element root;
    if (json.size() < kLeastArticle || parser.parse(json).get(root) != simdjson::SUCCESS) continue;
    search.look(root, 0);
  }
  return search.take();
}

}  // namespace wirefold::page
