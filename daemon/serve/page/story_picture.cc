#include "story_picture.h"

#include <fmt/format.h>

#include "serve/attribute.h"
#include "wirefold/base/strings.h"
#include "wirefold/html/entities.h"
#include "wirefold/serve/pictures.h"

namespace wirefold::serve {
namespace {

constexpr std::size_t kMostAltBytes = 300;

/// The text for the picture if it is one of those in the safe `markup`, which sanitize() has
/// written; else empty.
std::string alt_in(std::string_view markup, std::string_view url) {
  const std::string source = "<img" + attribute("src", url) + " alt=\"";
  const std::size_t found = markup.find(source);
  if (found == std::string_view::npos) return {};
  const std::size_t from = found + source.size();
  return html::decode_entities(markup.substr(from, markup.find('"', from) - from));
}

std::string alt_of(const Article& article) {
  std::string alt = alt_in(article.content, article.image);
  if (alt.empty()) alt = alt_in(article.summary, article.image);
  return escape_markup(shortened(collapse_space(alt), kMostAltBytes));
}

}  // namespace

std::string story_picture(const Site& site, const Story& story, std::string_view root) {
  const Article* const article = site.pictures ? pictured(story) : nullptr;
  if (article == nullptr) return {};
  return fmt::format(
      "<img class=\"picture\" src=\"{}picture/{}\" alt=\"{}\" width=\"640\" height=\"360\" "
      "loading=\"lazy\" decoding=\"async\">\n",
      root, to_int(article->id), alt_of(*article));
}

/// The name follows, so the icon says nothing to those who do not see it.
std::string outlet_icon(const Site& site, FeedId feed, std::string_view root) {
  if (!site.pictures) return {};
  return fmt::format(
      "<img class=\"icon\" src=\"{}icon/{}\" alt=\"\" width=\"16\" height=\"16\" "
      "loading=\"lazy\" decoding=\"async\">",
      root, to_int(feed));
}

std::string outlet_icon(const Site& site, const Article& article, std::string_view root) {
  return article.has_icon ? outlet_icon(site, article.feed, root) : std::string();
}

}  // namespace wirefold::serve
