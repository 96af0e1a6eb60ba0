#include "naming.h"

#include <fmt/format.h>

#include "serve/page/page_parts.h"
#include "serve/page/story_heading.h"
#include "serve/render/story_html.h"
#include "wirefold/base/strings.h"

namespace wirefold::serve {
namespace {

constexpr std::size_t kMostNames = 6;

/// "7 (Kabar), 9 (Warta)"
std::string article_names(const Asked& asked, const std::vector<ArticleId>& articles) {
  std::string out;
  for (const ArticleId id : articles) {
    out.append(out.empty() ? "" : ", ").append(std::to_string(to_int(id)));
    const auto article = asked.source.article(id);
    if (article) out.append(" (<bdi>").append(escape_markup(article->outlet)).append("</bdi>)");
  }
  return out;
}

std::string item(const Article& article, const std::string& headline, const std::string& facts) {
  return fmt::format("<h2{} dir=\"auto\">{}</h2>\n<p class=\"meta\">{}</p>\n",
                     attribute("lang", article.lang), headline, facts);
}

std::string story_link(const Asked& asked, const Story& story) {
  return fmt::format("<a href=\"{}story/{}\">{}</a>", asked.means.root, to_int(story.id),
                     escape_markup(title_of(story.lead())));
}

}  // namespace

std::string outlet_names(const Words& words, const Story& story) {
  const std::vector<std::string> outlets = outlets_of(story);
  std::string out;
  for (std::size_t i = 0; i < outlets.size() && i < kMostNames; ++i) {
    out += (i > 0 ? ", <bdi>" : "<bdi>") + escape_markup(outlets[i]) + "</bdi>";
  }
  if (outlets.size() <= kMostNames) return out;
  return out + " " + words.html("more", outlets.size() - kMostNames);
}

std::optional<Story> story_now(Source& source, StoryId id) {
  auto out = source.story(id);
  if (out) return out;
  const auto into = source.successor(id);
  return into ? source.story(*into) : std::nullopt;
}

std::string story_name(const Asked& asked, StoryId id) {
  const std::string number = asked.words.html("ruling_story", to_int(id));
  const auto story = asked.source.story(id);
  if (!story) return number;
  return asked.words.html("named_story", "<bdi>" + story_link(asked, *story) + "</bdi>", number);
}

RulingNames names_in(const Asked& asked) {
  return {[&asked](StoryId story) { return story_name(asked, story); },
          [&asked](const std::vector<ArticleId>& articles) {
            return asked.words.html(articles.size() == 1 ? "ruling_article" : "ruling_articles",
                                    article_names(asked, articles));
          }};
}

std::string story_item(const Asked& asked, const Story& story, const std::string& before) {
  const Words& words = asked.words;
  const Article& lead = story.lead();
  return "<li>" + before +
         item(lead, story_link(asked, story),
              outlet_names(words, story) + " · " +
                  time_tag(words, story.published, true, lead.utc_offset) + " · " +
                  words.html("ruling_story", to_int(story.id)) + " · " +
                  words.count("articles", story.members.size())) +
         "</li>\n";
}

std::string article_item(const Asked& asked, const Article& article) {
  const Words& words = asked.words;
  return "<li>" +
         item(article, link_to(article, title_of(article)),
              "<bdi>" + escape_markup(article.outlet) + "</bdi> · " +
                  time_tag(words, time_of(article), true, article.utc_offset) + " · " +
                  words.html("ruling_article", to_int(article.id))) +
         "</li>\n";
}

std::string item_list(const std::string& items) {
  return "<ul class=\"members\">\n" + items + "</ul>\n";
}

}  // namespace wirefold::serve
