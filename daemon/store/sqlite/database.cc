#include "wirefold/store/database.h"

#include <sqlite3.h>

#include <cerrno>
#include <charconv>
#include <filesystem>

#include "article_table.h"
#include "connection.h"
#include "event_table.h"
#include "failure.h"
#include "feed_table.h"
#include "fold_memory.h"
#include "lock_file.h"
#include "private_file.h"
#include "retention.h"
#include "override_table.h"
#include "schema.h"
#include "statement.h"
#include "story_writer.h"
#include "story_table.h"
#include "subscriber_table.h"
#include "waiting_table.h"
#include "wirefold/base/hash.h"

namespace wirefold::store {
namespace {

constexpr char kInMemory[] = ":memory:";

// Room for the pages that 64 documents change: those that do not fit are written twice.
constexpr int kCacheKib = 16384;

// What a long transaction or a slow reader makes of the write-ahead log is cut to this later.
constexpr std::int64_t kMostLogBytes = std::int64_t{16} << 20;

/// Free pages can be given back only by a database that was made for it, or made anew. Without room
/// for that on the disk it goes on as it is, and is asked again at the next start.
void make_vacuumable(sqlite3* db) {
  constexpr std::int64_t kIncremental = 2;
  if (number_of(db, "PRAGMA auto_vacuum") == kIncremental) return;
  try {
    execute(db, "VACUUM");
  } catch (const StoreError&) {  // as said
  }
}

bool is_scrubbed(sqlite3* db) {
  return number_of(db, "SELECT count(*) FROM meta WHERE key = 'scrub'") == 0;
}

/// What a migration has taken out of rows is still in free pages and in the write-ahead log: all of
/// the file is written anew. Without room for that, or beside a reader who holds it up, the next
/// start tries again.
void scrub(sqlite3* db) {
  if (is_scrubbed(db)) return;
  try {
    execute(db, "VACUUM");
    if (number_of(db, "PRAGMA wal_checkpoint(TRUNCATE)") != 0) return;  // 1: it was held up
    execute(db, "DELETE FROM meta WHERE key = 'scrub'");
  } catch (const StoreError&) {  // as said
  }
}

/// Where it is not there, before SQLite makes it as the umask says.
void make_database(const std::string& path) {
  if (path == kInMemory || make_private_file(path) || errno != EEXIST) return;
  std::error_code ignored;
  const bool nowhere =
      std::filesystem::is_symlink(path, ignored) && !std::filesystem::exists(path, ignored);
  if (nowhere) refuse(path, "is a link that leads nowhere");
}

Connection open_database(const std::string& path, Timestamp now) {
  make_database(path);
  Connection db = connect(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  execute(db.get(), "PRAGMA auto_vacuum = INCREMENTAL");
  execute(db.get(), "PRAGMA synchronous = FULL");
  execute(db.get(), "PRAGMA foreign_keys = ON");
  execute(db.get(), "PRAGMA secure_delete = FAST");
  execute(db.get(), "PRAGMA cache_size = -" + std::to_string(kCacheKib));
  execute(db.get(), "PRAGMA journal_size_limit = " + std::to_string(kMostLogBytes));
  migrate(db.get(), now);  // which also tells whether it is ours to change
  execute(db.get(), "PRAGMA journal_mode = WAL");
  make_vacuumable(db.get());
  scrub(db.get());
  return db;
}

/// What a database is given when it is made.
struct Birth {
  std::string instance;  ///< Names the database among all others.
  Timestamp time;
};

Birth read_birth(sqlite3* db) {
  const auto meta = [db](std::string_view key) {
    Statement s(db, "SELECT value FROM meta WHERE key = ?");
    if (!s.bind(key).step()) refuse(db, "has lost its row meta." + std::string(key));
    return s.text(0);
  };
  const std::string born = meta("born");
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(born.data(), born.data() + born.size(), seconds);
  if (error != std::errc() || end != born.data() + born.size()) {
    refuse(db, "its row meta.born is no number: " + born);
  }
  return {meta("instance"), Timestamp(std::chrono::seconds(seconds))};
}

}  // namespace

class Store::Impl {
 public:
  explicit Impl(const std::string& path) : db(open_beside(path, SQLITE_OPEN_READONLY)) {}

