#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "commands.h"
#include "loaded_config.h"
#include "wirefold/base/file.h"
#include "wirefold/base/json_writer.h"
#include "wirefold/base/output.h"
#include "wirefold/base/printable.h"
#include "wirefold/base/terminal.h"
#include "wirefold/base/userinfo.h"
#include "wirefold/control/feed_list.h"
#include "wirefold/control/feed_probe.h"
#include "wirefold/crawl/options.h"
#include "wirefold/html/url.h"
#include "wirefold/parse/opml.h"

namespace wirefold::cli {
namespace {

// The largest list to import. It is parsed again for each mistake in it. 100,000 feeds take 20 MiB.
constexpr std::size_t kMostBytes = std::size_t{32} << 20;

enum class Fate : std::uint8_t { kAdded, kKnown, kBroken };

struct Line {
  FeedSource feed;
  Fate fate = Fate::kAdded;
  std::string why;               // the reason of kKnown and kBroken, or a remark on kAdded
  std::string moved_from;        // the file's URL if it redirects permanently; else empty
  bool outlet_left_out = false;  // the file names an outlet, which is ignored
};

std::string_view name_of(Fate fate) {
  constexpr std::string_view kNames[] = {"added", "known", "broken"};
  return kNames[static_cast<std::size_t>(fate)];
}

/// The problem of a feed's URL; empty if it is valid. Lists of other people must not name our
/// local files.
std::string problem_of(const std::string& url) {
  std::string out = config::source_problem(url);
  if (out.empty() && !html::is_web_url(url)) out = "a local file: add it to the list by hand";
  return out;
}

/// Decides the fates of the feeds as far as possible without requests.
std::vector<Line> classify(std::vector<FeedSource> feeds, const control::Places& places,
                           bool keep_outlets) {
  std::set<std::string> seen;
  std::vector<Line> out;
  for (FeedSource& feed : feeds) {
    Line line{std::move(feed)};
    line.feed.name = control::outlet_of(line.feed.name);
    line.outlet_left_out = !keep_outlets && !line.feed.outlet.empty();
    line.feed.outlet = keep_outlets ? control::outlet_of(line.feed.outlet) : "";
    line.feed.group = printable(line.feed.group);
    if (const auto known = places.find(line.feed.url); known != places.end()) {
      line.fate = Fate::kKnown;
      line.why = known->second;
    } else if (!seen.insert(line.feed.url).second) {
      line.fate = Fate::kKnown;
      line.why = "named twice";
    } else if (std::string why = problem_of(line.feed.url); !why.empty()) {
      line.fate = Fate::kBroken;
      line.why = std::move(why);
    }
    out.push_back(std::move(line));
  }
  return out;
}

/// True for an error that will not go away by itself.
bool is_for_good(const control::Probed& probed) {
  const Errc code = probed.error->code;
  if (code == Errc::kHttpStatus) {
    const int status = probed.response.status;
    return status == 404 || status == 410 || !probed.response.location.empty();
  }
  return code == Errc::kMalformed || code == Errc::kUnsupported || code == Errc::kForbidden;
}

/// Notes the result of a probe in `line`.
void note(Line& line, const control::Probed& probed) {
  if (!probed.error) {
    if (line.feed.name.empty()) line.feed.name = control::outlet_of(probed.title);
    line.feed.url = probed.address;
    line.moved_from = probed.moved_from;
    return;
  }
  const bool broken = is_for_good(probed);
  if (broken) line.fate = Fate::kBroken;
  line.why = (broken ? "" : "but cannot be read now: ") + probed.error->detail;
}

/// Requests each new feed.
void check_all(std::vector<Line>& lines, const config::Config& config) {
  std::vector<Line*> asked;
  std::vector<FeedSource> sources;
  for (Line& line : lines) {
    if (line.fate != Fate::kAdded) continue;
    asked.push_back(&line);
    sources.push_back(line.feed);
  }
  Progress progress("Requesting feeds");
  std::size_t done = 0;
  control::probe_feeds({crawl::fetch_options(config), crawl::limits_of(config), nullptr}, sources,
                       [&](std::size_t i, control::Probed&& probed) {
                         note(*asked[i], probed);
                         progress.show(++done, sources.size());
                       });
}

/// Marks feeds as known that have moved to the URL of a listed feed, or of an earlier line.
void find_known_again(std::vector<Line>& lines, const control::Places& places) {
  std::set<std::string> seen;
  for (Line& line : lines) {
    if (line.fate != Fate::kAdded) continue;
    const auto known = places.find(line.feed.url);
    if (known == places.end() && seen.insert(line.feed.url).second) continue;
    line.fate = Fate::kKnown;
    line.why = known != places.end() ? known->second : "named twice";
  }
}

std::size_t count(const std::vector<Line>& lines, Fate fate) {
  return static_cast<std::size_t>(
      std::ranges::count_if(lines, [fate](const Line& line) { return line.fate == fate; }));
}

std::string said(const Line& line) {
  switch (line.fate) {
    case Fate::kAdded:
      return line.moved_from.empty() ? "added" : "moved to";
    case Fate::kKnown:
      return "already listed";
    case Fate::kBroken:
      return "unreadable";
  }
  return {};
}

/// Prints a table with the fate of each feed of the file, and the reason.
void print(const std::vector<Line>& lines) {
  std::size_t moved = 0;
  for (const Line& line : lines) {
    if (line.fate == Fate::kAdded && !line.moved_from.empty()) ++moved;
    to_output() << fmt::format("{:14}  {}: {}", said(line), line.feed.place,
                               without_userinfo(line.feed.url));
    if (!line.why.empty()) to_output() << ": " << line.why;
    if (!line.moved_from.empty()) to_output() << ", from " << line.moved_from;
    to_output() << '\n';
  }
  to_output() << count(lines, Fate::kAdded) << " added (" << moved << " of them moved), "
              << count(lines, Fate::kKnown) << " already listed, " << count(lines, Fate::kBroken)
              << " unreadable\n";
  const auto ignored = std::ranges::count_if(lines, &Line::outlet_left_out);
  if (ignored > 0) {
    to_output() << "Ignored: the outlet (wirefold:outlet) of " << ignored
                << (ignored == 1 ? " feed" : " feeds")
                << ". If the list is your own, --keep-outlets keeps it.\n";
  }
}

void print_json(const std::vector<Line>& lines) {
  for (const Line& line : lines) {
    JsonWriter json;
    json.begin_object()
        .member("url", without_userinfo(line.feed.url))
        .member("result", name_of(line.fate));
    json.member_if("outlet", line.feed.name).member_if("group", line.feed.group);
    json.member_if("moved_from", line.moved_from).member("place", line.feed.place);
    json.member_if("why", line.why).end_object();
    to_output().json(json.take()) << '\n';
  }
}

int fail(const std::string& why) {
  to_error() << "wirefold feeds import: " << why << '\n';
  return 1;
}

Result<parse::OpmlReading> list_in(const std::string& file) {
  if (html::is_web_url(file)) {
    return Error{Errc::kUnsupported, file + ": a URL, not a file: download it, or pipe it to -"};
  }
  const Result<std::string> opml = read_file(file, kMostBytes);
  if (!opml) return opml.error();
  return parse::read_opml(*opml, file);
}

}  // namespace

int import_feeds(const ImportOptions& options) {
  const auto config = load_config(options.config_file);
  if (!config) return 1;
  const Result<control::FeedList> list = control::FeedList::of(options.config_file, *config);
  if (!list) return fail(list.error().detail);
  Result<parse::OpmlReading> read = list_in(options.file);
  if (!read) return fail(read.error().detail);

  const control::Places places = control::places_of(*config);
  std::vector<Line> lines = classify(std::move(read->feeds), places, options.keep_outlets);
  if (options.check) check_all(lines, *config);
  find_known_again(lines, places);
  std::vector<FeedSource> added;
  for (Line& line : lines) {
    if (line.fate != Fate::kAdded) continue;
    if (line.feed.name.empty()) line.feed.name = html::host_of(line.feed.url);
    added.push_back(line.feed);
  }
  if (!added.empty()) {
    const auto there = list->add(added);
    if (!there) return fail(there.error().detail);
    for (Line& line : lines) {
      if (line.fate != Fate::kAdded || !there->contains(line.feed.url)) continue;
      line.fate = Fate::kKnown;
      line.why = list->path();
    }
  }
  options.json ? print_json(lines) : print(lines);
  if (!options.json && !added.empty()) to_output().lines(when_applied(*config));
  for (const Error& problem : read->problems) fail(problem.detail);
  const bool good = count(lines, Fate::kBroken) == 0 && read->problems.empty();
  return to_output().flush() && good ? 0 : 1;
}

}  // namespace wirefold::cli
