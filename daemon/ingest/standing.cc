#include "standing.h"

namespace wirefold::app {
namespace {

/// `before` is where `said` was when that was last asked: the way from `said` is lost when a story
/// between them is forgotten.
StoryId story_now(store::Store& store, StoryId said, StoryId before) {
  if (to_int(said) == 0) return before;
  if (const auto successor = store.successor(said)) return *successor;
  return store.lead_of(said) ? said : store.successor(before).value_or(before);
}

}  // namespace

bool follow(store::Store& store, Ruling& ruling) {
  const Ruling before = ruling;
  ruling.story = story_now(store, before.said_story, before.story);
  ruling.other = story_now(store, before.said_other, before.other);
  return ruling.story != before.story || ruling.other != before.other;
}

void stand(store::Store& store, RulingKind kind, StoryId story, StoryId other, std::int64_t follows,
           Timestamp now) {
  Ruling ruling;
  ruling.kind = kind;
  ruling.story = story;
  ruling.other = other;
  ruling.follows = follows;
  ruling.made = now;
  ruling.done = now;
  store.add_ruling(ruling);
}

}  // namespace wirefold::app
