#include <iterator>

#include "credits.h"
#include "event_facts.h"
#include "story_facts.h"
#include "story_html.h"
#include "wirefold/base/json_writer.h"
#include "wirefold/serve/entries.h"
#include "wirefold/serve/render/render.h"

namespace wirefold::serve {
namespace {

void add_names(JsonWriter& json, std::string_view key, const std::vector<std::string>& names) {
  json.key(key).begin_array();
  for (const std::string& name : names) json.begin_object().member("name", name).end_object();
  json.end_array();
}

void add_tags(JsonWriter& json, const Article& lead) {
  const std::vector<std::string> tags = categories_of(lead);
  if (tags.empty()) return;
  json.key("tags").begin_array();
  for (const std::string& tag : tags) json.value(tag);
  json.end_array();
}

/// Attachments with equal titles are alternatives of one item (JSON Feed 1.1, "attachments").
void add_attachments(JsonWriter& json, const Article& lead) {
  if (lead.enclosures.empty()) return;
  json.key("attachments").begin_array();
  int number = 0;
  for (auto at = lead.enclosures.begin(); at != lead.enclosures.end(); ++at) {
    const Enclosure& e = *at;
    if (!e.alternative) ++number;
    const bool has_forms =
        e.alternative || (std::next(at) != lead.enclosures.end() && std::next(at)->alternative);
    json.begin_object().member("url", e.url);
    json.member("mime_type", e.type.empty() ? "application/octet-stream" : e.type);
    if (has_forms) json.member("title", std::to_string(number));
    if (e.length_bytes) json.member("size_in_bytes", *e.length_bytes);
    json.end_object();
  }
  json.end_array();
}

/// The extension: every article of the first story, the lead first; and the event.
void add_extension(JsonWriter& json, const Site& site, const Event& entry) {
  const Story& story = first_of(entry);
  json.key("_wirefold").begin_object().member("about", story_url(site, story.id));
  add_story_facts(json, story);
  if (is_event(entry)) add_event(json.key("event"), site, entry);
  json.end_object();
}

void add_item(JsonWriter& json, const Site& site, const Event& entry) {
  const Story& story = first_of(entry);
  const Article& lead = story.lead();
  json.begin_object().member("id", entry.uid).member("url", link_of(site, story));
  json.member("title", title_of(lead)).member("content_html", entry_html(site, entry));
  json.member_if("image", lead.image);
  json.member("date_published", format_rfc3339(entry.published));
  json.member("date_modified", format_rfc3339(entry.updated));
  json.member_if("language", lead.lang);
  std::vector<std::string> authors = writers_of(lead);
  authors.insert(authors.begin(), lead.outlet);  // readers that show one show the first
  add_names(json, "authors", authors);
  add_tags(json, lead);
  add_attachments(json, lead);
  add_extension(json, site, entry);
  json.end_object();
}

}  // namespace

std::string render_json(const FeedDocument& document) {
  constexpr char kPath[] = "/feed.json";
  const Site& site = document.site;
  JsonWriter json;
  json.begin_object().member("version", "https://jsonfeed.org/version/1.1");
  json.member("title", document.title).member("home_page_url", document.page());
  json.member("feed_url", document.self(kPath));
  json.member_if("next_url", document.next_older(kPath));
  json.member("icon", site.base_url + "/icon.svg").member("favicon", site.base_url + "/icon.svg");
  add_names(json, "authors", {site.title});
  if (!site.hub.empty() && document.before.empty()) {
    json.key("hubs").begin_array().begin_object();
    json.member("type", "WebSub").member("url", site.hub).end_object().end_array();
  }
  json.key("items").begin_array();
  for (const Event& entry : document.entries) add_item(json, site, entry);
  json.end_array().end_object();
  return json.take() + '\n';
}

}  // namespace wirefold::serve
