#include "story_card.h"

#include <fmt/format.h>

#include <vector>

#include "page_parts.h"
#include "serve/means/ticks.h"
#include "serve/render/story_html.h"
#include "story_picture.h"
#include "wirefold/html/plain_text.h"
#include "wirefold/serve/entries.h"

namespace wirefold::serve {
namespace {

constexpr std::size_t kTeaserBytes = 323;  // including the ellipsis
constexpr std::size_t kMostHeadlines = 3;
constexpr std::size_t kMostNames = 4;
constexpr std::size_t kMostOthers = 5;

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

std::string headline_item(const Article& article, const std::string& outlet,
                          const std::string& title) {
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

std::string headlines(const std::string& items) {
  return items.empty() ? "" : "<ul class=\"others\">\n" + items + "</ul>\n";
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
      items += headline_item(copy->article, called.of(copy->article), title);
      ++shown;
    }
  }
  return headlines(items) + also_line(words, story, rest, called);
}

/// Who else reports the event: a few headlines, and the number of the rest.
std::string other_words(const Words& words, const Event& event) {
  if (!is_event(event)) return {};
  const std::string page = page_of(event);
  std::vector<const Report*> others = other_reports(event);
  if (others.size() > kMostOthers) others.resize(kMostOthers);
  std::string items;
  for (const Report* const other : others) {
    const Article& lead = other->story.lead();
    items += headline_item(lead, OutletNames(other->story).of(lead), title_of(lead));
  }
  const std::size_t rest = count_reports(event) - 1 - others.size();
  if (rest > 0) {
    items += fmt::format("<li><a class=\"more\" href=\"{}\">{}</a></li>\n", page,
                         words.html("more", rest));
  }
  return fmt::format("<p class=\"own\"><a href=\"{}\">{}</a></p>\n", page,
                     words.count("own_words", count_own_words(event))) +
         headlines(items);
}

/// "Choose", for those who do not see the headline with the headline.
std::string tick_label(const Words& words, const Article& lead) {
  return fmt::format("{}<span class=\"unseen\">: <bdi{}>{}</bdi></span>", words.html("choose"),
                     attribute("lang", lead.lang),
                     escape_markup(shortened(title_of(lead), kTeaserBytes)));
}

std::string badge(const Words& words, const Event& entry, std::size_t outlets) {
  if (outlets < 2) return {};
  return fmt::format(" <a class=\"badge\" href=\"{}\">{}</a>", page_of(entry),
                     words.count("outlets", outlets));
}

}  // namespace

std::string story_card(const Site& site, const Words& words, const Event& entry,
                       const CopyKinds& kinds, const CardStyle& style) {
  const Story& story = first_of(entry);
  const Article& lead = story.lead();
  const OutletNames called(story);
  const std::size_t outlets = count_outlets(entry);
  std::string out =
      fmt::format("<article id=\"s{}\"{}>\n{}<h3{} dir=\"auto\">{}</h3>\n", to_int(entry.first),
                  weight_of(outlets), story_picture(site, story, ""), attribute("lang", lead.lang),
                  link_to(lead, title_of(lead)));
  out += fmt::format(
      "<p class=\"meta\">{}<b><bdi>{}</bdi></b> · "
      "<a class=\"page\" href=\"{}\">{}</a>{}</p>\n",
      outlet_icon(site, lead, ""), escape_markup(called.of(lead)), page_of(entry),
      time_tag(words, story.published, style.with_day, lead.utc_offset),
      badge(words, entry, outlets));
  out += teaser(lead) + other_words(words, entry) + others(words, story, called) +
         kinds_line(words, kinds);
  if (style.with_tick) out += tick_box("story", to_int(entry.first), tick_label(words, lead));
  return out + "</article>\n";
}

std::string story_line(const Words& words, const TopStory& story) {
  return fmt::format(
      "<li><a href=\"story/{}\"{} dir=\"auto\">{}</a> <span class=\"meta\">{}</span></li>\n",
      to_int(story.id), attribute("lang", story.lang), escape_markup(story.title),
      words.count("outlets", story.outlets));
}

}  // namespace wirefold::serve
