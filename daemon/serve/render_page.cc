#include <fmt/format.h>

#include <algorithm>

#include "page_parts.h"
#include "story_html.h"
#include "wirefold/base/strings.h"
#include "wirefold/html/plain_text.h"
#include "wirefold/serve/render.h"

namespace wirefold::serve {
namespace {

constexpr std::size_t kTeaserBytes = 320;
constexpr std::string_view kLeaving = " rel=\"noopener noreferrer\"";

std::string attribute(std::string_view name, std::string_view value) {
  return value.empty() ? "" : fmt::format(" {}=\"{}\"", name, escape_markup(value));
}

std::string teaser(const Article& lead) {
  const std::string text = collapse_space(html::plain_text(summary_html(lead)));
  if (text.empty()) return {};
  return fmt::format("<p class=\"teaser\" dir=\"auto\">{}</p>\n",
                     escape_markup(excerpt(text, kTeaserBytes)));
}

/// Why the copy was folded, in words: "96 % of the text, 2 bits apart".
std::string why(const FoldReason& reason) {
  if (reason.rule == "link") return "same link";
  std::string out = fmt::format("{:.0f} % of the shorter text", reason.similarity * 100);
  if (reason.distance >= 0) {
    out += fmt::format(", nearest passage {} of 64 bits apart", reason.distance);
  }
  return out;
}

std::string copy_item(const Story& story, const Member& m) {
  std::string out =
      fmt::format("<li{}><span class=\"outlet\">{}</span>", attribute("lang", m.article.lang),
                  link_to(m.article, m.article.outlet, kLeaving));
  if (const std::string title = other_title(story, m.article); !title.empty()) {
    out += fmt::format(" <span class=\"other\" dir=\"auto\">{}</span>", escape_markup(title));
  }
  out += "<span class=\"why\">";
  if (m.article.published) out += time_tag(*m.article.published) + " · ";
  return out + escape_markup(why(m.reason)) + "</span></li>\n";
}

std::string copies(const Story& story) {
  const std::vector<const Member*> others = copies_by_outlet(story);
  if (others.empty()) return {};
  std::string names;
  for (const Member* m : others) {
    if (!names.empty()) names += ", ";
    names += escape_markup(m->article.outlet);
  }
  std::string out = fmt::format("<details>\n<summary>Also in {}</summary>\n<ul>\n", names);
  for (const Member* m : others) out += copy_item(story, *m);
  return out + "</ul>\n</details>\n";
}

std::string card(const Story& story) {
  const Article& lead = story.lead();
  const std::size_t outlets = outlets_of(story).size();
  std::string out =
      fmt::format("<article id=\"s{}\"{}>\n<h2 dir=\"auto\">{}</h2>\n", to_int(story.id),
                  attribute("lang", lead.lang), link_to(lead, title_of(lead), kLeaving));
  out += fmt::format("<p class=\"meta\"><span class=\"outlet\">{}</span> · {}",
                     escape_markup(lead.outlet), time_tag(story.published));
  if (outlets > 1) out += fmt::format(" · <span class=\"badge\">{} outlets</span>", outlets);
  out += "</p>\n";
  return out + teaser(lead) + copies(story) + "</article>\n";
}

std::string count_line(std::span<const Story> stories) {
  std::size_t articles = 0;
  for (const Story& story : stories) articles += story.members.size();
  const auto folded = std::count_if(stories.begin(), stories.end(),
                                    [](const Story& story) { return story.members.size() > 1; });
  return fmt::format("{} {} from {} {}; {} told by more than one article", stories.size(),
                     stories.size() == 1 ? "story" : "stories", articles,
                     articles == 1 ? "article" : "articles", folded);
}

}  // namespace

std::string render_page(const Site& site, std::span<const Story> stories) {
  std::string out = page_head(site, site.title);
  out += fmt::format(
      "<body>\n<header>\n<h1><img src=\"icon.svg\" alt=\"\" width=\"32\" height=\"32\">{}</h1>\n"
      "<p>{}.</p>\n<nav aria-label=\"Feeds\"><a href=\"feed.atom\">Atom</a> "
      "<a href=\"feed.rss\">RSS</a> <a href=\"feed.json\">JSON Feed</a> "
      "<a href=\"feeds\">Feed health</a></nav>\n</header>\n<main>\n",
      escape_markup(site.title), count_line(stories));
  if (stories.empty()) {
    out += "<p class=\"empty\">No stories yet: the first feeds are being read.</p>\n";
  }
  for (const Story& story : stories) out += card(story);
  return out + page_foot(site);
}

}  // namespace wirefold::serve
