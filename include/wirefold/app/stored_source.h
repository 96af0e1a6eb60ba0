// Reads the served stories from the database.
#pragma once

#include <memory>

#include "wirefold/serve/source.h"
#include "wirefold/store/database.h"

namespace wirefold::app {

/// Reads on a connection of its own: neither it nor the writing thread waits for the other.
class StoredSource : public serve::Source {
 public:
  /// Opens the database `path` read-only; its schema must be of this version. Throws StoreError.
  explicit StoredSource(const std::string& path) : view_(store::open_to_read(path)) {}

  std::vector<Story> stories(const StoryQuery& query) override;
  std::size_t count_stories(const StoryQuery& query, std::size_t most) override;
  bool covers_all(const StoryQuery& query) override;
  std::optional<Story> story(StoryId id) override { return stored_.story(id); }
  std::optional<StoryId> successor(StoryId id) override { return stored_.successor(id); }
  std::optional<Article> article(ArticleId id) override { return stored_.article(id); }
  std::optional<StoryId> story_of(ArticleId id) override {
    const auto placement = stored_.placement(id);
    return placement ? std::optional(placement->story) : std::nullopt;
  }
  std::vector<EndedStory> ended_stories(Timestamp since, std::size_t limit) override {
    return stored_.ended_stories(since, limit);
  }
  std::vector<FeedDay> feed_days(Timestamp since) override { return stored_.feed_days(since); }
  std::vector<ArticleOrigin> origins(Timestamp since, std::size_t most) override {
    return stored_.origins(since, most);
  }
  std::vector<HourTally> hours(Timestamp since) override { return stored_.hours(since); }

  std::vector<Event> events(const StoryQuery& query) override;
  std::size_t count_events(const StoryQuery& query, std::size_t most) override;
  std::optional<Event> event(EventId id) override { return events_.event(id); }
  StoryContext around(StoryId story) override { return events_.around(story); }
  std::vector<EndedStory> ended_events(Timestamp since, std::size_t limit) override {
    return events_.ended_events(since, limit);
  }
  std::vector<Override> rulings() override { return view_->overrides().all(); }

 private:
  const std::unique_ptr<store::View> view_;
  store::Reading& stored_ = view_->reading();
  store::Events& events_ = view_->events();
};

}  // namespace wirefold::app
