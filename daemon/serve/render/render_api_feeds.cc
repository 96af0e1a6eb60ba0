#include <algorithm>

#include "wirefold/base/json_writer.h"
#include "wirefold/serve/render/render_feeds.h"
#include "wirefold/serve/target.h"

namespace wirefold::serve {
namespace {

constexpr std::size_t kDefaultLimit = 100;

void add_feed(JsonWriter& json, const FeedLine& line) {
  begin_feed(json, line);
  json.member_if("why", line.why).member_if("note", line.note);
  json.member("entries_a_day", line.a_day).key("left_out");
  write_json(json, line.left_out);
  json.end_object();
}

}  // namespace

void begin_feed(JsonWriter& json, const FeedLine& line) {
  json.begin_object().member("url", line.url).member_if("outlet", line.outlet);
  json.member_if("publisher", line.publisher);
  json.member("state", to_string(line.condition)).member_if("error", line.error);
  json.member("failures", line.failures);
  if (line.failing_since) json.member("failing_since", format_rfc3339(*line.failing_since));
  if (line.last_poll) json.member("last_poll", format_rfc3339(*line.last_poll));
  if (line.next_poll) json.member("next_poll", format_rfc3339(*line.next_poll));
}

void write_json(JsonWriter& json, const LeftOut& left_out) {
  json.begin_object().member("repeated", left_out.repeated);
  json.member("listed_again", left_out.listed_again).member("own", left_out.own);
  json.member("forgotten", left_out.forgotten).end_object();
}

std::string render_feeds_json(const Site& site, const FeedHealth& health, const Target& target) {
  const std::size_t limit = target.query.limit == 0 ? kDefaultLimit : target.query.limit;
  const std::size_t from = std::min(target.offset, health.lines.size());
  const std::size_t to = std::min(from + limit, health.lines.size());
  JsonWriter json;
  json.begin_object().member("total", health.total()).key("feeds").begin_array();
  for (std::size_t i = from; i < to; ++i) add_feed(json, health.lines[i]);
  json.end_array();
  if (to < health.lines.size()) {
    json.member("next", site.base_url + target.path + "?limit=" + std::to_string(limit) +
                            "&offset=" + std::to_string(to));
  }
  json.end_object();
  return json.take() + '\n';
}

}  // namespace wirefold::serve
