#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <map>

#include "commands.h"
#include "loaded_config.h"
#include "wirefold/app/options.h"
#include "wirefold/base/json_writer.h"
#include "wirefold/base/output.h"
#include "wirefold/base/terminal.h"
#include "wirefold/base/time.h"
#include "wirefold/crawl/feed_report.h"
#include "wirefold/serve/render/render_feeds.h"
#include "wirefold/store/database.h"

namespace wirefold::cli {
namespace {

constexpr std::size_t kLines = 15;

struct Status {
  bool running = false;  // a daemon, on this database
  FeedHealth health;
  std::size_t due = 0;       // now
  std::size_t due_soon = 0;  // within the hour
  store::Counts last_hour;
};

Status status_of(const config::Config& config, std::size_t lines, Timestamp now) {
  const std::string database = app::database_file(config);
  const std::unique_ptr<store::View> view = store::open_to_read(database);
  std::map<std::string, FeedState> states;
  for (FeedState& state : view->feeds().all()) states.emplace(state.url, std::move(state));
  std::map<FeedId, Subscription> subscriptions;
  for (Subscription& s : view->feeds().subscriptions()) subscriptions.emplace(s.feed, std::move(s));
  std::vector<crawl::ReportedFeed> feeds;
  Status out;
  out.running = store::is_in_use(database);
  for (const FeedSource& source : config.sources) {
    const FeedState& state = states[source.url];
    const auto subscription = subscriptions.find(state.id);
    feeds.push_back(
        {&source, &state, subscription == subscriptions.end() ? nullptr : &subscription->second});
    if (state.gone) continue;
    const Timestamp next = state.next_poll.value_or(Timestamp::min());
    if (next <= now) ++out.due;
    if (next <= now + std::chrono::hours(1)) ++out.due_soon;
  }
  out.health = crawl::report_feeds(std::move(feeds), lines, now);
  out.last_hour = view->reading().count_since(now - std::chrono::hours(1));
  return out;
}

/// "in 7 h, 2026-01-31 19:00 CET", "at once" or "never".
std::string next_poll(const FeedLine& line, Timestamp now) {
  if (line.condition == FeedCondition::kGone) return "never";
  if (!line.next_poll || *line.next_poll <= now) return "at once";
  return format_relative(*line.next_poll, now) + ", " + format_local(*line.next_poll);
}

/// The mark at the beginning of a feed's line.
Painted mark(FeedCondition condition, const Paint& paint) {
  if (condition == FeedCondition::kFailing) return paint(Colour::kYellow, "!");
  if (condition == FeedCondition::kGone) return paint(Colour::kRed, "x");
  return {" "};
}

std::string trouble(const FeedLine& line) {
  std::string out = std::string(to_string(line.condition)) + ": " + line.error;
  if (line.failures > 1) out += fmt::format(" ({} times in a row)", line.failures);
  if (line.failing_since) out += " since " + format_local(*line.failing_since);
  return out;
}

void print_line(const FeedLine& line, const Paint& paint, Timestamp now) {
  constexpr char kIndent[] = "      ";
  to_output() << mark(line.condition, paint) << ' ' << next_poll(line, now) << "  " << line.url;
  if (!line.outlet.empty()) to_output() << " \"" << line.outlet << '"';
  to_output() << '\n';
  if (!line.error.empty()) to_output() << kIndent << trouble(line) << '\n';
  to_output() << kIndent << "because " << line.why << '\n';
  if (line.last_poll) {
    to_output() << kIndent << "last polled " << format_relative(*line.last_poll, now) << ", "
                << format_local(*line.last_poll) << '\n';
  }
  if (!line.note.empty()) to_output() << kIndent << line.note << '\n';
}

void print(const Status& status, Timestamp now) {
  const Paint paint(wants_colours(STDOUT_FILENO));
  to_output() << "daemon     "
              << (status.running ? Painted{"running"} : paint(Colour::kYellow, "not running"))
              << '\n';
  to_output().lines(fmt::format(
      "feeds      {}: {} healthy, {} failing, {} gone, {} not polled yet; {} notified by their "
      "hubs\n",
      status.health.total(), status.health.count(FeedCondition::kWell),
      status.health.count(FeedCondition::kFailing), status.health.count(FeedCondition::kGone),
      status.health.count(FeedCondition::kNew), status.health.pushed));
  to_output() << fmt::format("due        {} now, {} within the hour", status.due, status.due_soon)
              << '\n';
  to_output() << fmt::format("last hour  {} articles, {} new stories", status.last_hour.articles,
                             status.last_hour.stories)
              << '\n';
  if (!status.health.lines.empty()) {
    to_output() << "next polls, feeds in trouble first (! failing, x gone)\n";
  }
  for (const FeedLine& line : status.health.lines) print_line(line, paint, now);
  const std::size_t more = status.health.total() - status.health.lines.size();
  if (more > 0) to_output() << "and " << more << " more: --all prints every feed\n";
}

void print_json(const Status& status) {
  JsonWriter json;
  json.begin_object().member("running", status.running);
  json.key("feeds").begin_object().member("total", status.health.total());
  for (const FeedCondition c :
       {FeedCondition::kWell, FeedCondition::kFailing, FeedCondition::kGone, FeedCondition::kNew}) {
    json.member(to_string(c), status.health.count(c));
  }
  json.member("pushed", status.health.pushed).end_object();
  json.member("due", status.due).member("due_within_hour", status.due_soon);
  json.key("last_hour").begin_object().member("articles", status.last_hour.articles);
  json.member("stories", status.last_hour.stories).end_object().key("next").begin_array();
  for (const FeedLine& line : status.health.lines) {
    serve::begin_feed(json, line);
    json.member("why", line.why).member_if("note", line.note).member("a_day", line.a_day);
    json.key("left_out");
    serve::write_json(json, line.left_out);
    json.end_object();
  }
  json.end_array().end_object();
  to_output().json(json.take()) << '\n';
}

}  // namespace

int status(const StatusOptions& options) {
  const auto config = load_config(options.config_file);
  if (!config) return 1;
  const std::size_t lines = options.all ? config->sources.size() : kLines;
  const Timestamp now = wall_clock_now();
  const Status found = status_of(*config, lines, now);
  if (options.json) {
    print_json(found);
  } else {
    print(found, now);
  }
  return to_output().flush() ? 0 : 1;
}

}  // namespace wirefold::cli
