// The interface through which the renderer reads stories.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "wirefold/model/event.h"
#include "wirefold/model/history.h"
#include "wirefold/model/override.h"
#include "wirefold/model/story.h"
#include "wirefold/model/story_query.h"

namespace wirefold::serve {

/// The stored stories and events. Used on the renderer's thread only. store::Reading documents the
/// calls, store::Events those for events; their exceptions pass through.
class Source {
 public:
  virtual ~Source() = default;
  virtual std::vector<Story> stories(const StoryQuery& query) = 0;
  virtual std::size_t count_stories(const StoryQuery& query, std::size_t most) = 0;
  virtual bool covers_all(const StoryQuery& query) = 0;
  virtual std::optional<Story> story(StoryId id) = 0;
  virtual std::optional<StoryId> successor(StoryId id) = 0;
  virtual std::optional<Article> article(ArticleId id) = 0;
  virtual std::optional<StoryId> story_of(ArticleId id) = 0;
  virtual std::vector<EndedStory> ended_stories(Timestamp since, std::size_t limit) = 0;
  virtual std::vector<FeedDay> feed_days(Timestamp since) = 0;
  virtual std::vector<ArticleOrigin> origins(Timestamp since, std::size_t most) = 0;
  virtual std::vector<HourTally> hours(Timestamp since) = 0;

  virtual std::vector<Event> events(const StoryQuery& query) = 0;
  virtual std::size_t count_events(const StoryQuery& query, std::size_t most) = 0;
  virtual std::optional<Event> event(EventId id) = 0;
  virtual StoryContext around(StoryId story) = 0;
  virtual std::vector<EndedStory> ended_events(Timestamp since, std::size_t limit) = 0;

  /// As store::Overrides::all().
  virtual std::vector<Override> rulings() = 0;
};

}  // namespace wirefold::serve
