#include <fmt/format.h>

#include <algorithm>

#include "page_parts.h"
#include "report_list.h"
#include "serve/means/ruling_notice.h"
#include "serve/means/session_bar.h"
#include "serve/means/story_means.h"
#include "serve/render/story_html.h"
#include "serve/words/link_words.h"
#include "story_heading.h"
#include "wirefold/serve/entries.h"
#include "wirefold/serve/page/pages.h"

namespace wirefold::serve {
namespace {

/// Why the report is in the event; each shared word with its points.
std::string why_there(const Words& words, const Event& event, const Report& report) {
  if (report.by_operator || to_int(report.link.like) == 0) return report_html(words, report);
  const std::string shared = shared_words_html(words, report.link, report.story.lead().lang);
  return named_like(words, event, report, link_points_html(words, report.link)) +
         (shared.empty() ? "" : "<br>" + shared);
}

std::vector<const Report*> by_time(const Event& event) {
  std::vector<const Report*> out;
  for (const Report& report : event.reports) out.push_back(&report);
  std::ranges::stable_sort(out, {}, [](const Report* report) { return report->story.published; });
  return out;
}

std::string timeline_of(const Words& words, const Event& event) {
  std::vector<Dot> dots;
  for (const Report& report : event.reports) {
    const Article& lead = report.story.lead();
    dots.push_back({time_of(lead), lead.outlet, report.story.id == event.first});
  }
  return when_section(words, std::move(dots));
}

std::string reports_section(const Words& words, const Event& event,
                            const std::optional<Means>& means) {
  std::string out = fmt::format("<h2>{}</h2>\n<ol class=\"members\">\n",
                                words.count("reports", count_reports(event)));
  for (const Report* const report : by_time(event)) {
    out += report_item(words, report->story, why_there(words, event, *report),
                       means ? leave_link(*means, report->story.id) : "");
  }
  out += "</ol>\n";
  if (event.left_out == 0) return out;
  return out + "<p class=\"meta\">" + words.count("more_reports", event.left_out) + "</p>\n";
}

}  // namespace

std::string render_event_page(const Site& site, const EventPage& page, const Target& target) {
  const Event& event = page.event;
  const Words& words = words_of(target.language);
  const auto means = means_of(words, target, "../");
  const Story& first = first_of(event);
  const std::string title = words.text("event_title", title_of(first.lead()));
  std::string out = page_head(
      site, words, {title + " – " + site.title, "../", "", site.title, "", session_of(target)});
  out += "<main id=\"main\" class=\"story\">\n";
  if (means) out += ruling_notice(*means, page.ruling);
  out += story_heading(site, words, first, count_outlets(event)) + "<p class=\"why\">" +
         words.html("what_an_event_is") + "</p>\n";
  out += fmt::format(
      "<nav class=\"subscribe\" aria-label=\"{1}\">{1}: <a href=\"{0}.json\">JSON</a></nav>\n",
      to_int(event.id), words.html("this_event"));
  out += timeline_of(words, event) + reports_section(words, event, means);
  return out + page_foot(site, words, sign_in_link(site, words, "../", target));
}

}  // namespace wirefold::serve
