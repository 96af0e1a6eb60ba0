#include "event_stream.h"

#include <algorithm>
#include <utility>

#include "stream_clock.h"
#include "wirefold/html/url.h"
#include "wirefold/text/headline.h"
#include "wirefold/text/language.h"

namespace wirefold::cli {
namespace {

bool is_ahead(const events::NewReport& report) {
  return report.published && report.seen && *report.published > *report.seen + kLongestSilence;
}

}  // namespace

void EventStream::begin(events::NewReport report, const std::string& id) {
  take_waiting(report.seen, !is_ahead(report));
  if (is_ahead(report)) {
    waiting_.push_back({std::move(report), id});
  } else {
    take(report, id);
  }
}

/// Takes the waiting stories whose dates the stream has reached by `now`, or all of them.
void EventStream::take_waiting(const std::optional<Timestamp>& now, bool all) {
  for (Waiting& story : std::exchange(waiting_, {})) {
    if (now) story.report.seen = std::max(*story.report.seen, *now);
    if (all || !is_ahead(story.report)) {
      take(story.report, story.id);
    } else {
      waiting_.push_back(std::move(story));
    }
  }
}

void EventStream::finish() { take_waiting(std::nullopt, true); }

void EventStream::take(const events::NewReport& report, const std::string& id) {
  const events::Found found = finder_.find(report);
  const EventId event = found.event.value_or(EventId{last_event_ + 1});
  last_event_ = std::max(last_event_, to_int(event));
  finder_.remember(report, event, found.link.like);
  events_of_[to_int(report.story)] = event;
  Event& joined = events_[to_int(event)];
  if (joined.first.empty()) joined.first = id;
  joined.outlets[report.story] = report.outlet;
}

void EventStream::merge(StoryId from, StoryId into) {
  std::erase_if(waiting_, [from](const Waiting& story) { return story.report.story == from; });
  const auto known = events_of_.find(to_int(from));
  if (known == events_of_.end()) return;
  const EventId left = known->second;
  Event& event = events_[to_int(left)];
  const std::uint64_t outlet = event.outlets[from];
  event.outlets.erase(from);
  events_of_.erase(known);
  const auto kept = events_of_.find(to_int(into));
  const bool has_place = kept != events_of_.end();
  if (!has_place || (!event.outlets.empty() && event_of(into).empty())) {
    if (has_place) events_[to_int(kept->second)].outlets.erase(into);
    events_of_[to_int(into)] = left;
    event.outlets[into] = outlet;
    finder_.move(into, left, from);
  }
  finder_.forget(from);
}

std::string EventStream::event_of(StoryId story) const {
  const auto known = events_of_.find(to_int(story));
  if (known == events_of_.end()) return {};
  const Event& event = events_.at(to_int(known->second));
  const std::uint64_t outlet = event.outlets.begin()->second;
  const bool is_one = std::ranges::all_of(
      event.outlets, [outlet](const auto& story_outlet) { return story_outlet.second == outlet; });
  return is_one ? "" : event.first;
}

events::NewReport report_of(const InputArticle& a, const fold::ArticleKey& key) {
  const std::string title = text::without_outlet(a.title, a.outlet, html::host_of(a.url));
  const std::string body = body_of(a);
  std::string lang = text::detect_language(title + '\n' + body);
  if (lang.empty()) lang = text::primary_tag(a.lang);
  return {StoryId{},     key.outlet, std::move(lang),
          key.published, key.seen,   events::terms_of(title, body)};
}

}  // namespace wirefold::cli
