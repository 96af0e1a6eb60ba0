// Answers those who only read from several tables. Private to the store.
#pragma once

#include <optional>
#include <vector>

#include "article_table.h"
#include "event_table.h"
#include "story_table.h"
#include "story_writer.h"
#include "wirefold/store/reading.h"

namespace wirefold::store {

class SqliteReading : public Reading {
 public:
  /// All must outlive this object.
  struct Tables {
    ArticleTable& articles;
    StoryTable& stories;
    StoryWriter& writer;
    EventTable& events;
  };
  explicit SqliteReading(const Tables& tables) : tables_(tables) {}

  std::vector<Story> stories(const StoryQuery& query) override {
    return tables_.stories.stories(query);
  }
  std::size_t count_stories(const StoryQuery& query, std::size_t most) override {
    return tables_.stories.count(query, most);
  }
  bool covers_all(const StoryQuery& query) override { return tables_.stories.covers_all(query); }
  std::optional<Story> story(StoryId id) override { return tables_.stories.story(id); }
  std::optional<Article> lead_of(StoryId story) override { return tables_.writer.lead_of(story); }
  std::optional<StoryId> successor(StoryId id) override { return tables_.stories.successor(id); }
  std::optional<Article> article(ArticleId id) override { return tables_.articles.article(id); }
  std::optional<Placement> placement(ArticleId id) override {
    return tables_.articles.placement(id);
  }
  std::vector<EndedStory> ended_stories(Timestamp since, std::size_t limit) override {
    return tables_.stories.ended(since, limit);
  }
  std::vector<FeedDay> feed_days(Timestamp since) override {
    return tables_.stories.feed_days(since);
  }
  std::vector<ArticleOrigin> origins(Timestamp since, std::size_t most) override {
    return tables_.stories.origins(since, most);
  }
  std::vector<HourTally> hours(Timestamp since) override { return tables_.events.hours(since); }
  std::vector<StoryEvent> last_events(std::size_t limit) override {
    return tables_.events.last(limit);
  }
  std::vector<StoryEvent> events_after(std::int64_t after, std::size_t limit) override {
    return tables_.events.after(after, limit);
  }
  std::int64_t count_articles() override { return tables_.articles.count(); }
  Counts count_since(Timestamp since) override { return tables_.articles.count_since(since); }

 private:
  Tables tables_;
};

}  // namespace wirefold::store
