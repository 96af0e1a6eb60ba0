#include "wirefold/store/store.h"

#include <sqlite3.h>

#include "article_row.h"
#include "connection.h"
#include "event_table.h"
#include "feed_table.h"
#include "lock_file.h"
#include "ruling_table.h"
#include "schema.h"
#include "statement.h"
#include "story_table.h"
#include "subscriber_table.h"
#include "wirefold/base/hash.h"
#include "wirefold/base/strings.h"

namespace wirefold::store {
namespace {

Connection open_database(const std::string& path, Timestamp now) {
  sqlite3* raw = nullptr;
  const int code =
      sqlite3_open_v2(path.c_str(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  Connection db(raw);
  if (code != SQLITE_OK) throw StoreError(raw ? sqlite3_errmsg(raw) : sqlite3_errstr(code));
  sqlite3_busy_timeout(raw, kBusyTimeoutMs);
  execute(raw, "PRAGMA journal_mode = WAL");
  execute(raw, "PRAGMA synchronous = FULL");
  execute(raw, "PRAGMA foreign_keys = ON");
  execute(raw, "PRAGMA secure_delete = FAST");
  migrate(raw, now);
  return db;
}

}  // namespace

class Store::Impl {
 public:
  explicit Impl(const std::string& path) : db_(open_beside(path, SQLITE_OPEN_READONLY)) {}

  Impl(const std::string& path, Timestamp now)
      : lock_(path == ":memory:" ? nullptr : std::make_unique<LockFile>(path + ".lock")),
        db_(open_database(path, now)) {}

  void run(const char* sql) { execute(db(), sql); }

  FeedTable& feeds() noexcept { return feeds_; }
  StoryTable& stories() noexcept { return stories_; }
  EventTable& events() noexcept { return events_; }
  SubscriberTable& subscribers() noexcept { return subscribers_; }
  RulingTable& rulings() noexcept { return rulings_; }

  bool was_changed_elsewhere() {
    data_version_.reset().step();
    const std::int64_t version = data_version_.int64(0);
    data_version_.reset();
    return std::exchange(seen_version_, version) != version;
  }

  std::optional<KnownArticle> find_article(std::string_view outlet, std::string_view key) {
    if (!find_article_.reset().bind(outlet).bind(key).step()) return std::nullopt;
    const KnownArticle found{ArticleId{find_article_.int64(0)},
                             static_cast<std::uint64_t>(find_article_.int64(1)),
                             find_article_.int64(2) != 0, find_article_.time(3)};
    find_article_.reset();
    return found;
  }

  std::optional<Article> find_by_canonical(std::string_view outlet, std::string_view canonical) {
    if (canonical.empty()) return std::nullopt;
    if (!find_canonical_.reset().bind(canonical).bind(outlet).step()) return std::nullopt;
    Article found = read_article(find_canonical_);
    find_canonical_.reset();
    return found;
  }

  std::optional<Article> article(ArticleId id) {
    if (!select_article_.reset().bind(to_int(id)).step()) return std::nullopt;
    Article found = read_article(select_article_);
    select_article_.reset();
    return found;
  }

  void save_boilerplate(const LearnedSentence& sentence) {
    save_boilerplate_.reset().bind(static_cast<std::int64_t>(sentence.key));
    save_boilerplate_.bind(sentence.last_seen).step();
  }

  void for_each_boilerplate(const std::function<void(const LearnedSentence&)>& use) {
    Statement s(db(), "SELECT key, last_seen FROM boilerplate");
    while (s.step()) use({static_cast<std::uint64_t>(s.int64(0)), s.time(1)});
  }

  void forget_boilerplate(Timestamp since) {
    Statement(db(), "DELETE FROM boilerplate WHERE last_seen < ?").bind(since).step();
  }

  void save_common_words(std::string_view bytes) {
    Statement s(db(), "INSERT OR REPLACE INTO common_words VALUES (1, ?)");
    s.bind_blob(bytes).step();
  }

  std::string common_words() {
    Statement s(db(), "SELECT words FROM common_words");
    return s.step() ? s.blob(0) : std::string();
  }

  StoryId add_story(Timestamp published, Timestamp now) {
    insert_story_.reset().bind(published).bind(now).bind(published).bind(now).step();
    const std::int64_t id = sqlite3_last_insert_rowid(db());
    const std::string uid = "urn:uuid:" + hash_uuid(instance_ + '/' + std::to_string(id));
    name_story_.reset().bind(uid).bind(id).step();
    return StoryId{id};
  }

  ArticleId add_article(const Article& a, StoryId story, const FoldReason& reason, Timestamp now) {
    Statement& s = insert_article_.reset();
    s.bind(to_int(story)).bind(to_int(a.feed)).bind(a.outlet).bind(a.key);
    s.bind(a.first_seen);
    bind_text(s, a);
    bind_reason(s, reason).step();
    const std::int64_t id = sqlite3_last_insert_rowid(db());
    add_enclosures(id, a.enclosures);
    join_story_.reset().bind(id).bind(now).bind(to_int(story)).step();
    return ArticleId{id};
  }

  void update_article(const Article& a, Timestamp now) {
    bind_text(update_article_.reset(), a).bind(to_int(a.id)).step();
    delete_enclosures_.reset().bind(to_int(a.id)).step();
    add_enclosures(to_int(a.id), a.enclosures);
    touch_story_.reset().bind(now).bind(now).bind(to_int(a.id)).step();
  }

  std::optional<Placement> placement(ArticleId id) {
    if (!select_article_.reset().bind(to_int(id)).step()) return std::nullopt;
    const Placement found{StoryId{select_article_.int64(16)}, read_reason(select_article_)};
    select_article_.reset();
    return found;
  }

  void save_prints(const StoredPrints& p) {
    Statement& s = save_prints_.reset().bind(to_int(p.article));
    s.bind(static_cast<std::int64_t>(p.outlet)).bind(static_cast<std::int64_t>(p.link));
    s.bind(p.published).bind(p.seen).bind_blob(p.prints).step();
  }

  void update_prints(ArticleId id, std::string_view prints) {
    update_prints_.reset().bind_blob(prints).bind(to_int(id)).step();
  }

  void drop_prints(ArticleId id) { drop_prints_.reset().bind(to_int(id)).step(); }

  void for_each_prints(const std::function<void(const StoredPrints&)>& use) {
    Statement s(db(),
                "SELECT print.article, print.outlet, print.link, print.published, print.seen, "
                "article.story, print.prints FROM print JOIN article ON article.id = print.article "
                "ORDER BY print.article");
    while (s.step()) {
      use({ArticleId{s.int64(0)}, static_cast<std::uint64_t>(s.int64(1)),
           static_cast<std::uint64_t>(s.int64(2)), s.maybe_time(3), s.time(4), StoryId{s.int64(5)},
           s.blob(6)});
    }
  }

  void for_each_unprinted(Timestamp since, const std::function<void(const Article&)>& use) {
    Statement s(db(), std::string("SELECT ") + kArticleColumns +
                          " FROM article WHERE first_seen >= ? AND NOT EXISTS "
                          "(SELECT 1 FROM print WHERE print.article = article.id) "
                          "ORDER BY article.id");
    s.bind(since);
    while (s.step()) use(read_article(s));
  }

  void move_article(ArticleId id, StoryId story, const FoldReason& reason, Timestamp now) {
    const auto from = placement(id);
    if (!from) throw StoreError("has lost article " + std::to_string(to_int(id)));
    move_.reset().bind(to_int(story));
    bind_reason(move_, reason).bind(to_int(id)).step();
    join_story_.reset().bind(to_int(id)).bind(now).bind(to_int(story)).step();
    leave_story_.reset().bind(to_int(id)).bind(now).bind(now).bind(to_int(from->story)).step();
  }

  void merge_story(StoryId from, StoryId into, ArticleId id, const FoldReason& reason,
                   Timestamp now) {
    move_article(id, into, reason, now);
    merge_.reset().bind(to_int(into)).bind(to_int(from)).step();
    end_story_.reset().bind(to_int(into)).bind(now).bind(to_int(from)).step();
  }

  /// What was found before stays in the index and leads nowhere: taking it out would need the very
  /// words, and texts are seldom edited.
  void set_search(ArticleId id, std::string_view words) {
    insert_words_.reset().bind(words).step();
    set_search_.reset().bind(std::int64_t{sqlite3_last_insert_rowid(db())}).bind(to_int(id)).step();
  }

  void for_each_unsearchable(const std::function<void(const Article&)>& use) {
    Statement s(db(), std::string("SELECT ") + kArticleColumns +
                          " FROM article WHERE article.id > ? AND search IS NULL "
                          "ORDER BY article.id LIMIT 1");
    std::int64_t last = 0;
    while (s.reset().bind(last).step()) {
      const Article article = read_article(s);
      last = to_int(article.id);
      use(article);
    }
  }

  void announce(StoryId story, Timestamp now) {
    announce_.reset().bind(now).bind(now).bind(to_int(story)).step();
  }

  bool is_story(std::string_view uid) {
    const bool found = select_uid_.reset().bind(uid).step();
    select_uid_.reset();
    return found;
  }

  void set_lead(StoryId story, ArticleId id, Timestamp now) {
    set_lead_.reset().bind(to_int(id)).bind(now).bind(now).bind(to_int(story)).step();
  }

  std::optional<Article> lead_of(StoryId story) {
    if (!select_lead_.reset().bind(to_int(story)).step()) return std::nullopt;
    Article found = read_article(select_lead_);
    select_lead_.reset();
    return found;
  }

  Timestamp story_created(StoryId story) {
    if (!select_created_.reset().bind(to_int(story)).step()) {
      throw StoreError("has lost story " + std::to_string(to_int(story)));
    }
    const Timestamp created = select_created_.time(0);
    select_created_.reset();
    return created;
  }

  std::int64_t count_articles() {
    Statement s(db(), "SELECT count(*) FROM article");
    s.step();
    return s.int64(0);
  }

  Counts count_since(Timestamp since) {
    Statement s(db(),
                "SELECT (SELECT count(*) FROM article WHERE first_seen >= ?1), "
                "(SELECT count(*) FROM story WHERE created >= ?1 AND lead IS NOT NULL)");
    s.bind(since).step();
    return {s.int64(0), s.int64(1)};
  }

  std::size_t count_outlets(StoryId story) {
    count_outlets_.reset().bind(to_int(story)).step();
    const auto count = static_cast<std::size_t>(count_outlets_.int64(0));
    count_outlets_.reset();
    return count;
  }

  const std::string& instance() const noexcept { return instance_; }

  Timestamp born() const noexcept { return born_; }

 private:
  sqlite3* db() const noexcept { return db_.get(); }

  std::string meta(std::string_view key) {
    Statement s(db(), "SELECT value FROM meta WHERE key = ?");
    if (!s.bind(key).step()) throw StoreError("has lost its row meta." + std::string(key));
    return s.text(0);
  }

  /// The columns that an edit may change, in the order in which both statements name them.
  static Statement& bind_text(Statement& s, const Article& a) {
    s.bind(a.link).bind(a.title).bind(a.summary).bind(a.content).bind(a.lang).bind(a.group);
    s.bind(join_lines(a.authors)).bind(join_lines(a.categories)).bind(a.published).bind(a.updated);
    s.bind(static_cast<std::int64_t>(a.text_hash)).bind(a.canonical).bind(a.page_text);
    return s.bind(a.wire.agency).bind(a.wire.place).bind(a.wire.byline).bind(a.image);
  }

  static Statement& bind_reason(Statement& s, const FoldReason& reason) {
    s.bind(to_int(reason.like) == 0 ? std::nullopt : std::optional(to_int(reason.like)));
    return s.bind(std::int64_t{reason.distance}).bind(reason.similarity).bind(reason.rule);
  }

  void add_enclosures(std::int64_t article, const std::vector<Enclosure>& enclosures) {
    for (const Enclosure& e : enclosures) {
      Statement& s = insert_enclosure_.reset().bind(article).bind(e.url).bind(e.type);
      s.bind(e.length_bytes ? std::optional(static_cast<std::int64_t>(*e.length_bytes))
                            : std::nullopt);
      s.step();
    }
  }

  std::unique_ptr<LockFile> lock_;
  Connection db_;
  std::string instance_ = meta("instance");
  Timestamp born_{std::chrono::seconds(std::stoll(meta("born")))};

  FeedTable feeds_{db()};
  StoryTable stories_{db()};
  EventTable events_{db()};
  SubscriberTable subscribers_{db()};
  RulingTable rulings_{db()};
  std::int64_t seen_version_ = -1;
  // Changes when another connection has committed (sqlite.org/pragma.html#pragma_data_version).
  Statement data_version_{db(), "PRAGMA data_version"};
  Statement find_article_{db(),
                          "SELECT article.id, text_hash, moved, created FROM article "
                          "JOIN story ON story.id = story WHERE outlet = ? AND key = ?"};
  Statement find_canonical_{db(), std::string("SELECT ") + kArticleColumns +
                                      " FROM article WHERE canonical = ? AND canonical <> '' "
                                      "AND outlet = ? ORDER BY article.id LIMIT 1"};
  Statement select_article_{
      db(), std::string("SELECT ") + kArticleColumns + " FROM article WHERE article.id = ?"};
  Statement save_boilerplate_{db(),
                              "INSERT INTO boilerplate VALUES (?, ?) ON CONFLICT(key) "
                              "DO UPDATE SET last_seen = excluded.last_seen"};
  Statement insert_story_{db(),
                          "INSERT INTO story(published, created, updated, changed) "
                          "VALUES (?, ?, ?, ?)"};
  Statement name_story_{db(), "UPDATE story SET uid = ? WHERE id = ?"};
  Statement join_story_{db(),
                        "UPDATE story SET lead = coalesce(lead, ?), changed = max(changed, ?) "
                        "WHERE id = ?"};
  Statement insert_article_{
      db(),
      "INSERT INTO article(story, feed, outlet, key, first_seen, link, title, summary, content, "
      "lang, feed_group, authors, categories, published, updated, text_hash, canonical, "
      "page_text, agency, place, byline, image, like_article, distance, similarity, rule) "
      "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"};
  Statement update_article_{
      db(),
      "UPDATE article SET link = ?, title = ?, summary = ?, content = ?, lang = ?, "
      "feed_group = ?, authors = ?, categories = ?, published = ?, updated = ?, text_hash = ?, "
      "canonical = ?, page_text = ?, agency = ?, place = ?, byline = ?, image = ? "
      "WHERE id = ?"};
  // `updated` moves only when it is the lead that was edited; `changed` moves always.
  Statement touch_story_{
      db(),
      "UPDATE story SET changed = max(changed, ?), "
      "updated = CASE WHEN lead = article.id THEN max(story.updated, ?) ELSE story.updated END "
      "FROM article WHERE article.id = ? AND story.id = article.story"};
  Statement count_outlets_{db(), "SELECT count(DISTINCT outlet) FROM article WHERE story = ?"};
  Statement insert_words_{db(), "INSERT INTO search(words) VALUES (?)"};
  Statement set_search_{db(), "UPDATE article SET search = ? WHERE id = ?"};
  Statement insert_enclosure_{db(), "INSERT INTO enclosure VALUES (?, ?, ?, ?)"};
  Statement delete_enclosures_{db(), "DELETE FROM enclosure WHERE article = ?"};
  Statement save_prints_{db(), "INSERT OR REPLACE INTO print VALUES (?, ?, ?, ?, ?, ?)"};
  Statement update_prints_{db(), "UPDATE print SET prints = ? WHERE article = ?"};
  Statement drop_prints_{db(), "DELETE FROM print WHERE article = ?"};
  Statement move_{db(),
                  "UPDATE article SET story = ?, like_article = ?, distance = ?, similarity = ?, "
                  "rule = ?, moved = 1 WHERE id = ?"};
  // A lead that has gone is followed by the earliest member; a story without members has none.
  Statement leave_story_{
      db(),
      "UPDATE story SET "
      "updated = CASE WHEN lead = ?1 THEN max(updated, ?2) ELSE updated END, "
      "lead = CASE WHEN lead = ?1 THEN (SELECT min(id) FROM article WHERE story = ?4) "
      "ELSE lead END, changed = max(changed, ?3) WHERE id = ?4"};
  Statement merge_{db(), "UPDATE article SET story = ?, moved = 1 WHERE story = ?"};
  Statement end_story_{db(),
                       "UPDATE story SET lead = NULL, merged_into = ?, changed = max(changed, ?) "
                       "WHERE id = ?"};
  Statement set_lead_{db(),
                      "UPDATE story SET lead = ?, updated = max(updated, ?), "
                      "changed = max(changed, ?) WHERE id = ?"};
  Statement announce_{db(),
                      "UPDATE story SET updated = max(updated, ?), changed = max(changed, ?) "
                      "WHERE id = ?"};
  Statement select_uid_{db(), "SELECT 1 FROM story WHERE uid = ?"};
  Statement select_lead_{db(),
                         std::string("SELECT ") + kArticleColumns +
                             " FROM article WHERE id = (SELECT lead FROM story WHERE id = ?)"};
  Statement select_created_{db(), "SELECT created FROM story WHERE id = ?"};
};

Store::Store(const std::string& path, Timestamp now) {
  with_path(path, [&] { return impl_ = std::make_unique<Impl>(path, now), true; });
}

Store::Store(const std::string& path) {
  with_path(path, [&] { return impl_ = std::make_unique<Impl>(path), true; });
}

Store::~Store() = default;

Store::Transaction::Transaction(Store& store) : store_(&store) {
  store_->impl_->run("BEGIN IMMEDIATE");
}

Store::Transaction::~Transaction() {
  if (store_ == nullptr) return;
  try {
    store_->impl_->run("ROLLBACK");
  } catch (const StoreError&) {  // SQLite has rolled back by itself (disk full)
  }
}

void Store::Transaction::commit() {
  store_->impl_->run("COMMIT");
  store_ = nullptr;
}

FeedState Store::feed(const std::string& url) { return impl_->feeds().feed(url); }

std::vector<FeedState> Store::feeds() { return impl_->feeds().feeds(); }

void Store::save_feed(const FeedState& state) { impl_->feeds().save(state); }

std::vector<Subscription> Store::subscriptions() { return impl_->feeds().subscriptions(); }

void Store::save_subscription(const Subscription& subscription) {
  impl_->feeds().save(subscription);
}

void Store::drop_subscription(FeedId feed) { impl_->feeds().drop_subscription(feed); }

std::optional<KnownArticle> Store::find_article(std::string_view outlet, std::string_view key) {
  return impl_->find_article(outlet, key);
}

std::optional<Article> Store::find_by_canonical(std::string_view outlet,
                                                std::string_view canonical) {
  return impl_->find_by_canonical(outlet, canonical);
}

std::optional<Article> Store::article(ArticleId id) { return impl_->article(id); }

void Store::save_boilerplate(const LearnedSentence& sentence) { impl_->save_boilerplate(sentence); }

void Store::for_each_boilerplate(const std::function<void(const LearnedSentence&)>& use) {
  impl_->for_each_boilerplate(use);
}

void Store::forget_boilerplate(Timestamp since) { impl_->forget_boilerplate(since); }

void Store::save_common_words(std::string_view bytes) { impl_->save_common_words(bytes); }

std::string Store::common_words() { return impl_->common_words(); }

StoryId Store::add_story(Timestamp published, Timestamp now) {
  return impl_->add_story(published, now);
}

ArticleId Store::add_article(const Article& article, StoryId story, const FoldReason& reason,
                             Timestamp now) {
  return impl_->add_article(article, story, reason, now);
}

void Store::update_article(const Article& article, Timestamp now) {
  impl_->update_article(article, now);
}

std::vector<Story> Store::stories(const StoryQuery& query) {
  return impl_->stories().stories(query);
}

std::vector<Story> Store::recent_stories(std::size_t limit) {
  StoryQuery query;
  query.limit = limit;
  return stories(query);
}

std::optional<Story> Store::story(StoryId id) { return impl_->stories().story(id); }

std::optional<StoryId> Store::successor(StoryId id) { return impl_->stories().successor(id); }

std::vector<EndedStory> Store::ended_stories(Timestamp since, std::size_t limit) {
  return impl_->stories().ended(since, limit);
}

std::vector<FeedDay> Store::feed_days(Timestamp since) { return impl_->stories().feed_days(since); }

std::vector<HourTally> Store::hours(Timestamp since) { return impl_->events().hours(since); }

void Store::count_hour(const HourTally& more) { impl_->events().count_hour(more); }

void Store::add_event(StoryEvent& event, Timestamp now) { impl_->events().add(event, now); }

std::vector<StoryEvent> Store::last_events(std::size_t limit) {
  return impl_->events().last(limit);
}

void Store::save_subscriber(HubSubscriber& subscriber) { impl_->subscribers().save(subscriber); }

void Store::drop_subscriber(std::int64_t id) { impl_->subscribers().drop(id); }

std::vector<HubSubscriber> Store::subscribers() { return impl_->subscribers().all(); }

void Store::set_search(ArticleId id, std::string_view words) { impl_->set_search(id, words); }

void Store::for_each_unsearchable(const std::function<void(const Article&)>& use) {
  impl_->for_each_unsearchable(use);
}

void Store::announce(StoryId story, Timestamp now) { impl_->announce(story, now); }

bool Store::is_story(std::string_view uid) { return impl_->is_story(uid); }

std::optional<Placement> Store::placement(ArticleId id) { return impl_->placement(id); }

void Store::save_prints(const StoredPrints& prints) { impl_->save_prints(prints); }

void Store::update_prints(ArticleId id, std::string_view prints) {
  impl_->update_prints(id, prints);
}

void Store::drop_prints(ArticleId id) { impl_->drop_prints(id); }

void Store::for_each_prints(const std::function<void(const StoredPrints&)>& use) {
  impl_->for_each_prints(use);
}

void Store::for_each_unprinted(Timestamp since, const std::function<void(const Article&)>& use) {
  impl_->for_each_unprinted(since, use);
}

void Store::move_article(ArticleId id, StoryId story, const FoldReason& reason, Timestamp now) {
  impl_->move_article(id, story, reason, now);
}

void Store::merge_story(StoryId from, StoryId into, ArticleId id, const FoldReason& reason,
                        Timestamp now) {
  impl_->merge_story(from, into, id, reason, now);
}

void Store::set_lead(StoryId story, ArticleId id, Timestamp now) {
  impl_->set_lead(story, id, now);
}

std::optional<Article> Store::lead_of(StoryId story) { return impl_->lead_of(story); }

Timestamp Store::story_created(StoryId story) { return impl_->story_created(story); }

Counts Store::count_since(Timestamp since) { return impl_->count_since(since); }

std::vector<StoryEvent> Store::events_after(std::int64_t after, std::size_t limit) {
  return impl_->events().after(after, limit);
}
void Store::add_ruling(Ruling& ruling) { impl_->rulings().add(ruling); }
void Store::close_ruling(const Ruling& ruling) { impl_->rulings().close(ruling); }
void Store::drop_ruling(std::int64_t id) { impl_->rulings().drop(id); }
std::vector<Ruling> Store::rulings() { return impl_->rulings().all(); }
bool Store::was_changed_elsewhere() { return impl_->was_changed_elsewhere(); }
std::int64_t Store::count_articles() { return impl_->count_articles(); }

std::size_t Store::count_outlets(StoryId story) { return impl_->count_outlets(story); }

std::string Store::uid() { return "urn:uuid:" + hash_uuid(impl_->instance()); }

Timestamp Store::born() { return impl_->born(); }

void add_ruling(const std::string& path, Ruling& ruling) {
  with_path(path, [&] {
    const Connection db = open_beside(path, SQLITE_OPEN_READWRITE);
    RulingTable(db.get()).add(ruling);
    return true;
  });
}

bool drop_ruling(const std::string& path, std::int64_t id) {
  return with_path(path, [&] {
    const Connection db = open_beside(path, SQLITE_OPEN_READWRITE);
    return RulingTable(db.get()).drop(id);
  });
}

bool is_in_use(const std::string& path) { return is_locked(path + ".lock"); }

bool retry_feed(const std::string& path, const std::string& url) {
  return with_path(path, [&] {
    const Connection db = open_beside(path, SQLITE_OPEN_READWRITE);
    Statement(
        db.get(),
        "UPDATE feed SET gone = 0, failures = 0, next_poll = NULL, host_until = NULL, why = 0 "
        "WHERE url = ?")
        .bind(url)
        .step();
    return sqlite3_changes(db.get()) > 0;
  });
}

}  // namespace wirefold::store
