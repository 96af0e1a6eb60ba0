#include "article_table.h"

namespace wirefold::store {
namespace {

// Maximum number of index changes in memory while a whole database is indexed.
constexpr std::size_t kMostChanges = 1000;

/// Binds the columns that an edit may change, in the order of both statements.
Statement& bind_text(Statement& s, const Article& a) {
  s.bind(a.link).bind(a.title).bind(a.summary).bind(a.content).bind(a.lang).bind(a.group);
  s.bind(join_lines(a.authors)).bind(join_lines(a.categories)).bind(a.published).bind(a.updated);
  s.bind(static_cast<std::int64_t>(a.text_hash)).bind(static_cast<std::int64_t>(a.twin_hash));
  s.bind(a.canonical).bind(a.page_text);
  s.bind(a.wire.agency).bind(a.wire.place).bind(a.wire.byline).bind(a.image);
  return s.bind(std::int64_t{a.utc_offset.count()});
}

/// The scope in which keys are unique.
std::string scope_of(FeedId feed) { return '#' + std::to_string(to_int(feed)); }

Statement& bind_asker(Statement& s, const Asker& asker) {
  s.reset().bind(asker.publisher.name).bind(asker.publisher.carrier);
  return s.bind(to_int(asker.feed));
}

Statement& bind_reason(Statement& s, const FoldReason& reason) {
  s.bind(to_int(reason.like) == 0 ? std::nullopt : std::optional(to_int(reason.like)));
  return s.bind(std::int64_t{reason.distance}).bind(reason.similarity).bind(reason.rule);
}

std::vector<KnownArticle> known(Statement& s) {
  std::vector<KnownArticle> out;
  while (s.step()) {
    KnownArticle article{ArticleId{s.int64(0)},
                         FeedId{s.int64(1)},
                         s.text(2),
                         s.text(3),
                         s.text(4),
                         s.text(5),
                         s.maybe_time(6),
                         static_cast<std::uint64_t>(s.int64(7)),
                         static_cast<std::uint64_t>(s.int64(8)),
                         s.text(9),
                         {s.text(10), s.text(11)},
                         {}};
    if (!s.is_null(12)) article.listed = static_cast<std::uint64_t>(s.int64(12));
    out.push_back(std::move(article));
  }
  return out;
}

std::optional<Article> first_of(Statement& s) {
  if (!s.step()) return std::nullopt;
  Article found = read_article(s);
  s.reset();
  return found;
}

}  // namespace

/// SQL that is true for articles of the asking feed, ?3, and for articles of its publisher, if that
/// is certain. ?1 is the publisher's name, ?2 its carrier.
std::string ArticleTable::of_asker() {
  return "(article.feed = ?3 OR (?1 <> '' AND ?2 = '' AND feed.publisher = ?1 AND "
         "feed.carrier = ''))";
}

/// Selects from the newest 64 articles that are alike, because other publishers may have any number
/// of such articles.
std::string ArticleTable::select_newest(const std::string& alike, const std::string& whose) {
  return select_known("article.id IN (SELECT id FROM article WHERE " + alike +
                      " ORDER BY id DESC LIMIT 64) AND " + whose +
                      " ORDER BY article.id DESC LIMIT 16");
}

/// Includes the text hash of the article as last listed by the asking feed, ?3.
std::string ArticleTable::select_known(const std::string& where) {
  return "SELECT article.id, article.feed, key, article.title, link, canonical, "
         "article.published, article.text_hash, article.twin_hash, feed.url, " +
         kPublisherName + ", " + kCarrier + ", listing.text_hash" + kFromArticles +
         "LEFT JOIN listing ON listing.article = article.id AND listing.feed = ?3 WHERE " + where;
}

std::optional<KnownArticle> ArticleTable::find(const Asker& asker, std::string_view key) {
  const auto found = known(bind_asker(find_, asker).bind(key));
  return found.empty() ? std::nullopt : std::optional(found.front());
}

std::vector<KnownArticle> ArticleTable::of_page(const Asker& asker, std::string_view canonical) {
  if (canonical.empty()) return {};
  return known(bind_asker(select_page_, asker).bind(canonical));
}

std::vector<KnownArticle> ArticleTable::of_page_elsewhere(const Asker& asker,
                                                          std::string_view canonical) {
  if (canonical.empty()) return {};
  return known(bind_asker(select_elsewhere_, asker).bind(canonical));
}

std::vector<KnownArticle> ArticleTable::twins(const Asker& asker, std::uint64_t twin_hash) {
  return known(bind_asker(select_twins_, asker).bind(static_cast<std::int64_t>(twin_hash)));
}

std::optional<Article> ArticleTable::article(ArticleId id) {
  return first_of(select_.reset().bind(to_int(id)));
}

std::optional<Placement> ArticleTable::placement(ArticleId id) {
  if (!select_.reset().bind(to_int(id)).step()) return std::nullopt;
  const Placement found{StoryId{select_.int64(16)}, read_reason(select_),
                        static_cast<int>(select_.int64(27))};
  select_.reset();
  return found;
}

ArticleId ArticleTable::add(const Article& a, StoryId story, const FoldReason& reason,
                            std::string_view words) {
  Statement& s = insert_.reset();
  s.bind(to_int(story)).bind(to_int(a.feed)).bind(scope_of(a.feed)).bind(a.outlet);
  s.bind(a.key).bind(a.first_seen);
  bind_text(s, a);
  bind_reason(s, reason).step();
  const std::int64_t id = sqlite3_last_insert_rowid(db_);
  add_enclosures(id, a.enclosures);
  changes_.push_back({true, ArticleId{id}, std::string(words)});
  return ArticleId{id};
}

void ArticleTable::update(const Article& a, std::string_view words) {
  if (const auto before = article(a.id)) unindex(*before);
  changes_.push_back({true, a.id, std::string(words)});
  bind_text(update_.reset(), a).bind(to_int(a.id)).step();
  delete_enclosures_.reset().bind(to_int(a.id)).step();
  add_enclosures(to_int(a.id), a.enclosures);
}

void ArticleTable::give(const Article& a) {
  give_.reset().bind(to_int(a.feed)).bind(scope_of(a.feed)).bind(a.outlet).bind(a.key);
  give_.bind(to_int(a.id)).step();
}

void ArticleTable::note_listing(ArticleId id, FeedId feed, std::uint64_t text_hash) {
  keep_listing_.reset().bind(to_int(id)).step();
  note_listing_.reset().bind(to_int(id)).bind(to_int(feed));
  note_listing_.bind(static_cast<std::int64_t>(text_hash)).step();
}

void ArticleTable::move(ArticleId id, StoryId story, const FoldReason& reason) {
  move_.reset().bind(to_int(story));
  bind_reason(move_, reason).bind(to_int(id)).step();
}

void ArticleTable::set_reason(ArticleId id, const FoldReason& reason) {
  bind_reason(set_reason_.reset(), reason).bind(to_int(id)).step();
}

void ArticleTable::move_all(StoryId from, StoryId into) {
  move_all_.reset().bind(to_int(into)).bind(to_int(from)).step();
}

/// Changes of the index are gathered and written once, when the transaction ends. Otherwise FTS5
/// would write its gathered terms at each statement that may be undone alone (xSavepoint), which
/// takes a quarter of the time of an ingest (measured).
///
/// The index keeps no copy of the words, which would take as much room as all other data. A
/// deletion therefore needs the indexed words (sqlite.org/fts5.html#contentless_tables). If other
/// words are given, some terms stay in the index and lead nowhere, because ids are not reused.
void ArticleTable::write_index() {
  for (const Change& change : changes_) {
    Statement& s = change.added ? insert_words_ : delete_words_;
    s.reset().bind(to_int(change.id)).bind(change.words);
    if (change.added) {
      s.step();
    } else {
      take_out(s);
    }
  }
  changes_.clear();
}

/// Ignores the error for an article that was not indexed, or was indexed under other words.
void ArticleTable::take_out(Statement& deletion) {
  try {
    deletion.step();
  } catch (const StoreError&) {
    if (sqlite3_extended_errcode(db_) != SQLITE_CORRUPT_VTAB) throw;
  }
}

void ArticleTable::index_missing() {
  Statement s(db_, "SELECT " + kArticleColumns + kFromArticles +
                       "WHERE article.id > ? AND NOT EXISTS "
                       "(SELECT 1 FROM search_docsize WHERE search_docsize.id = article.id) "
                       "ORDER BY article.id LIMIT 1");
  std::int64_t last = 0;
  while (const auto article = first_of(s.reset().bind(last))) {
    last = to_int(article->id);
    changes_.push_back({true, article->id, words_of_(*article)});
    if (changes_.size() >= kMostChanges) write_index();
  }
  write_index();
}

std::int64_t ArticleTable::count() { return number_of(db_, "SELECT count(*) FROM article"); }

Counts ArticleTable::count_since(Timestamp since) {
  Statement s(db_,
              "SELECT (SELECT count(*) FROM article WHERE first_seen >= ?1), "
              "(SELECT count(*) FROM story WHERE created >= ?1 AND lead IS NOT NULL)");
  s.bind(since).step();
  return {s.int64(0), s.int64(1)};
}

void ArticleTable::add_enclosures(std::int64_t article, const std::vector<Enclosure>& enclosures) {
  for (const Enclosure& e : enclosures) {
    Statement& s = insert_enclosure_.reset().bind(article).bind(e.url).bind(e.type);
    s.bind(e.length_bytes ? std::optional(static_cast<std::int64_t>(*e.length_bytes))
                          : std::nullopt);
    s.bind(std::int64_t{e.alternative ? 1 : 0}).step();
  }
}

}  // namespace wirefold::store
