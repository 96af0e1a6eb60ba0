// Forgets old stories in small steps, and keeps marks of them in the table forgotten. Private to
// the store.
#pragma once

#include <limits>
#include <string_view>
#include <vector>

#include "article_table.h"
#include "statement.h"
#include "store/sqlite/events/entry_keeper.h"
#include "wirefold/store/folding.h"
#include "wirefold/store/upkeep.h"

namespace wirefold::store {

class Retention : public Upkeep, public UpkeepWriter {
 public:
  /// `instance` seeds the marks, so that an attacker cannot make an entry with the mark of another.
  Retention(sqlite3* db, ArticleTable& articles, EntryKeeper& entries, std::string_view instance);

  std::int64_t bytes() override;
  std::optional<Timestamp> last_change() override;
  bool is_scrubbed() override;
  Forgotten forget(const Keep& keep, Timestamp now) override;
  bool tidy(Timestamp now) override;
  void index_missing() override { articles_.index_missing(); }

  /// As Candidates::forgotten.
  std::optional<Timestamp> forgotten(const Probe& entry);

  /// As FoldingWriter::keep_forgotten().
  void keep_forgotten(const Probe& entry, Timestamp now);

 private:
  std::vector<std::int64_t> stories_before(Timestamp changed, const Keep& keep);
  std::size_t forget_story(std::int64_t story, Timestamp now);
  bool forget_marks(Timestamp now);
  bool merge_index(Timestamp now);
  bool give_back_space();
  std::vector<std::uint64_t> marks_of(const Probe& entry) const;
  std::vector<std::uint64_t> all_marks_of(const Probe& entry) const;
  std::uint64_t key_mark(const Probe& entry, const std::string& whose) const;
  std::uint64_t page_mark(const Probe& entry, const std::string& whose) const;

  sqlite3* db_;
  ArticleTable& articles_;
  EntryKeeper& entries_;
  const std::uint64_t seed_;
  // The last mark that the pass has reached. The smallest number itself is never checked.
  std::int64_t passed_ = std::numeric_limits<std::int64_t>::min();
  Timestamp next_pass_{};
  Timestamp next_merge_{};
  Statement merge_{db_, "INSERT INTO search(search, rank) VALUES ('merge', ?)"};
  // Leaves out pinned stories and stories in the fold window, which may still get copies.
  Statement select_stories_{db_,
                            "SELECT id FROM story WHERE changed < ?1 "
                            "AND id <= (SELECT max(id) FROM story) - ?2 AND NOT EXISTS "
                            "(SELECT 1 FROM ruling WHERE ruling.story = story.id AND kind = 1 "
                            "AND problem = '') AND NOT EXISTS (SELECT 1 FROM article JOIN print "
                            "ON print.article = article.id WHERE article.story = story.id) "
                            "ORDER BY changed, lead IS NOT NULL LIMIT ?3"};
  Statement select_articles_{db_, "SELECT " + kArticleColumns + kFromArticles +
                                      "WHERE story = ? ORDER BY article.id DESC"};
  Statement unlike_{db_, "UPDATE article SET like_article = NULL WHERE like_article = ?"};
  Statement unlead_{db_, "UPDATE story SET lead = NULL WHERE id = ?"};
  Statement unfollow_{db_, "UPDATE story SET merged_into = NULL WHERE merged_into = ?"};
  Statement delete_article_{db_, "DELETE FROM article WHERE id = ?"};
  Statement delete_story_{db_, "DELETE FROM story WHERE id = ?"};
  Statement insert_mark_{db_,
                         "INSERT INTO forgotten(mark, feed, listed) VALUES (?, ?, ?) "
                         "ON CONFLICT(mark) DO UPDATE SET listed = excluded.listed"};
  Statement select_mark_{db_, "SELECT listed FROM forgotten WHERE mark = ?"};
  Statement last_mark_{db_,
                       "SELECT max(mark) FROM (SELECT mark FROM forgotten WHERE mark > ? "
                       "ORDER BY mark LIMIT ?)"};
  // A mark is deleted if its feed was read kUnlisted after it last listed the entry, or if both the
  // last listing and the last poll are more than kUnpolled ago (a feed off the list, or dead).
  Statement delete_marks_{
      db_,
      "DELETE FROM forgotten WHERE mark > ?1 AND mark <= ?2 AND listed < ?3 AND EXISTS "
      "(SELECT 1 FROM feed WHERE feed.id = forgotten.feed AND "
      "(last_read >= forgotten.listed + ?4 OR (forgotten.listed < ?5 AND coalesce(last_poll, 0) < "
      "?5)))"};
  Statement touch_mark_{db_, "UPDATE forgotten SET feed = ?, listed = ? WHERE mark = ?"};
};

}  // namespace wirefold::store
