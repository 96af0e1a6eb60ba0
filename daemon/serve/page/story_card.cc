#include "story_card.h"

#include <fmt/format.h>

#include <vector>

#include "page_parts.h"
#include "serve/render/story_html.h"
#include "wirefold/html/plain_text.h"

namespace wirefold::serve {
namespace {

constexpr std::size_t kTeaserBytes = 323;  // including the ellipsis
constexpr std::size_t kMostHeadlines = 3;
constexpr std::size_t kMostNames = 4;

std::string teaser(const Article& lead) {
  const std::string text = collapse_space(html::plain_text(summary_html(lead)));
  if (text.empty()) return {};
  return fmt::format("<p class=\"teaser\"{} dir=\"auto\">{}</p>\n", attribute("lang", lead.lang),
                     escape_markup(shortened(text, kTeaserBytes)));
}

/// Stories with more outlets have larger headlines.
std::string_view weight_of(std::size_t outlets) {
  if (outlets >= 5) return " class=\"w5\"";
  return outlets >= 3 ? " class=\"w3\"" : "";
}

/// "4 word for word · 1 cut · 1 with 9 new words"
std::string kinds_line(const Words& words, const CopyKinds& kinds) {
  std::string out;
  const auto add = [&out](const std::string& part) { out += (out.empty() ? "" : " · ") + part; };
  if (kinds.word_for_word > 0) add(words.count("word_for_word", kinds.word_for_word));
  if (kinds.cut > 0) add(words.count("cut", kinds.cut));
  if (kinds.with_words > 0) {
    const std::string most = words.count("new_words", kinds.most_words);
    add(kinds.least_words == kinds.most_words
            ? words.text("with", kinds.with_words, most)
            : words.text("with_range", kinds.with_words, kinds.least_words, most));
  }
  return out.empty() ? "" : "<p class=\"kinds\">" + escape_markup(out) + "</p>\n";
}

std::string headline_item(const Member& copy, const std::string& outlet, const std::string& title) {
  const Article& article = copy.article;
  return fmt::format("<li><b><bdi>{}</bdi></b> <bdi{}>{}</bdi></li>\n", escape_markup(outlet),
                     attribute("lang", article.lang), link_to(article, title));
}

/// The outlets whose headline is not shown: links to their articles, and the number of the rest.
std::string also_line(const Words& words, const Story& story,
                      const std::vector<const Member*>& rest, const OutletNames& called) {
  if (rest.empty()) return {};
  std::string names;
  const std::size_t named = std::min(rest.size(), kMostNames);
  for (std::size_t i = 0; i < named; ++i) {
    const Article& article = rest[i]->article;
    names += fmt::format("{}<bdi>{}</bdi>", names.empty() ? "" : ", ",
                         link_to(article, called.of(article)));
  }
  if (rest.size() > named) {
    names += fmt::format(" <a class=\"more\" href=\"story/{}\">{}</a>", to_int(story.id),
                         words.html("more", rest.size() - named));
  }
  return "<p class=\"also\">" + words.html("also_in", names) + "</p>\n";
}

/// The copies of other outlets: a few with headlines of their own, the others by name.
std::string others(const Words& words, const Story& story, const OutletNames& called) {
  std::string items;
  std::size_t shown = 0;
  std::vector<const Member*> rest;
  for (const Member* const copy : copies_by_outlet(story)) {
    const std::string title = other_title(story, copy->article);
    if (title.empty() || shown == kMostHeadlines) {
      rest.push_back(copy);
    } else {
      items += headline_item(*copy, called.of(copy->article), title);
      ++shown;
    }
  }
  if (!items.empty()) items = "<ul class=\"others\">\n" + items + "</ul>\n";
  return items + also_line(words, story, rest, called);
}

std::string badge(const Words& words, const Story& story, std::size_t outlets) {
  if (outlets < 2) return {};
  return fmt::format(" <a class=\"badge\" href=\"story/{}\">{}</a>", to_int(story.id),
                     words.count("outlets", outlets));
}

}  // namespace

std::string story_card(const Words& words, const Story& story, const CopyKinds& kinds,
                       bool with_day) {
  const Article& lead = story.lead();
  const OutletNames called(story);
  const std::size_t outlets = outlets_of(story).size();
  std::string out =
      fmt::format("<article id=\"s{}\"{}>\n<h3{} dir=\"auto\">{}</h3>\n", to_int(story.id),
                  weight_of(outlets), attribute("lang", lead.lang), link_to(lead, title_of(lead)));
  out += fmt::format(
      "<p class=\"meta\"><b><bdi>{}</bdi></b> · "
      "<a class=\"page\" href=\"story/{}\">{}</a>{}</p>\n",
      escape_markup(called.of(lead)), to_int(story.id),
      time_tag(words, story.published, with_day, lead.utc_offset), badge(words, story, outlets));
  return out + teaser(lead) + others(words, story, called) + kinds_line(words, kinds) +
         "</article>\n";
}

std::string story_line(const Words& words, const TopStory& story) {
  return fmt::format(
      "<li><a href=\"story/{}\"{} dir=\"auto\">{}</a> <span class=\"meta\">{}</span></li>\n",
      to_int(story.id), attribute("lang", story.lang), escape_markup(story.title),
      words.count("outlets", story.outlets));
}

}  // namespace wirefold::serve
