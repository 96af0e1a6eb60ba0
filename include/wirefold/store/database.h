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
#include "wirefold/model/history.h"
#include "wirefold/model/subscriber.h"
#include "wirefold/model/ids.h"
#include "wirefold/model/learned_sentence.h"
#include "wirefold/model/override.h"
#include "wirefold/model/story.h"
#include "wirefold/model/story_event.h"
#include "wirefold/model/story_query.h"
#include "wirefold/model/subscription.h"
#include "wirefold/model/waiting_entry.h"

namespace wirefold::store {

/// The database cannot be opened, read or written; what() names the file and SQLite's reason.
class StoreError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Another program is writing to the database, and has been for seconds: nothing was changed, and
/// it can be tried again.
class StoreBusy : public StoreError {
 public:
  using StoreError::StoreError;
};

/// Who looks for articles: a feed, on behalf of its publisher.
struct Asker {
  Publisher publisher;
  FeedId feed{};
};

/// What is needed of a known article to tell a repeat from an edit, and from another article.
struct KnownArticle {
  ArticleId id{};
  FeedId feed{};
  std::string key;
  std::string title;
  std::string link;
  std::string canonical;
  std::optional<Timestamp> published;
  std::uint64_t text_hash = 0;
  std::string feed_url;  ///< Of the feed that brought it, as the list has it.
  Publisher publisher;   ///< Of the same.
  /// What the asking feed said of it last, where that is known: see Store::note_listing().
  std::optional<std::uint64_t> listed;
};

/// Where an article is, and why.
struct Placement {
  StoryId story{};
  FoldReason reason;
  int moves = 0;  ///< Times that it came to another story, merges included.
};

/// An article of the fold window, as the folder takes it back after a restart.
struct StoredPrints {
  ArticleId article{};
  std::uint64_t outlet = 0;  ///< Hashes, as the folder makes them.
  std::uint64_t link = 0;
  std::optional<Timestamp> published;
  Timestamp seen{};
  StoryId story{};        ///< Not stored with it: of the article's row.
  std::string prints;     ///< Bytes that mean nothing here.
  ArticleId like{};       ///< Of the reason why it is in its story; of the article's row too.
  double similarity = 0;  ///< The same.
  std::string rule;       ///< The same.
  Publisher publisher;    ///< Of its feed; `outlet` may still be that of another.
};

/// What is kept; all else may be forgotten. Pinned stories are always kept.
struct Keep {
  Timestamp since = Timestamp::min();  ///< Stories that have changed since then.
  std::int64_t max_bytes = 0;          ///< Beyond this size the oldest go sooner; 0: never.
  Timestamp window{};                  ///< But none that has changed since then,
  std::size_t newest = 0;              ///< nor the newest ones, so many.
};

/// What one step has forgotten.
struct Forgotten {
  std::size_t stories = 0;
  std::size_t articles = 0;
  bool more = false;       ///< There is more to forget.
  bool too_large = false;  ///< The database is larger than it may be by what has to be kept.
};

/// The words that an article was made findable by.
using WordsOf = std::function<std::string(const Article&)>;

struct Counts {
  std::int64_t articles = 0;
  std::int64_t stories = 0;
};

/// One open database. Write-ahead log, `synchronous=FULL`: what was committed survives a crash of
/// the machine, if its disk keeps its word (sqlite.org/pragma.html#pragma_synchronous; what each
/// choice costs: tests/bench/run store). A lock file beside it keeps a second daemon out.
///
/// Every method throws StoreError on failure; what a transaction had changed by then is undone. One
/// thread at a time.
class Store {
 public:
  /// Opens or creates `path` (":memory:" for tests) and brings the schema up to date. Refuses a
  /// file that is no wirefold database, one of a newer version, and one that is in use.
  ///
  /// `now` becomes the birth of a new database.
  Store(const std::string& path, Timestamp now);

  /// Opens `path` for reading alone, beside a daemon that has it open; whatever writes throws. The
  /// schema must be this version's.
  explicit Store(const std::string& path);
  ~Store();

  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  /// All writes between its making and commit() become true together; without commit() none does.
  class Transaction {
   public:
    /// Throws StoreBusy if another program is writing, and does not end: see set_on_busy().
    explicit Transaction(Store& store);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

   private:
    Store* store_;
  };

  /// `goes_on` is asked every five seconds while a transaction cannot begin because another program
  /// is writing; false ends the wait with StoreBusy. Without it a transaction waits five seconds.
  void set_on_busy(std::function<bool()> goes_on);

  /// The state of the feed at `url`; a new row if it was never seen.
  FeedState feed(const std::string& url);
  void save_feed(const FeedState& state);

  /// All feeds that were ever on the list, by rising id.
  std::vector<FeedState> feeds();

  /// Those that are due at once: new ones, and those that retry_feed() made so.
  std::vector<FeedState> due_feeds();

  /// Those whose publishers are not known.
  std::vector<FeedState> feeds_without_publisher();

