#include "report_list.h"

#include <fmt/format.h>

#include <algorithm>

#include "page_parts.h"
#include "serve/means/story_means.h"
#include "serve/render/story_html.h"
#include "serve/words/link_words.h"
#include "wirefold/serve/entries.h"

namespace wirefold::serve {
namespace {

// Reports that a story's page lists; the event's own page has all.
constexpr std::size_t kMostListed = 10;

constexpr std::string_view kSameEvent = "same_event";

/// The report of `story`; null if it is not in `event`.
const Report* report_of(const Event& event, StoryId story) {
  const auto found =
      std::ranges::find(event.reports, story, [](const Report& r) { return r.story.id; });
  return found == event.reports.end() ? nullptr : &*found;
}

/// Why `report` is in the event of `story`: what the two have in common, if one of them was found
/// by that, else what `report` has in common with a third.
std::string why_beside(const Words& words, const Event& event, const Story& story,
                       const Report& report) {
  const Report* const own = report_of(event, story.id);
  if (own != nullptr && own->link.like == report.story.id) return report_html(words, *own);
  const std::string why = report_html(words, report);
  return report.link.like == story.id ? why : named_like(words, event, report, why);
}

/// `id` is also the key of the heading's words.
std::string section(const Words& words, std::string_view id, const std::string& items) {
  return fmt::format("<h2 id=\"{0}\">{1}</h2>\n<ul class=\"members reports\">\n{2}</ul>\n", id,
                     words.html(id), items);
}

}  // namespace

std::string report_item(const Words& words, const Story& story, const std::string& why,
                        const std::string& orders) {
  const Article& lead = story.lead();
  const std::size_t copies = story.members.size() - 1;
  std::string out = fmt::format("<li id=\"s{}\">\n<h3{} dir=\"auto\">{}</h3>\n", to_int(story.id),
                                attribute("lang", lead.lang), link_to(lead, title_of(lead)));
  out += fmt::format("<p class=\"meta\">{} · <a class=\"page\" href=\"../story/{}\">{}</a>{}</p>\n",
                     outlet_link(lead), to_int(story.id),
                     time_tag(words, story.published, true, lead.utc_offset),
                     copies == 0 ? "" : " · " + words.count("copies_of_it", copies));
  out += "<p class=\"why\">" + why + "</p>\n";
  if (!orders.empty()) out += "<p class=\"orders\">" + orders + "</p>\n";
  return out + "</li>\n";
}

std::string named_like(const Words& words, const Event& event, const Report& report,
                       const std::string& why) {
  const Report* const like = report_of(event, report.link.like);
  if (like == nullptr) return why;
  return words.html("why_like", "<bdi>" + escape_markup(like->story.lead().outlet) + "</bdi>", why);
}

std::string same_event_section(const Words& words, const Story& story, const Event& event,
                               const std::optional<Means>& means) {
  std::vector<const Report*> others = other_reports(event, story.id);
  if (others.size() > kMostListed) others.resize(kMostListed);
  std::string items;
  for (const Report* const other : others) {
    items += report_item(words, other->story, why_beside(words, event, story, *other),
                         means ? leave_link(*means, other->story.id) : "");
  }
  return section(words, kSameEvent, items) +
         fmt::format("<p class=\"own\"><a href=\"../event/{}\">{}</a></p>\n", to_int(event.id),
                     words.html("whole_event"));
}

std::string same_event_link(const Words& words, const Event& event) {
  return fmt::format("<p class=\"own\"><a href=\"#{}\">{}</a></p>\n", kSameEvent,
                     words.count("own_words", count_own_words(event)));
}

std::string related_section(const Words& words, StoryId story,
                            std::span<const RelatedStory> related,
                            const std::optional<Means>& means) {
  if (related.empty()) return {};
  std::string items;
  for (const RelatedStory& one : related) {
    const std::string& lang = one.story.lead().lang;
    items += report_item(words, one.story, link_html(words, one.link, lang),
                         means ? related_links(*means, one.story.id, story) : "");
  }
  return section(words, "related", items);
}

}  // namespace wirefold::serve
