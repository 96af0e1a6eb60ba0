// What is served comes from the database.
#pragma once

#include "wirefold/serve/source.h"
#include "wirefold/store/database.h"

namespace wirefold::app {

/// Reads beside the thread that writes, on a connection of its own: neither waits for the other.
class StoredSource : public serve::Source {
 public:
  /// `path` is a database that is open and up to date. Throws StoreError.
  explicit StoredSource(const std::string& path) : store_(path) {}

  std::vector<Story> stories(const StoryQuery& query) override;
  std::size_t count_stories(const StoryQuery& query, std::size_t most) override;
  bool covers_all(const StoryQuery& query) override;
  std::optional<Story> story(StoryId id) override { return store_.story(id); }
  std::optional<StoryId> successor(StoryId id) override { return store_.successor(id); }
  std::optional<Article> article(ArticleId id) override { return store_.article(id); }
  std::optional<StoryId> story_of(ArticleId id) override {
    const auto placement = store_.placement(id);
    return placement ? std::optional(placement->story) : std::nullopt;
  }
  std::vector<EndedStory> ended_stories(Timestamp since, std::size_t limit) override {
    return store_.ended_stories(since, limit);
  }
  std::vector<FeedDay> feed_days(Timestamp since) override { return store_.feed_days(since); }
  std::vector<HourTally> hours(Timestamp since) override { return store_.hours(since); }

 private:
  store::Store store_;
};

}  // namespace wirefold::app