  Impl(const std::string& path, Timestamp now)
      : lock(path == kInMemory ? nullptr : std::make_unique<LockFile>(path)),
        db(open_database(path, now)) {}

  void run(const char* sql) const { execute(db.get(), sql); }

  void begin() const {
    for (;;) {
      try {
        return run("BEGIN IMMEDIATE");
      } catch (const StoreBusy&) {
        if (!on_busy || !on_busy()) throw;
      }
    }
  }

  bool was_changed_elsewhere() {
    data_version.reset().step();
    const std::int64_t version = data_version.int64(0);
    data_version.reset();
    return std::exchange(seen_version, version) != version;
  }

  std::function<bool()> on_busy;
  std::unique_ptr<LockFile> lock;
  Connection db;
  const Birth birth = read_birth(db.get());

  FeedTable feeds{db.get()};
  WaitingTable waiting{db.get()};
  ArticleTable articles{db.get()};
  StoryLedger ledger{db.get(), articles, birth.instance};
  StoryTable stories{db.get()};
  LearnedTable learned{db.get()};
  Retention retention{db.get(), articles, birth.instance};
  EventTable events{db.get()};
  SubscriberTable subscribers{db.get()};
  RulingTable rulings{db.get()};

 private:
  std::int64_t seen_version = -1;
  // Changes when another connection has committed (sqlite.org/pragma.html#pragma_data_version).
  Statement data_version{db.get(), "PRAGMA data_version"};
};

Store::Store(const std::string& path, Timestamp now) : impl_(std::make_unique<Impl>(path, now)) {}

Store::Store(const std::string& path) : impl_(std::make_unique<Impl>(path)) {}

Store::~Store() = default;

Store::Transaction::Transaction(Store& store) : store_(&store) { store_->impl_->begin(); }

Store::Transaction::~Transaction() {
  if (store_ == nullptr) return;
  store_->impl_->articles.drop_index_changes();
  try {
    store_->impl_->run("ROLLBACK");
  } catch (const StoreError&) {  // SQLite has rolled back by itself (disk full)
  }
}

void Store::Transaction::commit() {
  store_->impl_->articles.write_index();
  store_->impl_->run("COMMIT");
  store_ = nullptr;
}

void Store::set_on_busy(std::function<bool()> goes_on) { impl_->on_busy = std::move(goes_on); }

FeedState Store::feed(const std::string& url) { return impl_->feeds.feed(url); }
void Store::save_feed(const FeedState& state) { impl_->feeds.save(state); }
std::vector<FeedState> Store::feeds() { return impl_->feeds.feeds(); }
std::vector<FeedState> Store::due_feeds() { return impl_->feeds.due(); }
std::vector<FeedState> Store::feeds_without_publisher() { return impl_->feeds.without_publisher(); }
std::vector<Subscription> Store::subscriptions() { return impl_->feeds.subscriptions(); }
void Store::save_subscription(const Subscription& subscription) { impl_->feeds.save(subscription); }
void Store::drop_subscription(FeedId feed) { impl_->feeds.drop_subscription(feed); }

void Store::add_waiting(WaitingEntry& entry) { impl_->waiting.add(entry); }
std::optional<WaitingEntry> Store::take_waiting(std::uint64_t page) {
  return impl_->waiting.take(page);
}
bool Store::is_waiting(FeedId feed, std::string_view publisher, std::string_view key) {
  return impl_->waiting.has(feed, publisher, key);
}
void Store::set_waiting_scope(FeedId feed, std::string_view publisher) {
  impl_->waiting.set_scope(feed, publisher);
}
void Store::for_each_waiting(const std::function<void(const WaitingEntry&)>& use) {
  impl_->waiting.for_each(use);
}

std::optional<KnownArticle> Store::find_article(const Asker& asker, std::string_view key) {
  return impl_->articles.find(asker, key);
}
std::vector<KnownArticle> Store::articles_of_page(const Asker& asker, std::string_view canonical) {
  return impl_->articles.of_page(asker, canonical);
}
std::vector<KnownArticle> Store::articles_elsewhere(const Asker& asker,
                                                    std::string_view canonical) {
  return impl_->articles.of_page_elsewhere(asker, canonical);
}
std::vector<KnownArticle> Store::twins(const Asker& asker, std::uint64_t twin_hash) {
  return impl_->articles.twins(asker, twin_hash);
}
void Store::note_listing(ArticleId id, FeedId feed, std::uint64_t text_hash) {
  impl_->articles.note_listing(id, feed, text_hash);
}
void Store::give_article(const Article& article) { impl_->articles.give(article); }
std::optional<Article> Store::article(ArticleId id) { return impl_->articles.article(id); }
std::optional<Placement> Store::placement(ArticleId id) { return impl_->articles.placement(id); }
void Store::set_search(ArticleId id, std::string_view words) { impl_->articles.index(id, words); }
void Store::change_search(ArticleId id, std::string_view before, std::string_view words) {
  impl_->articles.unindex(id, before);
  impl_->articles.index(id, words);
}
void Store::for_each_unsearchable(const std::function<void(const Article&)>& use) {
  impl_->articles.for_each_unsearchable(use);
}
std::int64_t Store::count_articles() { return impl_->articles.count(); }
Counts Store::count_since(Timestamp since) { return impl_->articles.count_since(since); }

void Store::save_prints(const StoredPrints& prints) { impl_->learned.save(prints); }
void Store::update_prints(ArticleId id, std::string_view prints) {
  impl_->learned.update_prints(id, prints);
}
void Store::drop_prints(ArticleId id) { impl_->learned.drop_prints(id); }
void Store::set_print_outlet(ArticleId id, std::uint64_t outlet) {
  impl_->learned.set_print_outlet(id, outlet);
}
void Store::for_each_prints(const std::function<void(const StoredPrints&)>& use) {
  impl_->learned.for_each_prints(use);
}
void Store::for_each_unprinted(Timestamp since, const std::function<void(const Article&)>& use) {
  impl_->learned.for_each_unprinted(since, use);
}
void Store::save_boilerplate(const LearnedSentence& sentence) { impl_->learned.save(sentence); }
void Store::for_each_boilerplate(const std::function<void(const LearnedSentence&)>& use) {
  impl_->learned.for_each_boilerplate(use);
}
void Store::forget_boilerplate(Timestamp since) { impl_->learned.forget_boilerplate(since); }
void Store::save_common_words(std::string_view bytes) { impl_->learned.save_common_words(bytes); }
std::string Store::common_words() { return impl_->learned.common_words(); }

StoryId Store::add_story(Timestamp published, Timestamp now) {
  return impl_->ledger.add(published, now);
}
ArticleId Store::add_article(const Article& article, StoryId story, const FoldReason& reason,
                             Timestamp now) {
  return impl_->ledger.add_article(article, story, reason, now);
}
void Store::update_article(const Article& article, Timestamp now) {
  impl_->ledger.update_article(article, now);
}
void Store::set_reason(ArticleId id, const FoldReason& reason, Timestamp now) {
  impl_->ledger.set_reason(id, reason, now);
}

void Store::move_article(ArticleId id, StoryId story, const FoldReason& reason, Timestamp now) {
  impl_->ledger.move_article(id, story, reason, now);
}
void Store::merge_story(StoryId from, StoryId into, ArticleId id, const FoldReason& reason,
                        Timestamp now) {
  impl_->ledger.merge(from, into, id, reason, now);
}
bool Store::revive_story(StoryId story, Timestamp now) { return impl_->ledger.revive(story, now); }
void Store::set_lead(StoryId story, ArticleId id, Timestamp now) {
  impl_->ledger.set_lead(story, id, now);
}
std::optional<Article> Store::lead_of(StoryId story) { return impl_->ledger.lead_of(story); }
Timestamp Store::story_created(StoryId story) { return impl_->ledger.created(story); }
void Store::announce(StoryId story, Timestamp now) { impl_->ledger.announce(story, now); }
bool Store::is_story(std::string_view uid) { return impl_->ledger.is_story(uid); }
std::size_t Store::count_outlets(StoryId story) { return impl_->ledger.count_outlets(story); }
std::optional<Timestamp> Store::last_change() { return impl_->ledger.last_change(); }

std::vector<Story> Store::stories(const StoryQuery& query) { return impl_->stories.stories(query); }
std::size_t Store::count_stories(const StoryQuery& query, std::size_t most) {
  return impl_->stories.count(query, most);
}
bool Store::covers_all(const StoryQuery& query) { return impl_->stories.covers_all(query); }
std::vector<Story> Store::recent_stories(std::size_t limit) {
  StoryQuery query;
  query.limit = limit;
  return stories(query);
}
std::optional<Story> Store::story(StoryId id) { return impl_->stories.story(id); }
std::optional<StoryId> Store::successor(StoryId id) { return impl_->stories.successor(id); }
std::vector<EndedStory> Store::ended_stories(Timestamp since, std::size_t limit) {
  return impl_->stories.ended(since, limit);
}
std::vector<FeedDay> Store::feed_days(Timestamp since) { return impl_->stories.feed_days(since); }

Forgotten Store::forget(const Keep& keep, Timestamp now, const WordsOf& words_of) {
  return impl_->retention.forget(keep, now, words_of);
}
bool Store::was_forgotten(const Article& article, Timestamp now) {
  return impl_->retention.was_forgotten(article, now);
}
bool Store::tidy(Timestamp now) { return impl_->retention.tidy(now); }
std::int64_t Store::bytes() { return impl_->retention.bytes(); }

void Store::add_event(StoryEvent& event, Timestamp now) { impl_->events.add(event, now); }
std::vector<StoryEvent> Store::last_events(std::size_t limit) { return impl_->events.last(limit); }
std::vector<StoryEvent> Store::events_after(std::int64_t after, std::size_t limit) {
  return impl_->events.after(after, limit);
}
void Store::count_hour(const HourTally& more) { impl_->events.count_hour(more); }
std::vector<HourTally> Store::hours(Timestamp since) { return impl_->events.hours(since); }

void Store::save_subscriber(HubSubscriber& subscriber) { impl_->subscribers.save(subscriber); }
void Store::drop_subscriber(std::int64_t id) { impl_->subscribers.drop(id); }
std::vector<HubSubscriber> Store::subscribers() { return impl_->subscribers.all(); }

void Store::add_ruling(Ruling& ruling) { impl_->rulings.add(ruling); }
void Store::close_ruling(const Ruling& ruling) { impl_->rulings.close(ruling); }
void Store::drop_ruling(std::int64_t id) { impl_->rulings.drop(id); }
void Store::drop_followers(std::int64_t ruling) { impl_->rulings.drop_followers(ruling); }
std::vector<Ruling> Store::rulings() { return impl_->rulings.all(); }
bool Store::is_scrubbed() { return store::is_scrubbed(impl_->db.get()); }

bool Store::was_changed_elsewhere() { return impl_->was_changed_elsewhere(); }

std::string Store::uid() { return "urn:uuid:" + hash_uuid(impl_->birth.instance); }
Timestamp Store::born() { return impl_->birth.time; }

void add_ruling(const std::string& path, Ruling& ruling) {
  const Connection db = open_beside(path, SQLITE_OPEN_READWRITE);
  RulingTable(db.get()).add(ruling);
}

bool drop_ruling(const std::string& path, std::int64_t id) {
  const Connection db = open_beside(path, SQLITE_OPEN_READWRITE);
  return RulingTable(db.get()).drop(id);
}

bool withdraw_ruling(const std::string& path, std::int64_t id) {
  const Connection db = open_beside(path, SQLITE_OPEN_READWRITE);
  return RulingTable(db.get()).withdraw(id);
}

bool is_in_use(const std::string& path) { return is_locked(path); }

bool retry_feed(const std::string& path, const std::string& url) {
  const Connection db = open_beside(path, SQLITE_OPEN_READWRITE);
  Statement(db.get(),
            "UPDATE feed SET gone = 0, failures = 0, next_poll = NULL, why = 0 WHERE url = ?")
      .bind(url)
      .step();
  return sqlite3_changes(db.get()) > 0;
}

}  // namespace wirefold::store
