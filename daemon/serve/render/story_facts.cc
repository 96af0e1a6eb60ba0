#include "story_facts.h"

namespace wirefold::serve {
namespace {

void add_member(JsonWriter& json, const Member& m) {
  const Article& a = m.article;
  json.begin_object().member("id", to_int(a.id)).member("outlet", a.outlet);
  json.member_if("publisher", a.publisher.id());
  json.member_if("url", a.link).member_if("title", a.title).member_if("language", a.lang);
  json.member_if("agency", a.wire.agency);
  if (a.published) json.member("date_published", format_rfc3339(*a.published));
  json.member("rule", m.reason.rule);
  if (m.reason.distance >= 0) json.member("distance", m.reason.distance);
  if (to_int(m.reason.like) != 0) {
    json.member(like_key(m.reason), to_int(m.reason.like));
    json.member("similarity", m.reason.similarity);
  }
  json.end_object();
}

}  // namespace

void add_story_facts(JsonWriter& json, const Story& story) {
  json.member("story", to_int(story.id)).member("outlets", outlets_of(story).size());
  if (story.pinned) json.member("pinned", true);
  json.key("articles").begin_array();
  for (const Member& m : story.members) add_member(json, m);
  json.end_array();
}

}  // namespace wirefold::serve
