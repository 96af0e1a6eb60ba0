#include "standing.h"

namespace wirefold::ingest {
namespace {

/// The story that `said` is part of now. `before` is the last known result: the chain of merges
/// from `said` breaks when a story in it is forgotten.
StoryId story_now(store::Reading& stories, StoryId said, StoryId before) {
  if (to_int(said) == 0) return before;
  if (const auto successor = stories.successor(said)) return *successor;
  return stories.lead_of(said) ? said : stories.successor(before).value_or(before);
}

}  // namespace

bool follow(store::Reading& stories, Override& order) {
  const Override before = order;
  order.story = story_now(stories, before.said_story, before.story);
  order.other = story_now(stories, before.said_other, before.other);
  return order.story != before.story || order.other != before.other;
}

void stand(store::OverrideWriter& to, OverrideKind kind, StoryId story, StoryId other,
           std::int64_t follows, Timestamp now) {
  Override order;
  order.kind = kind;
  order.story = story;
  order.other = other;
  order.follows = follows;
  order.made = now;
  order.done = now;
  to.add(order);
}

}  // namespace wirefold::ingest
