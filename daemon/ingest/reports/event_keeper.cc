#include "wirefold/ingest/reports/event_keeper.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "wirefold/ingest/articles.h"
#include "wirefold/ingest/fold_rules.h"
#include "wirefold/ingest/reports/new_report.h"

namespace wirefold::ingest {
namespace {

constexpr std::chrono::hours kForgetEvery(1);

}  // namespace

EventKeeper::EventKeeper(const Parts& parts, const config::Config& config)
    : to_(parts), finder_(event_rules_of(config)) {}

void EventKeeper::load(const config::Config& config) {
  assert(check_.is_here());
  finder_.set_rules(event_rules_of(config));
  finds_ = config.events.find == "on";
  update_at_ = static_cast<std::size_t>(config.serve.update_at_outlets);
}

void EventKeeper::restore() {
  assert(check_.is_here());
  finder_.restore_weights(to_.stored.word_counts());
  const Timestamp now = to_.clock.wall();
  to_.stored.for_each_report([&](const store::StoredReport& report) {
    last_seen_ = std::min(report.seen, now);  // the clock may have been set back
    finder_.restore({report.story, report.event, report.outlet, report.lang, report.published,
                     last_seen_, report.terms, report.title});
  });
}

void EventKeeper::begin(StoryId story, const Article& article, store::EventWriter& to) {
  begin(story, article, events::terms_of(article.title, text_of(article)), to);
}

void EventKeeper::begin(StoryId story, const Article& article, const events::Terms& terms,
                        store::EventWriter& to) {
  assert(check_.is_here());
  if (!finds_) return;
  const events::NewReport report =
      report_of(story, article, to_.clock.arrival(article.first_seen), terms);
  last_seen_ = *report.seen;
  const events::Found found = find(report);
  const EventId event = found.event ? *found.event : to.add_event(to_.clock.now());
  join({story, event, report.outlet, found.link, false}, to);
  if (!found.related.empty()) to.relate(story, found.related, to_.clock.now());
  events::PackedReport packed = finder_.remember(report, event, found.link.like);
  if (packed.title.empty()) return;
  to.save_report({story, event, report.outlet, report.lang, report.published, *report.seen,
                  std::move(packed.terms), std::move(packed.title)});
}

/// What the finder finds among the stories that are still stored.
events::Found EventKeeper::find(const events::NewReport& report) {
  for (;;) {
    events::Found found = finder_.find(report);
    if (!found.event || to_.stored.membership(found.link.like)) return found;
    finder_.forget(found.link.like);
  }
}

/// Outlets of an event that is served, if anybody is told of the number.
std::size_t EventKeeper::outlets_of(EventId event) {
  return update_at_ > 1 && to_.stored.is_served(event) ? to_.stored.outlets(event) : 0;
}

void EventKeeper::join(const store::Membership& membership, store::EventWriter& to) {
  const bool was_served = to_.stored.is_served(membership.event);
  const std::size_t before = outlets_of(membership.event);
  to.join(membership, to_.clock.now());
  note_joined(membership, was_served);
  announce(membership.story, before, to);
}

/// Notes a story that has joined an event, and all others if the event is new to followers.
void EventKeeper::note_joined(const store::Membership& membership, bool was_served) {
  if (!to_.stored.is_served(membership.event)) return;
  if (!was_served) return note_event(membership.event);
  const auto lead = to_.reading.lead_of(membership.story);
  if (lead) note_story(*lead, membership);
}

void EventKeeper::note_event(EventId id) {
  const auto event = to_.stored.event(id);
  if (!event) return;
  const auto lead = to_.reading.lead_of(event->first);
  if (!lead) return;
  StoryNews news{StoryNews::kEvent, event->first};
  news.article = *lead;
  news.event = id;
  news.outlets = to_.stored.outlets(id);
  news.stories = event->reports.size() + event->left_out;
  to_.news.add(std::move(news));
  for (const Report& report : event->reports) {
    note_story(report.story.lead(), {report.story.id, id, 0, report.link, report.by_operator});
  }
}

void EventKeeper::note_story(const Article& lead, const store::Membership& membership) {
  StoryNews news{StoryNews::kEventStory, membership.story};
  news.article = lead;
  news.event = membership.event;
  news.link = membership.link;
  to_.news.add(std::move(news));
}

void EventKeeper::merged(StoryId from, StoryId into, store::EventWriter& to) {
  assert(check_.is_here());
  const auto left = to_.stored.membership(from);
  if (left && may_take_place(*left, into)) {
    const bool was_served = to_.stored.is_served(left->event);
    const std::size_t before = outlets_of(left->event);
    to.replace(from, into, to_.clock.now());
    finder_.move(into, left->event, from);
    note_joined({into, left->event, left->outlet, left->link, left->by_operator}, was_served);
    announce(into, before, to);
  } else {
    to.leave(from, to_.clock.now());
  }
  finder_.forget(from);
  const StoryId ended[] = {from};
  to.drop_reports(ended);
}

/// True if `into` takes the place of the story that has become part of it.
bool EventKeeper::may_take_place(const store::Membership& left, StoryId into) {
  const auto kept = to_.stored.membership(into);
  const std::vector<store::Membership> members = to_.stored.members(left.event);
  if (kept && (members.size() < 2 || to_.stored.is_served(kept->event))) return false;
  return std::ranges::none_of(members, [&](const store::Membership& member) {
    return apart_.contains(std::minmax(into, member.story));
  });
}

EventId EventKeeper::move(store::Membership membership, store::EventWriter& to) {
  assert(check_.is_here());
  if (to_int(membership.event) == 0) membership.event = to.add_event(to_.clock.now());
  join(membership, to);
  finder_.move(membership.story, membership.event, membership.link.like);
  return membership.event;
}

std::optional<StoryId> EventKeeper::later_of(StoryId story, StoryId other) {
  assert(check_.is_here());
  const auto one = to_.stored.membership(story);
  const auto two = to_.stored.membership(other);
  if (story == other || !one || !two || one->event != two->event) return std::nullopt;
  for (const store::Membership& member : to_.stored.members(one->event)) {
    if (member.story == story) return other;
    if (member.story == other) return story;
  }
  return std::nullopt;
}

void EventKeeper::keep_apart(Apart apart, store::EventWriter& to) {
  assert(check_.is_here());
  apart_ = std::move(apart);
  for (const auto& [story, other] : apart_) {
    const auto leaves = later_of(story, other);
    if (leaves) move({*leaves, {}, to_.stored.membership(*leaves)->outlet, {}, false}, to);
  }
}

std::size_t EventKeeper::outlets(StoryId story) {
  assert(check_.is_here());
  if (update_at_ < 2) return 0;
  const auto membership = to_.stored.membership(story);
  return membership ? outlets_of(membership->event) : 0;
}

void EventKeeper::announce(StoryId story, std::size_t before, store::EventWriter& to) {
  assert(check_.is_here());
  if (update_at_ < 2 || before >= update_at_ || outlets(story) < update_at_) return;
  to.announce_event(to_.stored.membership(story)->event, to_.clock.now());
}

void EventKeeper::save(store::EventWriter& to) {
  assert(check_.is_here());
  if (const auto left = finder_.take_left(); !left.empty()) to.drop_terms(left);
  if (const auto weights = finder_.take_weights()) to.save_word_counts(*weights);
  if (last_seen_ < next_forgetting_) return;
  next_forgetting_ = last_seen_ + kForgetEvery;
  to.forget_reports(last_seen_ - events::kSeriesMemory);
}

}  // namespace wirefold::ingest
