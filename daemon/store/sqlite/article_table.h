// Reads and writes the tables article, enclosure, listing and search. Private to the store.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "article_row.h"
#include "statement.h"
#include "wirefold/store/database.h"
#include "wirefold/store/folding.h"

namespace wirefold::store {

/// Folding and FoldingWriter document the calls. StoryWriter writes the stories.
class ArticleTable {
 public:
  /// `words_of` may be empty if nothing is written.
  ArticleTable(sqlite3* db, WordsOf words_of) : db_(db), words_of_(std::move(words_of)) {}

  std::optional<KnownArticle> find(const Asker& asker, std::string_view key);
  std::vector<KnownArticle> of_page(const Asker& asker, std::string_view canonical);
  std::vector<KnownArticle> of_page_elsewhere(const Asker& asker, std::string_view canonical);
  std::vector<KnownArticle> twins(const Asker& asker, std::uint64_t twin_hash);
  std::optional<Article> article(ArticleId id);
  std::optional<Placement> placement(ArticleId id);
  ArticleId add(const Article& article, StoryId story, const FoldReason& reason,
                std::string_view words);
  void update(const Article& article, std::string_view words);
  void give(const Article& article);
  void note_listing(ArticleId id, FeedId feed, std::uint64_t text_hash);
  void move(ArticleId id, StoryId story, const FoldReason& reason);
  void set_reason(ArticleId id, const FoldReason& reason);
  void move_all(StoryId from, StoryId into);

  /// Removes a stored article from the index. The caller deletes it.
  void unindex(const Article& article) {
    changes_.push_back({false, article.id, words_of_(article)});
  }

  /// Indexes the articles that are not, as in a database of an earlier version. In a transaction.
  void index_missing();

  /// Call them when a transaction is about to be committed, or was rolled back.
  void write_index();
  void drop_index_changes() { changes_.clear(); }

  std::int64_t count();
  Counts count_since(Timestamp since);

 private:
  struct Change {
    bool added;
    ArticleId id;
    std::string words;
  };

  void take_out(Statement& deletion);
  void add_enclosures(std::int64_t article, const std::vector<Enclosure>& enclosures);

  sqlite3* db_;
  const WordsOf words_of_;
  std::vector<Change> changes_;  // changes of the index since the transaction began
  static std::string of_asker();
  static std::string select_known(const std::string& where);
  static std::string select_newest(const std::string& alike, const std::string& whose);

  Statement find_{db_, select_known("key = ?4 AND " + of_asker() +
                                    " ORDER BY article.feed = ?3 DESC, article.id DESC LIMIT 1")};
  Statement select_page_{db_, select_newest("canonical = ?4 AND canonical <> ''", of_asker())};
  Statement select_elsewhere_{
      db_, select_newest("canonical = ?4 AND canonical <> ''", "NOT " + of_asker())};
  Statement select_twins_{db_, select_newest("twin_hash = ?4", of_asker())};
  Statement select_{db_, "SELECT " + kArticleColumns + kFromArticles + "WHERE article.id = ?"};
  Statement insert_{
      db_,
      "INSERT INTO article(story, feed, scope, outlet, key, first_seen, link, title, summary, "
      "content, "
      "lang, feed_group, authors, categories, published, updated, text_hash, twin_hash, "
      "canonical, page_text, agency, place, byline, image, utc_offset, like_article, distance, "
      "similarity, rule) "
      "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"};
  Statement update_{
      db_,
      "UPDATE article SET link = ?, title = ?, summary = ?, content = ?, lang = ?, "
      "feed_group = ?, authors = ?, categories = ?, published = ?, updated = ?, text_hash = ?, "
      "twin_hash = ?, canonical = ?, page_text = ?, agency = ?, place = ?, byline = ?, image = ?, "
      "utc_offset = ? "
      "WHERE id = ?"};
  Statement give_{
      db_, "UPDATE article SET feed = ?, scope = ?, outlet = ?, key = ?, moved = 0 WHERE id = ?"};
  Statement keep_listing_{
      db_, "INSERT OR IGNORE INTO listing SELECT id, feed, text_hash FROM article WHERE id = ?"};
  Statement note_listing_{db_, "INSERT OR REPLACE INTO listing VALUES (?, ?, ?)"};
  Statement move_{db_,
                  "UPDATE article SET story = ?, like_article = ?, distance = ?, similarity = ?, "
                  "rule = ?, moved = moved + 1 WHERE id = ?"};
  Statement set_reason_{
      db_,
      "UPDATE article SET like_article = ?, distance = ?, similarity = ?, rule = ? WHERE id = ?"};
  Statement move_all_{db_, "UPDATE article SET story = ?, moved = moved + 1 WHERE story = ?"};
  Statement insert_enclosure_{db_, "INSERT INTO enclosure VALUES (?, ?, ?, ?, ?)"};
  Statement delete_enclosures_{db_, "DELETE FROM enclosure WHERE article = ?"};
  Statement insert_words_{db_, "INSERT INTO search(rowid, words) VALUES (?, ?)"};
  Statement delete_words_{db_, "INSERT INTO search(search, rowid, words) VALUES ('delete', ?, ?)"};
};

}  // namespace wirefold::store
