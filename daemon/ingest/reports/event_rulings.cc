#include "wirefold/ingest/reports/event_rulings.h"

#include <algorithm>

#include "ingest/standing.h"
#include "wirefold/events/compare.h"
#include "wirefold/ingest/articles.h"
#include "wirefold/ingest/override_names.h"
#include "wirefold/ingest/reports/new_report.h"

namespace wirefold::ingest {
namespace {

// Stories that an override remembers of the event that a story left.
constexpr std::size_t kMostCompanions = 20;

/// True if `order` has moved `story` from one event to another.
bool has_moved(const Override& order, StoryId story) {
  const bool moves =
      order.kind == OverrideKind::kEventJoin || order.kind == OverrideKind::kEventLeave;
  return moves && order.story == story && order.is_carried_out();
}

/// The first override after `id` that has moved `story`; null if there is none.
const Override* moved_since(const std::vector<Override>& all, std::int64_t id, StoryId story) {
  const auto later = std::ranges::find_if(
      all, [id, story](const Override& order) { return order.id > id && has_moved(order, story); });
  return later == all.end() ? nullptr : &*later;
}

/// Names the override of the operator: `later`, or the one that it follows from.
std::string why_not_first(const Override& later) {
  return name_of_override(later.follows != 0 ? later.follows : later.id) + " has moved " +
         name_of(later.story) + " since; undo it first";
}

/// True if the last override before `was` that moved its story has put it into an event.
bool was_put_before(const std::vector<Override>& all, const Override& was) {
  bool out = false;
  for (const Override& order : all) {
    if (order.id >= was.id) break;
    if (has_moved(order, was.story)) out = order.kind == OverrideKind::kEventJoin;
  }
  return out;
}

}  // namespace

std::string EventRulings::join(Override& order) {
  for (const StoryId story : {order.story, order.other}) {
    if (!stored_.reading().lead_of(story)) return no_such(story);
  }
  if (order.story == order.other) return "they are one story";
  const auto known = stored_.events().membership(order.story);
  const bool together = are_in_one_event(order.story, order.other);
  if (together && stored_.events().is_served(known->event)) return "they are already in one event";
  std::string problem = why_kept_apart(order.story, order.other, 0);
  if (!problem.empty()) return problem;
  if (known && !together) order.articles = companions(*known);
  put(order.story, order.other, true);
  return {};
}

std::string EventRulings::leave(Override& order) {
  if (!stored_.reading().lead_of(order.story)) return no_such(order.story);
  const auto known = stored_.events().membership(order.story);
  if (known) order.articles = companions(*known);
  if (order.articles.empty()) return name_of(order.story) + " is in no event with another story";
  go_alone(order.story);
  return {};
}

std::string EventRulings::never(const Override& order) {
  for (const StoryId story : {order.story, order.other}) {
    if (!stored_.reading().lead_of(story)) return no_such(story);
  }
  if (order.story == order.other) return "they are one story";
  const auto leaves = keeper_.later_of(order.story, order.other);
  if (!leaves) return {};
  Override left;
  left.kind = OverrideKind::kEventLeave;
  left.story = *leaves;
  left.follows = order.id;
  left.made = left.done.emplace(now_);
  leave(left);
  to_.overrides().add(left);
  return {};
}

std::string EventRulings::take_back(const Override& was, Override& undo) {
  const std::vector<Override> all = stored_.overrides().all();
  if (was.kind != OverrideKind::kEventNever) {
    const Override* const later = moved_since(all, was.id, was.story);
    return later == nullptr ? move_back(was, undo) : why_not_first(*later);
  }
  for (const Override& left : all) {
    const bool follows = left.follows == was.id;
    if (follows && moved_since(all, left.id, left.story) == nullptr) return move_back(left, undo);
  }
  return {};
}

/// Moves the story of a join or leave to where it was before.
std::string EventRulings::move_back(const Override& was, Override& undo) {
  const auto known = stored_.events().membership(was.story);
  const bool is_join = was.kind == OverrideKind::kEventJoin;
  if (!known || (is_join && !known->by_operator)) return {};
  const std::vector<Override> all = stored_.overrides().all();
  const auto like = stayed(was, all);
  if (like) {
    std::string problem = why_kept_apart(was.story, *like, was.follows);
    if (!problem.empty()) return problem;
    put(was.story, *like, was_put_before(all, was));
    undo.other = *like;
  } else if (is_join) {
    go_alone(was.story);
  } else {
    return {};
  }
  undo.story = was.story;
  return {};
}

/// A story that is in the event that `was` made its story leave.
std::optional<StoryId> EventRulings::stayed(const Override& was, const std::vector<Override>& all) {
  for (const ArticleId id : was.articles) {
    const auto placement = stored_.reading().placement(id);
    if (!placement || moved_since(all, was.id, placement->story) != nullptr) continue;
    if (placement->story != was.story && stored_.events().membership(placement->story))
      return placement->story;
  }
  return std::nullopt;
}

/// Names the override, other than `except`, by which `story` is in no event with `other`. Empty if
/// there is none.
std::string EventRulings::why_kept_apart(StoryId story, StoryId other, std::int64_t except) {
  for (Override& never : stored_.overrides().all()) {
    const bool holds = never.kind == OverrideKind::kEventNever && never.is_carried_out();
    if (!holds || never.id == except) continue;
    follow(stored_.reading(), never);
    if (never.other == story) std::swap(never.story, never.other);
    if (never.story != story || never.rests()) continue;
    if (never.other != other && !are_in_one_event(never.other, other)) continue;
    return name_of_override(never.id) + " keeps " + name_of(story) + " and " +
           name_of(never.other) + " out of one event";
  }
  return {};
}

/// The leads of the other stories in the event of `member`, of the one that it is like first.
std::vector<ArticleId> EventRulings::companions(const store::Membership& member) {
  std::vector<store::Membership> others = stored_.events().members(member.event);
  std::erase_if(others, [&](const store::Membership& m) { return m.story == member.story; });
  std::ranges::stable_partition(
      others, [&](const store::Membership& m) { return m.story == member.link.like; });
  std::vector<ArticleId> out;
  for (const store::Membership& other : others) {
    if (out.size() == kMostCompanions) break;
    if (const auto lead = stored_.reading().lead_of(other.story)) out.push_back(lead->id);
  }
  return out;
}

bool EventRulings::are_in_one_event(StoryId story, StoryId other) {
  const auto one = stored_.events().membership(story);
  const auto two = stored_.events().membership(other);
  return one && two && one->event == two->event;
}

/// Makes `story` a report of the event of `like`, which founds one if it is in none.
void EventRulings::put(StoryId story, StoryId like, bool by_operator) {
  const auto known = stored_.events().membership(like);
  const EventId event = known ? known->event : go_alone(like);
  const auto lead = stored_.reading().lead_of(story);
  const auto other = stored_.reading().lead_of(like);
  const events::Comparison compared = events::compare(
      report_of(like, *other), report_of(story, *lead), stored_.events().word_counts());
  keeper_.move({story, event, outlet_of(story), compared.link, by_operator}, to_.events());
}

EventId EventRulings::go_alone(StoryId story) {
  return keeper_.move({story, EventId{}, outlet_of(story), {}, false}, to_.events());
}

std::uint64_t EventRulings::outlet_of(StoryId story) {
  const auto known = stored_.events().membership(story);
  return known ? known->outlet : outlet_hash(stored_.reading().lead_of(story)->publisher);
}

}  // namespace wirefold::ingest
