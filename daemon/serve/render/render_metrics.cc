#include <fmt/format.h>

#include "wirefold/serve/render/render_feeds.h"
#include "wirefold/serve/resource.h"

namespace wirefold::serve {
namespace {

constexpr FeedCondition kConditions[] = {FeedCondition::kWell, FeedCondition::kNew,
                                         FeedCondition::kFailing, FeedCondition::kGone};

void family(std::string& out, std::string_view name, std::string_view type, std::string_view help) {
  out += fmt::format("# HELP {0} {1}\n# TYPE {0} {2}\n", name, help, type);
}

void labelled(std::string& out, std::string_view name, std::string_view label,
              std::string_view value, std::uint64_t number) {
  out += fmt::format("{}{{{}=\"{}\"}} {}\n", name, label, value, number);
}

void add_traffic(std::string& out, const Traffic& traffic) {
  family(out, "wirefold_http_answers_total", "counter", "Answers to HTTP requests, by kind.");
  const auto answers = [&out](std::string_view kind, const Traffic::Counter& count) {
    labelled(out, "wirefold_http_answers_total", "kind", kind, count.load());
  };
  answers("full", traffic.full);
  answers("not_modified", traffic.not_modified);
  answers("refused", traffic.refused);
  answers("limited", traffic.limited);
  answers("failed", traffic.failed);
  answers("other", traffic.other);
  const auto gauge = [&out](std::string_view name, std::string_view help, std::int64_t value) {
    family(out, name, "gauge", help);
    out += fmt::format("{} {}\n", name, value);
  };
  gauge("wirefold_http_connections", "Open connections.", traffic.connections.load());
  gauge("wirefold_http_followers", "Connections that follow /events.", traffic.followers.load());
  gauge("wirefold_http_waiting",
        "Requests that wait for a document to be rendered, or for a picture.",
        traffic.waiting.load());
  gauge("wirefold_rendered_bytes", "Rendered documents in memory, in bytes.",
        static_cast<std::int64_t>(rendered_bytes()));
  family(out, "wirefold_renders_total", "counter", "Documents and pages rendered.");
  out += fmt::format("wirefold_renders_total {}\n", traffic.rendered.load());
  family(out, "wirefold_render_seconds_total", "counter", "Time spent rendering.");
  out += fmt::format("wirefold_render_seconds_total {:.6f}\n",
                     static_cast<double>(traffic.render_micros.load()) / 1e6);
}

void add_pictures(std::string& out, const PictureCounts& pictures) {
  family(out, "wirefold_pictures_total", "counter", "Pictures since the start, by result.");
  const auto result = [&out](std::string_view name, const PictureCounts::Counter& count) {
    labelled(out, "wirefold_pictures_total", "result", name, count.load());
  };
  result("kept", pictures.kept);
  result("fetched", pictures.fetched);
  result("failed", pictures.failed);
  result("late", pictures.late);
  family(out, "wirefold_pictures_kept", "gauge", "Pictures that are kept.");
  out += fmt::format("wirefold_pictures_kept {}\n", pictures.files.load());
  family(out, "wirefold_pictures_bytes", "gauge", "Disk space of kept pictures, in bytes.");
  out += fmt::format("wirefold_pictures_bytes {}\n", pictures.bytes.load());
}

}  // namespace

std::string render_metrics(const Site& site, const FeedHealth& health, const Traffic& traffic) {
  std::string out;
  family(out, "wirefold_info", "gauge", "Always 1; the version is a label.");
  labelled(out, "wirefold_info", "version", site.version, 1);
  family(out, "wirefold_feeds", "gauge", "Feeds of the list, by condition.");
  for (const FeedCondition c : kConditions) {
    labelled(out, "wirefold_feeds", "state", to_string(c), health.count(c));
  }
  family(out, "wirefold_feeds_pushed", "gauge",
         "Feeds whose WebSub hub notifies wirefold of new entries.");
  out += fmt::format("wirefold_feeds_pushed {}\n", health.pushed);
  family(out, "wirefold_network_up", "gauge", "0 while no server can be reached, else 1.");
  out += fmt::format("wirefold_network_up {}\n", health.cut_off ? 0 : 1);
  family(out, "wirefold_polls_total", "counter", "Polls since the start, by result.");
  for (const auto& [result, count] : health.polls) {
    labelled(out, "wirefold_polls_total", "result", result, count);
  }
  family(out, "wirefold_feed_changes_total", "counter",
         "Changes of a feed's state since the start, as in the log.");
  for (const auto& [state, count] : health.changes) {
    labelled(out, "wirefold_feed_changes_total", "state", state, count);
  }
  family(out, "wirefold_entries_missed_total", "counter",
         "Entries that may have left their feeds' lists unseen since the start.");
  out += fmt::format("wirefold_entries_missed_total {}\n", health.missed);
  family(out, "wirefold_events_total", "counter", "Story events since the start, as in the log.");
  for (const auto& [kind, count] : health.events) {
    labelled(out, "wirefold_events_total", "kind", kind, count);
  }
  add_traffic(out, traffic);
  add_pictures(out, traffic.pictures);
  return out;
}

}  // namespace wirefold::serve
