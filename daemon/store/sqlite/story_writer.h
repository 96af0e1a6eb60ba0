// Writes the table story: creates, changes and ends stories. Private to the store.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "article_table.h"
#include "statement.h"
#include "store/sqlite/events/entry_keeper.h"
#include "wirefold/store/folding.h"

namespace wirefold::store {

/// FoldingWriter documents the calls.
class StoryWriter {
 public:
  /// `instance` identifies the database; the uids of its stories are made from it.
  StoryWriter(sqlite3* db, ArticleTable& articles, EntryKeeper& entries, std::string instance)
      : db_(db), articles_(articles), entries_(entries), instance_(std::move(instance)) {}

  StoryId add(Timestamp published, Timestamp now);
  ArticleId add_article(const Article& article, StoryId story, const FoldReason& reason,
                        std::string_view words, Timestamp now);
  void update_article(const Article& article, std::string_view words, Timestamp now);
  void set_reason(ArticleId id, const FoldReason& reason, Timestamp now);
  void move_article(ArticleId id, StoryId story, const FoldReason& reason, Timestamp now);
  void merge(StoryId from, StoryId into, ArticleId id, const FoldReason& reason, Timestamp now);
  bool revive(StoryId story, Timestamp now);
  void set_lead(StoryId story, ArticleId id, Timestamp now);
  void announce(StoryId story, Timestamp now);
  std::optional<Article> lead_of(StoryId story);
  bool is_story(std::string_view uid);
  std::optional<StoryFacts> facts_of(StoryId story);

 private:
  std::int64_t next_id();

  sqlite3* db_;
  ArticleTable& articles_;
  EntryKeeper& entries_;
  const std::string instance_;
  std::int64_t last_id_ = 0;  // last assigned id; 0: not read yet
  Statement insert_{db_,
                    "INSERT INTO story(id, uid, published, created, updated, changed) "
                    "VALUES (?, ?, ?, ?, ?, ?)"};
  Statement join_{db_,
                  "UPDATE story SET lead = coalesce(lead, ?), changed = max(changed, ?) "
                  "WHERE id = ?"};
  // `updated` moves only if the lead was edited; `changed` always moves.
  Statement touch_{
      db_,
      "UPDATE story SET changed = max(changed, ?), "
      "updated = CASE WHEN lead = article.id THEN max(story.updated, ?) ELSE story.updated END "
      "FROM article WHERE article.id = ? AND story.id = article.story"};
  // The earliest member replaces a lead that has left; a story without members has no lead.
  Statement leave_{db_,
                   "UPDATE story SET "
                   "updated = CASE WHEN lead = ?1 THEN max(updated, ?2) ELSE updated END, "
                   "lead = CASE WHEN lead = ?1 THEN (SELECT min(id) FROM article WHERE story = ?4) "
                   "ELSE lead END, changed = max(changed, ?3) WHERE id = ?4"};
  Statement end_{db_,
                 "UPDATE story SET lead = NULL, merged_into = ?, changed = max(changed, ?) "
                 "WHERE id = ?"};
  Statement revive_{db_,
                    "UPDATE story SET merged_into = NULL, updated = max(updated, ?), "
                    "changed = max(changed, ?) WHERE id = ? AND lead IS NULL"};
  Statement set_lead_{db_,
                      "UPDATE story SET lead = ?, updated = max(updated, ?), "
                      "changed = max(changed, ?) WHERE id = ?"};
  Statement announce_{db_,
                      "UPDATE story SET updated = max(updated, ?), changed = max(changed, ?) "
                      "WHERE id = ?"};
  Statement select_uid_{db_, "SELECT 1 FROM story WHERE uid = ?"};
  Statement select_lead_{db_, "SELECT lead FROM story WHERE id = ?"};
  Statement select_facts_{db_, "SELECT created, coalesce(lead, 0) FROM story WHERE id = ?"};
  Statement select_outlets_{db_, "SELECT " + kPublisherName + kFromArticles + "WHERE story = ?"};
};

}  // namespace wirefold::store
