#include "story_heading.h"

#include <fmt/format.h>

#include <utility>

#include "page_parts.h"
#include "serve/render/story_html.h"
#include "story_picture.h"
#include "wirefold/html/plain_text.h"

namespace wirefold::serve {

Timestamp time_of(const Article& article) { return article.published.value_or(article.first_seen); }

std::string story_heading(const Site& site, const Words& words, const Story& story,
                          std::size_t outlets) {
  const Article& lead = story.lead();
  std::string out = fmt::format("<h1{} dir=\"auto\">{}</h1>\n", attribute("lang", lead.lang),
                                link_to(lead, title_of(lead)));
  out += fmt::format(
      "<p class=\"meta\">{}<bdi>{}</bdi> · {} · <span class=\"badge\">{}</span></p>\n",
      outlet_icon(site, lead, "../"), escape_markup(lead.outlet),
      time_tag(words, story.published, true, lead.utc_offset), words.count("outlets", outlets));
  if (story.pinned) out += "<p class=\"why\">" + words.html("pinned") + "</p>\n";
  out += story_picture(site, story, "../");
  const std::string text = collapse_space(html::plain_text(summary_html(lead)));
  if (!text.empty()) {
    out += fmt::format("<p class=\"teaser\"{} dir=\"auto\">{}</p>\n", attribute("lang", lead.lang),
                       escape_markup(text));
  }
  return out;
}

std::string when_section(const Words& words, std::vector<Dot> dots) {
  const std::string plot = timeline(words, std::move(dots));
  return plot.empty() ? "" : "<h2>" + words.html("who_when") + "</h2>\n" + plot;
}

}  // namespace wirefold::serve
