// The state of the feeds as JSON, and the metrics.
#pragma once

#include <string>

#include "wirefold/base/json_writer.h"
#include "wirefold/model/feed_health.h"
#include "wirefold/serve/site.h"
#include "wirefold/serve/target.h"
#include "wirefold/serve/traffic.h"

namespace wirefold::serve {

/// Begins the object of a feed, with the members that /api/v1/feeds and `status --json` share.
void begin_feed(JsonWriter& json, const FeedLine& line);

/// Writes an object with one member per reason.
void write_json(JsonWriter& json, const LeftOut& left_out);

/// "/api/v1/feeds".
std::string render_feeds_json(const Site& site, const FeedHealth& health, const Target& target);

/// Prometheus text exposition 0.0.4, at "/metrics".
std::string render_metrics(const Site& site, const FeedHealth& health, const Traffic& traffic);

}  // namespace wirefold::serve
