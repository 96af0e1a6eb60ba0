#include "story_html.h"
#include "wirefold/base/json_writer.h"
#include "wirefold/serve/render.h"

namespace wirefold::serve {
namespace {

void add_names(JsonWriter& json, std::string_view key, const std::vector<std::string>& names) {
  json.key(key).begin_array();
  for (const std::string& name : names) json.begin_object().member("name", name).end_object();
  json.end_array();
}

void add_attachments(JsonWriter& json, const Article& lead) {
  if (lead.enclosures.empty()) return;
  json.key("attachments").begin_array();
  for (const Enclosure& e : lead.enclosures) {
    json.begin_object().member("url", e.url);
    json.member("mime_type", e.type.empty() ? "application/octet-stream" : e.type);
    if (e.length_bytes) json.member("size_in_bytes", *e.length_bytes);
    json.end_object();
  }
  json.end_array();
}

/// The extension: every article of the story, the lead first.
void add_copies(JsonWriter& json, const Site& site, const Story& story) {
  json.key("_wirefold").begin_object().member("about", site.base_url + "/");
  json.member("story", to_int(story.id)).member("outlets", outlets_of(story).size());
  json.key("articles").begin_array();
  for (const Member& m : story.members) {
    json.begin_object().member("outlet", m.article.outlet).member_if("url", m.article.link);
    json.member_if("title", m.article.title).member_if("language", m.article.lang);
    if (m.article.published) json.member("date_published", format_rfc3339(*m.article.published));
    json.member("rule", m.reason.rule);
    if (m.reason.distance >= 0) json.member("distance", m.reason.distance);
    if (to_int(m.reason.like) != 0) json.member("similarity", m.reason.similarity);
    json.end_object();
  }
  json.end_array().end_object();
}

void add_item(JsonWriter& json, const Site& site, const Story& story) {
  const Article& lead = story.lead();
  json.begin_object().member("id", story.uid).member_if("url", lead.link);
  json.member("title", title_of(lead)).member("content_html", story_html(story));
  json.member("date_published", format_rfc3339(story.published));
  json.member("date_modified", format_rfc3339(story.updated));
  json.member_if("language", lead.lang);
  add_names(json, "authors", bylines(lead));
  if (!lead.categories.empty()) {
    json.key("tags").begin_array();
    for (const std::string& category : lead.categories) json.value(category);
    json.end_array();
  }
  add_attachments(json, lead);
  add_copies(json, site, story);
  json.end_object();
}

}  // namespace

std::string render_json(const Site& site, std::span<const Story> stories) {
  JsonWriter json;
  json.begin_object().member("version", "https://jsonfeed.org/version/1.1");
  json.member("title", site.title).member("home_page_url", site.base_url + "/");
  json.member("feed_url", site.base_url + "/feed.json");
  json.member("icon", site.base_url + "/icon.svg");
  add_names(json, "authors", {site.title});
  json.key("items").begin_array();
  for (const Story& story : stories) add_item(json, site, story);
  json.end_array().end_object();
  return json.take() + '\n';
}

}  // namespace wirefold::serve