  /// The subscriptions to hubs: one a feed at most.
  std::vector<Subscription> subscriptions();
  void save_subscription(const Subscription& subscription);
  void drop_subscription(FeedId feed);

  /// Keeps an entry that waits for its page, and gives it its number.
  void add_waiting(WaitingEntry& entry);

  /// Takes one out; nothing for a number that is not there.
  std::optional<WaitingEntry> take_waiting(std::uint64_t page);

  /// True if an entry of the feed, or of the publisher with this id, waits under `key`.
  bool is_waiting(FeedId feed, std::string_view publisher, std::string_view key);

  /// WaitingEntry::scope of all that wait of a feed, from now on.
  void set_waiting_scope(FeedId feed, std::string_view publisher);

  /// All that wait, the oldest first, without WaitingEntry::entry.
  void for_each_waiting(const std::function<void(const WaitingEntry&)>& use);

  /// The article of the publisher that has `key`; the asking feed's own if several have.
  std::optional<KnownArticle> find_article(const Asker& asker, std::string_view key);

  /// Articles of the publisher with this canonical URL, the newest first, sixteen at most. None for
  /// an empty one.
  std::vector<KnownArticle> articles_of_page(const Asker& asker, std::string_view canonical);

  /// The same for articles of other publishers.
  std::vector<KnownArticle> articles_elsewhere(const Asker& asker, std::string_view canonical);

  /// Articles of the publisher with this Article::twin_hash, sixteen at most.
  std::vector<KnownArticle> twins(const Asker& asker, std::uint64_t twin_hash);

  /// Keeps what `feed` says of an article that another feed has brought; the first time also what
  /// that one said of it last.
  void note_listing(ArticleId id, FeedId feed, std::uint64_t text_hash);

  /// One article without its enclosures; nothing for an id that was never given.
  std::optional<Article> article(ArticleId id);

  /// Nothing for an id that was never given.
  std::optional<Placement> placement(ArticleId id);

  /// Keeps what the fold window knows of an article, in the place of what it knew before.
  void save_prints(const StoredPrints& prints);

  /// The text of an article was edited; of one that is not in the window nothing is kept.
  void update_prints(ArticleId id, std::string_view prints);
  void drop_prints(ArticleId id);

  /// StoredPrints::outlet from now on.
  void set_print_outlet(ArticleId id, std::uint64_t outlet);

  /// What save_prints() kept, by rising id.
  void for_each_prints(const std::function<void(const StoredPrints&)>& use);

  /// Articles first seen at `since` or later of which there are no prints, by rising id: those of a
  /// database from before they were kept.
  void for_each_unprinted(Timestamp since, const std::function<void(const Article&)>& use);

  /// Keeps a sentence that was learned to be an outlet's furniture, or that it was seen again.
  void save_boilerplate(const LearnedSentence& sentence);

  /// What save_boilerplate() kept.
  void for_each_boilerplate(const std::function<void(const LearnedSentence&)>& use);

  /// Drops what was last seen before `since`.
  void forget_boilerplate(Timestamp since);

  /// Keeps the words that the folder has learned to be common, in the place of those before: bytes
  /// that mean nothing here. Empty if there are none.
  void save_common_words(std::string_view bytes);
  std::string common_words();

  /// Makes a story without members; its uid is given here, for good. add_article() the lead next.
  StoryId add_story(Timestamp published, Timestamp now);

  /// Stores a new article as a member of `story`; the first member becomes the lead.
  ArticleId add_article(const Article& article, StoryId story, const FoldReason& reason,
                        Timestamp now);

  /// Replaces the text and facts of the article `article.id`; its story and first_seen stay.
  void update_article(const Article& article, Timestamp now);

  /// The article `article.id` is one of the feed `article.feed` from now on, under its key and the
  /// name of its outlet, and has never moved.
  void give_article(const Article& article);

  /// Makes a known article a member of another story, for `reason`. A story that loses its lead is
  /// led by its earliest article; one that loses its last is served no more.
  void move_article(ArticleId id, StoryId story, const FoldReason& reason, Timestamp now);

  /// Why a known article is in the story where it is, from now on.
  void set_reason(ArticleId id, const FoldReason& reason, Timestamp now);

  /// All articles of `from` become members of `into`, `id` for `reason`.
  void merge_story(StoryId from, StoryId into, ArticleId id, const FoldReason& reason,
                   Timestamp now);

  /// A story that was merged, and has no members, can have some again, under the id and uid that it
  /// always had: it counts as updated, so that those who were told of its end take it up again.
  /// move_article() its lead next. False for one that is not there, or has not ended.
  bool revive_story(StoryId story, Timestamp now);

  /// The member `id` leads its story from now on.
  void set_lead(StoryId story, ArticleId id, Timestamp now);

  /// The article that leads `story`, without enclosures; nothing for a story without members.
  std::optional<Article> lead_of(StoryId story);

  /// When the first article of `story` came.
  Timestamp story_created(StoryId story);

  /// Makes a new article findable by `words`: normal ones, as the caller also gives them in a
  /// StoryQuery, with a space between.
  void set_search(ArticleId id, std::string_view words);

