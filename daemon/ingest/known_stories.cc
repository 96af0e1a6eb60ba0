#include "wirefold/ingest/known_stories.h"

#include <cassert>
#include <utility>

namespace wirefold::ingest {
namespace {

// About 5 MB. All are forgotten if there are more: those that get copies are read again.
constexpr std::size_t kMostStories = 16384;

}  // namespace

const store::StoryFacts& KnownStories::of(StoryId story) {
  assert(check_.is_here());
  if (const auto known = facts_.find(story); known != facts_.end()) return known->second;
  make_room();
  auto facts = stored_.facts_of(story);
  return facts_[story] = facts ? *std::move(facts) : store::StoryFacts{story, {}, {}, {}};
}

void KnownStories::added(StoryId story, Timestamp created) {
  assert(check_.is_here());
  make_room();
  facts_[story] = {story, created, {}, {}};
}

void KnownStories::joined(StoryId story, const Article& article) {
  assert(check_.is_here());
  const auto known = facts_.find(story);
  if (known == facts_.end()) return;
  store::StoryFacts& facts = known->second;
  if (facts.lead == ArticleId{}) facts.lead = article.id;
  ++facts.outlets[article.publisher.name];
}

void KnownStories::make_room() {
  if (facts_.size() >= kMostStories) facts_.clear();
}

}  // namespace wirefold::ingest
