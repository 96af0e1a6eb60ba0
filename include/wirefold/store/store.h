// Everything that outlives a restart, in one SQLite file. No SQL outside this area.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "wirefold/base/time.h"
#include "wirefold/model/article.h"
#include "wirefold/model/feed.h"
#include "wirefold/model/ids.h"
#include "wirefold/model/learned_sentence.h"
#include "wirefold/model/story.h"

namespace wirefold::store {

/// The database cannot be opened, read or written; what() names the file and SQLite's reason.
class StoreError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What is needed of a known article to tell a repeat from an edit.
struct KnownArticle {
  ArticleId id{};
  std::uint64_t text_hash = 0;
};

/// One open database. Write-ahead log, `synchronous=FULL`: what was committed survives a crash of
/// the machine, if its disk keeps its word. A lock file beside it keeps a second daemon out.
///
/// Every method throws StoreError on failure. One thread at a time.
class Store {
 public:
  /// Opens or creates `path` (":memory:" for tests) and brings the schema up to date. Refuses a
  /// file that is no wirefold database, one of a newer version, and one that is in use.
  ///
  /// `now` becomes the birth of a new database.
  Store(const std::string& path, Timestamp now);
  ~Store();

  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  /// All writes between its making and commit() become true together; without commit() none does.
  class Transaction {
   public:
    explicit Transaction(Store& store);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

   private:
    Store* store_;
  };

  /// The state of the feed at `url`; a new row if it was never seen.
  FeedState feed(const std::string& url);
  void save_feed(const FeedState& state);

  std::optional<KnownArticle> find_article(std::string_view outlet, std::string_view key);

  /// The first article of `outlet` with this canonical URL; nothing for an empty one. Enclosures
  /// are not read.
  std::optional<Article> find_by_canonical(std::string_view outlet, std::string_view canonical);

  /// One article without its enclosures; nothing for an id that was never given.
  std::optional<Article> article(ArticleId id);

  /// Keeps a sentence that was learned to be an outlet's furniture, or that it was seen again.
  void save_boilerplate(const LearnedSentence& sentence);

  /// What save_boilerplate() kept; drops what was last seen before `since`.
  void for_each_boilerplate(Timestamp since,
                            const std::function<void(const LearnedSentence&)>& use);

  /// Makes a story without members; its uid is given here, for good. add_article() the lead next.
  StoryId add_story(Timestamp published, Timestamp now);

  /// Stores a new article as a member of `story`; the first member becomes the lead.
  ArticleId add_article(const Article& article, StoryId story, const FoldReason& reason);

  /// Replaces the text and facts of the article `article.id`; its story and first_seen stay.
  void update_article(const Article& article, Timestamp now);

  /// The `limit` stories that came last, newest publication first.
  std::vector<Story> recent_stories(std::size_t limit);

  /// Articles first seen at `since` or later, in the order in which they came.
  void for_each_article(Timestamp since, const std::function<void(const Article&, StoryId)>& use);

  std::int64_t count_articles();

  /// Different outlets among the members of `story`.
  std::size_t count_outlets(StoryId story);

  /// "urn:uuid:…" of this database, made with it; the id of the served feed.
  std::string uid();

  /// When the database was made.
  Timestamp born();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace wirefold::store
