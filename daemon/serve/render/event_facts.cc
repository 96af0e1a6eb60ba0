#include "event_facts.h"

#include "story_html.h"
#include "wirefold/serve/entries.h"

namespace wirefold::serve {
namespace {

/// Opens the object of a story that is known by its lead alone.
void begin_story(JsonWriter& json, const Site& site, const Story& story) {
  const Article& lead = story.lead();
  json.begin_object().member("story", to_int(story.id)).member("outlet", lead.outlet);
  json.member_if("publisher", lead.publisher.id());
  json.member("title", title_of(lead)).member("url", link_of(site, story));
  json.member("page", story_url(site, story.id)).member_if("language", lead.lang);
  json.member("date_published", format_rfc3339(story.published));
  json.member("copies", story.members.size() - 1);
}

void add_words(JsonWriter& json, const EventLink& link) {
  json.key("words").begin_array();
  for (const SharedWord& shared : link.words) {
    json.begin_object().member("word", shared.word).member("points", shared.points).end_object();
  }
  json.end_array();
}

void add_link(JsonWriter& json, const EventLink& link) {
  if (to_int(link.like) == 0) return;
  json.member("like", to_int(link.like)).member("points", link.points);
  json.member("likeness", link.likeness).member("shared_words", link.shared);
  add_words(json, link);
  json.member("seconds_apart", link.apart.count());
}

void add_report(JsonWriter& json, const Site& site, const Report& report) {
  begin_story(json, site, report.story);
  if (report.by_operator) json.member("by_operator", true);
  add_link(json, report.link);
  json.end_object();
}

}  // namespace

void add_event(JsonWriter& json, const Site& site, const Event& event) {
  const Article& lead = first_of(event).lead();
  json.begin_object().member("event", to_int(event.id)).member("id", event.uid);
  json.member("title", title_of(lead)).member("page", event_url(site, event.id));
  json.member_if("language", lead.lang);
  json.member("date_published", format_rfc3339(event.published));
  json.member("date_modified", format_rfc3339(event.updated));
  json.member("date_changed", format_rfc3339(event.changed));
  json.member("outlets", count_outlets(event)).key("reports").begin_array();
  for (const Report& report : event.reports) add_report(json, site, report);
  json.end_array();
  if (event.left_out > 0) json.member("reports_left_out", event.left_out);
  json.end_object();
}

void add_related_stories(JsonWriter& json, const Site& site,
                         std::span<const RelatedStory> related) {
  json.begin_array();
  for (const RelatedStory& one : related) {
    begin_story(json, site, one.story);
    add_link(json, one.link);
    json.end_object();
  }
  json.end_array();
}

}  // namespace wirefold::serve
