#include <algorithm>
#include <atomic>
#include <iostream>
#include <map>
#include <mutex>
#include <set>
#include <thread>

#include "columns.h"
#include "feed_finder.h"
#include "feed_list.h"
#include "settings.h"
#include "wirefold/app/commands.h"
#include "wirefold/base/file.h"
#include "wirefold/base/json_writer.h"
#include "wirefold/base/terminal.h"
#include "wirefold/html/url.h"
#include "wirefold/parse/opml.h"

namespace wirefold::app {
namespace {

// Hosts that are asked at a time, each for one feed after another.
constexpr std::size_t kMostAtOnce = 16;

enum class Fate : std::uint8_t { kAdded, kKnown, kBroken };

struct Line {
  FeedSource feed;
  Fate fate = Fate::kAdded;
  std::string why;  // it is broken, or what to know of one that was added
};

std::string_view name_of(Fate fate) {
  constexpr std::string_view kNames[] = {"added", "known", "broken"};
  return kNames[static_cast<std::size_t>(fate)];
}

/// A list of somebody else's has no business with our files.
std::string problem_of(const std::string& url) {
  std::string out = config::source_problem(url);
  if (out.empty() && !html::is_web_url(url)) out = "a file of this machine: name it by hand";
  return out;
}

/// What can be said without asking anybody.
std::vector<Line> sorted_out(std::vector<FeedSource> feeds, const config::Config& config) {
  std::set<std::string> seen;
  std::vector<Line> out;
  for (FeedSource& feed : feeds) {
    Line line{std::move(feed)};
    if (const FeedSource* known = find_source(config, line.feed.url)) {
      line.fate = Fate::kKnown;
      line.why = known->place;
    } else if (!seen.insert(line.feed.url).second) {
      line.fate = Fate::kKnown;
      line.why = "named before";
    } else if (std::string why = problem_of(line.feed.url); !why.empty()) {
      line.fate = Fate::kBroken;
      line.why = std::move(why);
    }
    out.push_back(std::move(line));
  }
  return out;
}

/// The server has answered, and will not do otherwise tomorrow.
bool is_for_good(const Error& error) {
  if (error.code == Errc::kHttpStatus) {
    return error.detail.starts_with("HTTP status 404") ||
           error.detail.starts_with("HTTP status 410");
  }
  return error.code == Errc::kMalformed || error.code == Errc::kUnsupported ||
         error.code == Errc::kForbidden;
}

void check(Line& line, const fetch::Options& options) {
  const Result<FoundFeed> found = read_feed(options, line.feed.url);
  if (found) {
    if (line.feed.outlet.empty()) line.feed.outlet = found->title;
    return;
  }
  const bool broken = is_for_good(found.error());
  if (broken) line.fate = Fate::kBroken;
  line.why = (broken ? "" : "but does not answer now: ") + found.error().detail;
}

/// Asks for each feed that is new; those of one host one after another.
void check_all(std::vector<Line>& lines, const fetch::Options& options) {
  std::map<std::string, std::vector<Line*>> by_host;
  std::size_t total = 0;
  for (Line& line : lines) {
    if (line.fate != Fate::kAdded) continue;
    by_host[html::host_of(line.feed.url)].push_back(&line);
    ++total;
  }
  Progress progress("Asking for the feeds");
  std::mutex mutex;  // guards the next two
  auto next = by_host.begin();
  std::size_t done = 0;
  const auto work = [&] {
    for (;;) {
      std::vector<Line*> mine;
      {
        const std::lock_guard lock(mutex);
        if (next == by_host.end()) return;
        mine = (next++)->second;
      }
      for (Line* line : mine) {
        check(*line, options);
        const std::lock_guard lock(mutex);
        progress.show(++done, total);
      }
    }
  };
  std::vector<std::jthread> workers;
  for (std::size_t i = 0; i < std::min(kMostAtOnce, by_host.size()); ++i) {
    workers.emplace_back(work);
  }
}

std::size_t count(const std::vector<Line>& lines, Fate fate) {
  return static_cast<std::size_t>(
      std::ranges::count_if(lines, [fate](const Line& line) { return line.fate == fate; }));
}

void print(const std::vector<Line>& lines) {
  for (const Line& line : lines) {
    std::cout << line.feed.place << ": " << name_of(line.fate) << ": " << printable(line.feed.url);
    if (!line.why.empty()) std::cout << ": " << printable(line.why);
    std::cout << '\n';
  }
  std::cout << count(lines, Fate::kAdded) << " added, " << count(lines, Fate::kKnown) << " known, "
            << count(lines, Fate::kBroken) << " broken\n";
}

void print_json(const std::vector<Line>& lines) {
  for (const Line& line : lines) {
    JsonWriter json;
    json.begin_object().member("url", line.feed.url).member("result", name_of(line.fate));
    json.member_if("outlet", line.feed.outlet).member_if("group", line.feed.group);
    json.member("place", line.feed.place).member_if("why", line.why).end_object();
    std::cout << json.take() << '\n';
  }
}

int fail(const std::string& why) {
  std::cerr << "wirefold feeds import: " << why << '\n';
  return 1;
}

}  // namespace

int import_feeds(const ImportOptions& options) {
  const config::Loaded loaded = config::load(options.config_file);
  if (!report(loaded.problems)) return 1;
  const Result<FeedList> list = FeedList::of(options.config_file, loaded.config);
  if (!list) return fail(list.error().detail);
  const Result<std::string> opml = read_file(options.file, kMaxOpmlBytes);
  if (!opml) return fail(opml.error().detail);
  Result<std::vector<FeedSource>> feeds = parse::parse_opml(*opml, options.file);
  if (!feeds) return fail(feeds.error().detail);

  std::vector<Line> lines = sorted_out(std::move(*feeds), loaded.config);
  if (options.check) check_all(lines, fetch_options(loaded.config));
  std::vector<FeedSource> added;
  for (Line& line : lines) {
    if (line.fate != Fate::kAdded) continue;
    if (line.feed.outlet.empty()) line.feed.outlet = html::host_of(line.feed.url);
    added.push_back(line.feed);
  }
  if (!added.empty()) {
    if (const auto error = list->add(added)) return fail(error->detail);
  }
  options.json ? print_json(lines) : print(lines);
  if (!options.json && !added.empty()) std::cout << kTakenUp;
  const bool good = count(lines, Fate::kBroken) == 0;
  return std::cout.flush() && good ? 0 : 1;
}

}  // namespace wirefold::app
