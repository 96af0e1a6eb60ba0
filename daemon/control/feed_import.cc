#include "wirefold/control/feed_import.h"

#include <algorithm>
#include <utility>

#include "wirefold/base/printable.h"
#include "wirefold/html/url.h"

namespace wirefold::control {
namespace {

/// Decides the fates of the feeds as far as possible without requests.
std::vector<ImportLine> classify(std::vector<FeedSource> feeds, const Places& places,
                                 bool keeps_outlets) {
  KnownFeeds known(places);
  std::vector<ImportLine> out;
  for (FeedSource& feed : feeds) {
    ImportLine line{std::move(feed), out.size()};
    line.feed.name = outlet_of(line.feed.name);
    line.outlet_left_out = !keeps_outlets && !line.feed.outlet.empty();
    line.feed.outlet = keeps_outlets ? outlet_of(line.feed.outlet) : "";
    line.feed.group = printable(line.feed.group);
    known.mark(line);
    std::string why = line.fate == ImportFate::kAdded ? foreign_url_problem(line.feed.url) : "";
    if (!why.empty()) {
      line.fate = ImportFate::kBroken;
      line.why = std::move(why);
    }
    out.push_back(std::move(line));
  }
  return out;
}

/// True for an error that will not go away by itself.
bool is_for_good(const Probed& probed) {
  const Errc code = probed.error->code;
  if (code == Errc::kHttpStatus) {
    const int status = probed.response.status;
    return status == 404 || status == 410 || !probed.response.location.empty();
  }
  return code == Errc::kMalformed || code == Errc::kUnsupported || code == Errc::kForbidden;
}

/// Notes the result of a probe in `line`.
void note(ImportLine& line, const Probed& probed) {
  if (!probed.error) {
    if (line.feed.name.empty()) line.feed.name = outlet_of(probed.title);
    line.feed.url = probed.address;
    line.moved_from = probed.moved_from;
    return;
  }
  const bool broken = is_for_good(probed);
  if (broken) line.fate = ImportFate::kBroken;
  line.why = (broken ? "" : "but cannot be read now: ") + probed.error->detail;
}

bool is_new(const ImportLine& line) { return line.fate == ImportFate::kAdded; }

}  // namespace

void KnownFeeds::mark(ImportLine& line) {
  if (!is_new(line)) return;
  const auto known = places_.find(line.feed.url);
  if (known == places_.end() && seen_.insert(line.feed.url).second) return;
  line.fate = ImportFate::kKnown;
  line.why = known != places_.end() ? known->second : "named twice";
}

FeedImport::FeedImport(std::vector<FeedSource> feeds, const config::Config& config,
                       const FeedList& list, bool keeps_outlets)
    : list_(list),
      places_(places_of(config)),
      lines_(classify(std::move(feeds), places_, keeps_outlets)) {}

std::size_t FeedImport::count_new() const {
  return static_cast<std::size_t>(std::ranges::count_if(lines_, is_new));
}

void FeedImport::check(const Asking& asking, const OnLine& seen) {
  std::vector<ImportLine*> asked;
  std::vector<FeedSource> sources;
  for (ImportLine& line : lines_) {
    if (!is_new(line)) continue;
    asked.push_back(&line);
    sources.push_back(line.feed);
  }
  probe_feeds(asking, sources, [&](std::size_t i, Probed&& probed) {
    note(*asked[i], probed);
    seen(*asked[i]);
  });
}

Result<std::size_t> FeedImport::add() {
  KnownFeeds known(places_);
  std::vector<FeedSource> added;
  for (ImportLine& line : lines_) {
    known.mark(line);
    if (!is_new(line)) continue;
    if (line.feed.name.empty()) line.feed.name = html::host_of(line.feed.url);
    added.push_back(line.feed);
  }
  if (added.empty()) return added.size();
  const auto there = list_.add(added);
  if (!there) return there.error();
  for (ImportLine& line : lines_) {
    if (!is_new(line) || !there->contains(line.feed.url)) continue;
    line.fate = ImportFate::kKnown;
    line.why = list_.path();
  }
  return added.size();
}

}  // namespace wirefold::control