  /// The same for an article that was findable by the words `before`.
  void change_search(ArticleId id, std::string_view before, std::string_view words);

  /// Articles that are not findable: those of a database from before they could be. `use` may make
  /// them so.
  void for_each_unsearchable(const std::function<void(const Article&)>& use);

  /// The story counts as updated: enough outlets have it by now.
  void announce(StoryId story, Timestamp now);

  /// True for the uid of a story, whether it is served or has ended.
  bool is_story(std::string_view uid);

  /// The stories that `query` asks for, newest publication first, or by number of outlets. With
  /// any filter only the newest 200,000 stories (below `before`) are looked through, and words that
  /// more than 5,000 articles have are looked for in the newest of these.
  std::vector<Story> stories(const StoryQuery& query);

  /// How many stories `query` asks for, whatever its `limit` and `before` are, up to `most`. It is
  /// looked for as far as stories() does.
  std::size_t count_stories(const StoryQuery& query, std::size_t most);

  /// True if stories() looks for `query` in every story that is kept, false if there are more than
  /// it looks through.
  bool covers_all(const StoryQuery& query);

  /// The `limit` stories that came last, newest publication first.
  std::vector<Story> recent_stories(std::size_t limit);

  /// One story with its members; nothing for one that was never there or has ended.
  std::optional<Story> story(StoryId id);

  /// The story that one was merged into in the end; nothing for one that was not merged.
  std::optional<StoryId> successor(StoryId id);

  /// Stories that ended at `since` or later, the last first.
  std::vector<EndedStory> ended_stories(Timestamp since, std::size_t limit);

  /// What each feed brought a day since then.
  std::vector<FeedDay> feed_days(Timestamp since);

  /// Adds to the tally of an hour; those of more than five weeks before it are dropped.
  void count_hour(const HourTally& more);

  /// By rising hour; hours in which nothing happened are not there.
  std::vector<HourTally> hours(Timestamp since);

  /// Keeps an event, gives it its number, and drops those of long ago.
  void add_event(StoryEvent& event, Timestamp now);

  /// The last events, oldest first.
  std::vector<StoryEvent> last_events(std::size_t limit);

  /// Events behind number `after`, oldest first, `limit` at most.
  std::vector<StoryEvent> events_after(std::int64_t after, std::size_t limit);

  /// Keeps a subscriber of our hub, in the place of one with the same topic and callback.
  void save_subscriber(HubSubscriber& subscriber);
  void drop_subscriber(std::int64_t id);
  std::vector<HubSubscriber> subscribers();

  /// Keeps the operator's word, and gives it its number.
  void add_ruling(Ruling& ruling);

  /// What became of one: its stories and articles, `done` and `problem`.
  void close_ruling(const Ruling& ruling);
  void drop_ruling(std::int64_t id);

  /// Drops the rulings that follow from one.
  void drop_followers(std::int64_t ruling);

  /// By rising id.
  std::vector<Ruling> rulings();

  /// Forgets some of the oldest stories with their articles, in a step of some 20 ms. What is
  /// forgotten is known by was_forgotten() for as long as its feed lists it; its ids are never
  /// given again.
  Forgotten forget(const Keep& keep, Timestamp now, const WordsOf& words_of);

  /// True for an entry whose article was forgotten, by its key or by its canonical URL and title.
  bool was_forgotten(const Article& article, Timestamp now);

  /// Does a step of what keeps the file in order: marks of what no feed lists any more go, and free
  /// space beyond an eighth of the file is given back. True if there is more to do.
  bool tidy(Timestamp now);

  /// Size of what the database holds, without free pages and the write-ahead log.
  std::int64_t bytes();

  /// When a story changed last; nothing if there is none.
  std::optional<Timestamp> last_change();

  /// False if passwords that an older version stored may still be in free pages or in the
  /// write-ahead log: the file could not be written anew when it was opened, for want of room or
  /// beside a reader. The next opening tries again.
  bool is_scrubbed();

  /// True if another program has written to the database since the last call.
  bool was_changed_elsewhere();

  std::int64_t count_articles();

  /// What came at `since` or later.
  Counts count_since(Timestamp since);

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

/// Keeps the operator's word in the database `path`, which a daemon may have open, and gives it its
/// number. Throws StoreError.
void add_ruling(const std::string& path, Ruling& ruling);

/// Takes a ruling back; false if there is none of this number. Throws StoreError.
bool drop_ruling(const std::string& path, std::int64_t id);

/// Takes back a ruling that was not carried out: one that waits, or that failed. False if there is
/// none such of this number. Throws StoreError.
bool withdraw_ruling(const std::string& path, std::int64_t id);

/// True while a daemon has the database `path` open.
bool is_in_use(const std::string& path);

/// Makes the feed at `url` due at once, whatever was the matter with it, in the database `path`,
/// which a daemon may have open and then takes it up within a second. A pause that its host has
/// asked for stays. False if the database has no such feed. Throws StoreError.
bool retry_feed(const std::string& path, const std::string& url);

}  // namespace wirefold::store
