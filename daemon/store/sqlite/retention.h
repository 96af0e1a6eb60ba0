// What is forgotten, in small steps, and what is remembered of it: the table forgotten.
#pragma once

#include <limits>
#include <string_view>
#include <vector>

#include "article_table.h"
#include "statement.h"
#include "wirefold/store/database.h"

namespace wirefold::store {

/// Store documents the calls.
class Retention {
 public:
  /// `instance` seeds the marks, so that nobody outside can make an entry that has the mark of
  /// another.
  Retention(sqlite3* db, ArticleTable& articles, std::string_view instance);

  Forgotten forget(const Keep& keep, Timestamp now, const WordsOf& words_of);
  bool was_forgotten(const Article& article, Timestamp now);
  bool tidy(Timestamp now);
  std::int64_t bytes();

 private:
  std::vector<std::int64_t> stories_before(Timestamp changed, const Keep& keep);
  std::size_t forget_story(std::int64_t story, Timestamp now, const WordsOf& words_of);
  bool forget_marks(Timestamp now);
  bool merge_index(Timestamp now);
  bool give_back_space();
  std::vector<std::uint64_t> marks_of(const Article& article) const;
  std::uint64_t key_mark(const Article& article, const std::string& whose) const;
  std::uint64_t page_mark(const Article& article, const std::string& whose) const;

  sqlite3* db_;
  ArticleTable& articles_;
  const std::uint64_t seed_;
  // Of the pass over the marks; the very first of all numbers is never looked at.
  std::int64_t passed_ = std::numeric_limits<std::int64_t>::min();
  Timestamp next_pass_{};
  Timestamp next_merge_{};
  Statement merge_{db_, "INSERT INTO search(search, rank) VALUES ('merge', ?)"};
  // Pinned ones are the operator's, and those that the fold window knows may get a copy: they stay.
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
  // Still listed is what its feed listed when it was last read; one that is not read any more is
  // off our list, or dead.
  Statement delete_marks_{
      db_,
      "DELETE FROM forgotten WHERE mark > ?1 AND mark <= ?2 AND listed < ?3 AND EXISTS "
      "(SELECT 1 FROM feed WHERE feed.id = forgotten.feed AND "
      "(last_read >= forgotten.listed + ?4 OR (forgotten.listed < ?5 AND coalesce(last_poll, 0) < "
      "?5)))"};
  Statement touch_mark_{db_, "UPDATE forgotten SET feed = ?, listed = ? WHERE mark = ?"};
};

}  // namespace wirefold::store
