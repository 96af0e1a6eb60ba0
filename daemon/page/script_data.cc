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

constexpr int kMaxDepth = 24;               // the state of a page is deeply nested
constexpr std::size_t kLeastArticle = 500;  // bytes, markup included
constexpr std::size_t kFewestParagraphs = 2;

constexpr std::array<std::string_view, 10> kTextNames = {
    "body",        "content",  "rendered",    "html",  "text",
    "articleBody", "bodyHtml", "contentHtml", "value", "article"};

// Members of objects that are other articles, not blocks of one.
constexpr std::array<std::string_view, 7> kTeaserNames = {"title", "headline", "url",      "href",
                                                          "slug",  "link",     "permalink"};

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::any_of(names.begin(), names.end(),
                     [name](std::string_view n) { return equals_ignore_case(n, name); });
}

/// True for several paragraphs; a single one is a teaser.
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
      offer_blocks(array(value));
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
    if (text.size() > best_.size() && is_one_of(kTextNames, name) && is_article(text)) best_ = text;
  }

  /// Offers a list of paragraphs, given as texts or as objects with a text.
  void offer_blocks(const array& list) {
    std::string html;
    std::size_t paragraphs = 0;
    for (const element item : list) {
      const std::string_view text = block_text(item);
      if (text.size() >= kLeastBlock) ++paragraphs;
      if (text.empty()) continue;
      const bool marked = text.starts_with('<');
      html += marked ? std::string(text) : "<p>" + std::string(text) + "</p>";
    }
    const bool is_text = paragraphs >= kFewestBlocks && html.size() >= kLeastArticle;
    if (is_text && html.size() > best_.size()) best_ = std::move(html);
  }

  /// The text of a block; empty for a teaser, and if there is no text.
  static std::string_view block_text(const element& item) {
    if (item.is_string()) return std::string_view(item);
    if (!item.is_object()) return {};
    std::string_view text;
    for (const auto field : object(item)) {
      if (!field.value.is_string()) continue;
      if (is_one_of(kTeaserNames, field.key)) return {};
      if (text.empty() && is_one_of(kTextNames, field.key)) text = std::string_view(field.value);
    }
    return text;
  }

  static constexpr std::size_t kLeastBlock = 80;  // bytes of a paragraph
  static constexpr std::size_t kFewestBlocks = 3;

  std::string best_;
};

/// The position after the value that begins at `at` with a brace or bracket; npos if the value does
/// not end.
std::size_t end_of_value(std::string_view script, std::size_t at) {
  std::size_t open = 0;
  bool in_string = false;
  for (; at < script.size(); ++at) {
    const char c = script[at];
    if (in_string) {
      if (c == '\\') ++at;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      ++open;
    } else if ((c == '}' || c == ']') && --open == 0) {
      return at + 1;
    }
  }
  return std::string_view::npos;
}

/// Calls `use` with each outermost value of `script` that is long enough for an article.
template <typename Use>
void for_each_value(std::string_view script, const Use& use) {
  std::size_t at = 0;
  while ((at = script.find_first_of("{[", at)) != std::string_view::npos) {
    const std::size_t end = end_of_value(script, at);
    if (end == std::string_view::npos) return;
    if (end - at >= kLeastArticle) use(script.substr(at, end - at));
    at = end;
  }
}

}  // namespace

std::string article_in_scripts(const std::vector<std::string_view>& scripts) {
  Search search;
  simdjson::dom::parser parser;
  for (const std::string_view script : scripts) {
    for_each_value(script, [&](std::string_view json) {
      element root;
      if (parser.parse(json).get(root) == simdjson::SUCCESS) search.look(root, 0);
    });
  }
  return search.take();
}

}  // namespace wirefold::page
