#include "wirefold/crawl/feed_report.h"

#include <algorithm>
#include <tuple>

#include "wirefold/schedule/publish_rate.h"
#include "wirefold/schedule/schedule.h"

namespace wirefold::crawl {
namespace {

FeedCondition condition_of(const FeedState& state) {
  if (state.gone) return FeedCondition::kGone;
  if (state.failures > 0) return FeedCondition::kFailing;
  return state.last_poll ? FeedCondition::kWell : FeedCondition::kNew;
}

/// The time of the next poll: as planned, or the end of the host's pause if that is later.
std::optional<Timestamp> next_of(const FeedState& state) {
  if (state.gone) return std::nullopt;
  if (!state.host_until) return state.next_poll;
  return std::max(state.next_poll.value_or(*state.host_until), *state.host_until);
}

/// "3 of the 12 listed entries are not new: 2 known under other ids or from other feeds, 1 listed
/// twice"
std::string words_of(const LeftOut& left_out, std::size_t listed) {
  std::string out = std::to_string(left_out.count()) + " of the " + std::to_string(listed) +
                    " listed entries are not new: ";
  const char* between = "";
  const auto add = [&](int count, const char* why) {
    if (count == 0) return;
    out += between + std::to_string(count) + ' ' + why;
    between = ", ";
  };
  add(left_out.listed_again, "known under other ids or from other feeds");
  add(left_out.repeated, "listed twice");
  add(left_out.own, "stories of this wirefold");
  add(left_out.forgotten, "already forgotten");
  return out;
}

std::string note_of(const ReportedFeed& feed, Timestamp now) {
  const FeedState& state = *feed.state;
  std::string out;
  const auto add = [&out](const std::string& text) { out += (out.empty() ? "" : "; ") + text; };
  if (!state.moved_to.empty()) add("it has moved to " + state.moved_to);
  if (!state.move.url.empty())
    add("it redirects permanently to " + state.move.url + "; it counts as moved if that lasts");
  if (state.stale_304s > 0) add("its server answers 304 although there are new entries");
  if (state.left_out.count() > 0) add(words_of(state.left_out, state.listed));
  if (feed.subscription != nullptr) {
    const Subscription& s = *feed.subscription;
    const bool active = s.is_active(now);
    add("its hub " + s.hub +
        (active ? " notifies wirefold of new entries"
                : " does not notify wirefold of new entries"));
    if (!active && !s.last_error.empty()) add(s.last_error);
  }
  return out;
}

FeedLine line_of(const ReportedFeed& feed, Timestamp now) {
  const FeedState& state = *feed.state;
  FeedLine line;
  line.id = state.id;
  line.url = feed.source->url;
  line.outlet = feed.source->label().empty() ? state.title : feed.source->label();
  line.publisher = state.publisher.id();
  line.has_icon = !state.icon.empty();
  line.condition = condition_of(state);
  line.error = state.last_error;
  line.failures = state.failures;
  if (state.failures > 0) line.failing_since = state.failing_since;
  line.last_poll = state.last_poll;
  line.next_poll = next_of(state);
  line.why = schedule::words(schedule::why_of(state.why));
  if (line.next_poll != state.next_poll) line.why = "its host asked for a pause until then";
  line.note = note_of(feed, now);
  line.left_out = state.left_out;
  const auto gap = std::chrono::duration<double>(schedule::mean_gap(state.rate));
  if (state.rate.hours > 0) line.a_day = std::chrono::duration<double>(std::chrono::days(1)) / gap;
  return line;
}

}  // namespace

FeedHealth report_feeds(std::vector<ReportedFeed> feeds, std::size_t most, Timestamp now) {
  FeedHealth out;
  for (const ReportedFeed& feed : feeds) {
    ++out.feeds[condition_of(*feed.state)];
    if (feed.subscription != nullptr && feed.subscription->is_active(now)) ++out.pushed;
  }
  const auto order = [](const ReportedFeed& feed) {
    const FeedState& state = *feed.state;
    const bool trouble = state.gone || state.failures > 0;
    return std::tuple(!trouble, next_of(state).value_or(Timestamp::min()), to_int(state.id));
  };
  const auto before = [&order](const ReportedFeed& a, const ReportedFeed& b) {
    return order(a) < order(b);
  };
  const auto shown = static_cast<std::ptrdiff_t>(std::min(most, feeds.size()));
  std::partial_sort(feeds.begin(), feeds.begin() + shown, feeds.end(), before);
  feeds.resize(static_cast<std::size_t>(shown));
  for (const ReportedFeed& feed : feeds) out.lines.push_back(line_of(feed, now));
  return out;
}

}  // namespace wirefold::crawl
