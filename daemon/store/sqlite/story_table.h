// Reads stories for serving. Private to the store.
#pragma once

#include <optional>
#include <vector>

#include "statement.h"
#include "wirefold/model/history.h"
#include "wirefold/model/story.h"
#include "wirefold/model/story_query.h"

namespace wirefold::store {

/// Reading documents the calls.
class StoryTable {
 public:
  explicit StoryTable(sqlite3* db) : db_(db) {}

  std::vector<Story> stories(const StoryQuery& query);
  std::size_t count(StoryQuery query, std::size_t most);
  bool covers_all(const StoryQuery& query);
  std::optional<Story> story(StoryId id);
  std::optional<StoryId> successor(StoryId id);
  std::vector<EndedStory> ended(Timestamp since, std::size_t limit);
  std::vector<FeedDay> feed_days(Timestamp since);
  std::vector<ArticleOrigin> origins(Timestamp since, std::size_t most);

 private:
  Story read_story(const Statement& row);
  std::vector<Enclosure> enclosures(std::int64_t article);
  std::vector<Member> members(StoryId story, std::int64_t lead);

  sqlite3* db_;
  Statement select_enclosures_{
      db_,
      "SELECT url, type, length, alternative FROM enclosure WHERE article = ? "
      "ORDER BY rowid"};
  Statement select_members_{db_, members_sql()};
  Statement select_story_{db_, story_sql()};

  static std::string members_sql();
  static std::string story_sql();
};

}  // namespace wirefold::store
