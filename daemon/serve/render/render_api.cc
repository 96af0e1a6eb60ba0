#include "event_facts.h"
#include "story_facts.h"
#include "story_html.h"
#include "wirefold/serve/entries.h"
#include "wirefold/serve/render/render.h"

namespace wirefold::serve {
namespace {

/// Opens the object of a story. `dated` has the id and the dates: the story, or the entry that the
/// story stands for.
template <typename Dated>
void begin_story(JsonWriter& json, const Site& site, const Dated& dated, const Story& story) {
  json.begin_object().member("id", dated.uid).member("title", title_of(story.lead()));
  json.member("url", link_of(site, story)).member("page", story_url(site, story.id));
  json.member_if("language", story.lead().lang);
  json.member("date_published", format_rfc3339(dated.published));
  json.member("date_modified", format_rfc3339(dated.updated));
  json.member("date_changed", format_rfc3339(dated.changed));
  add_story_facts(json, story);
}

void add_entry(JsonWriter& json, const Site& site, const Event& entry) {
  begin_story(json, site, entry, first_of(entry));
  if (is_event(entry)) add_event(json.key("event"), site, entry);
  json.end_object();
}

void add_list(JsonWriter& json, std::string_view key, const std::vector<std::string>& items) {
  json.key(key).begin_array();
  for (const std::string& item : items) json.value(item);
  json.end_array();
}

}  // namespace

std::string render_story_json(const Site& site, const Story& story, const StoryContext& context) {
  JsonWriter json;
  begin_story(json, site, story, story);
  if (context.event) add_event(json.key("event"), site, *context.event);
  if (!context.related.empty()) add_related_stories(json.key("related"), site, context.related);
  json.end_object();
  return json.take() + '\n';
}

std::string render_event_json(const Site& site, const Event& event) {
  JsonWriter json;
  add_event(json, site, event);
  return json.take() + '\n';
}

std::string render_entry_json(const Site& site, const Event& entry) {
  JsonWriter json;
  add_entry(json, site, entry);
  return json.take() + '\n';
}

std::string render_stories_json(const FeedDocument& feed, const Target& target) {
  JsonWriter json;
  json.begin_object().key("stories").begin_array();
  for (const Event& entry : feed.entries) add_entry(json, feed.site, entry);
  json.end_array().member("total", feed.total.count);
  if (feed.total.is_least) json.member("total_is_least", true);
  json.member_if("next", feed.next_older(target.path)).end_object();
  return json.take() + '\n';
}

std::string render_article_json(const Site& site, const Article& a, StoryId story) {
  JsonWriter json;
  json.begin_object().member("id", to_int(a.id)).member("story", to_int(story));
  json.member("page", story_url(site, story)).member("outlet", a.outlet);
  json.member_if("publisher", a.publisher.id());
  json.member_if("url", a.link).member_if("canonical", a.canonical).member("title", a.title);
  json.member_if("summary", a.summary).member_if("content", a.content);
  json.member_if("page_text", a.page_text).member_if("language", a.lang);
  json.member_if("group", a.group).member_if("image", a.image);
  json.member_if("agency", a.wire.agency).member_if("place", a.wire.place);
  json.member_if("byline", a.wire.byline);
  add_list(json, "authors", a.authors);
  add_list(json, "categories", a.categories);
  if (a.published) json.member("date_published", format_rfc3339(*a.published));
  if (a.updated) json.member("date_modified", format_rfc3339(*a.updated));
  json.member("date_seen", format_rfc3339(a.first_seen)).end_object();
  return json.take() + '\n';
}

}  // namespace wirefold::serve
