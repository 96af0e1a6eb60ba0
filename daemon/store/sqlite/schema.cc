#include "schema.h"

#include <array>
#include <new>
#include <string>
#include <string_view>

#include "statement.h"
#include "wirefold/base/userinfo.h"

namespace wirefold::store {
namespace {

// One step per schema version, applied in order. A released step is never edited.
constexpr std::array kSteps = {
    R"sql(
CREATE TABLE meta(
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

INSERT INTO meta VALUES ('instance', lower(hex(randomblob(16))));

CREATE TABLE feed(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  url TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL DEFAULT '',
  etag TEXT NOT NULL DEFAULT '',
  last_modified TEXT NOT NULL DEFAULT '',
  body_hash INTEGER NOT NULL DEFAULT 0,
  last_poll INTEGER,
  next_poll INTEGER,
  failures INTEGER NOT NULL DEFAULT 0,
  gone INTEGER NOT NULL DEFAULT 0,
  last_error TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE story(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT UNIQUE,
  lead INTEGER REFERENCES article(id),
  published INTEGER NOT NULL,
  created INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  changed INTEGER NOT NULL
) STRICT;
CREATE INDEX story_by_coming ON story(created, published);

CREATE TABLE article(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  story INTEGER NOT NULL REFERENCES story(id),
  feed INTEGER NOT NULL REFERENCES feed(id),
  outlet TEXT NOT NULL,
  key TEXT NOT NULL,
  link TEXT NOT NULL,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  content TEXT NOT NULL,
  lang TEXT NOT NULL,
  feed_group TEXT NOT NULL,
  authors TEXT NOT NULL,
  categories TEXT NOT NULL,
  published INTEGER,
  updated INTEGER,
  first_seen INTEGER NOT NULL,
  text_hash INTEGER NOT NULL,
  like_article INTEGER REFERENCES article(id),
  distance INTEGER NOT NULL,
  similarity REAL NOT NULL,
  rule TEXT NOT NULL,
  UNIQUE(outlet, key)
) STRICT;
CREATE INDEX article_by_story ON article(story);
CREATE INDEX article_by_coming ON article(first_seen);

CREATE TABLE enclosure(
  article INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
  url TEXT NOT NULL,
  type TEXT NOT NULL,
  length INTEGER
) STRICT;
CREATE INDEX enclosure_by_article ON enclosure(article);
)sql",
    R"sql(
ALTER TABLE article ADD COLUMN canonical TEXT NOT NULL DEFAULT '';
ALTER TABLE article ADD COLUMN page_text TEXT NOT NULL DEFAULT '';
ALTER TABLE article ADD COLUMN agency TEXT NOT NULL DEFAULT '';
ALTER TABLE article ADD COLUMN place TEXT NOT NULL DEFAULT '';
ALTER TABLE article ADD COLUMN byline TEXT NOT NULL DEFAULT '';
CREATE INDEX article_by_canonical ON article(canonical, outlet) WHERE canonical <> '';

CREATE TABLE boilerplate(
  key INTEGER PRIMARY KEY,
  last_seen INTEGER NOT NULL
) STRICT;
)sql",
    R"sql(
ALTER TABLE article ADD COLUMN moved INTEGER NOT NULL DEFAULT 0;
ALTER TABLE story ADD COLUMN merged_into INTEGER REFERENCES story(id);

CREATE TABLE print(
  article INTEGER PRIMARY KEY REFERENCES article(id) ON DELETE CASCADE,
  outlet INTEGER NOT NULL,
  link INTEGER NOT NULL,
  published INTEGER,
  seen INTEGER NOT NULL,
  prints BLOB NOT NULL
) STRICT;

CREATE TABLE common_words(
  id INTEGER PRIMARY KEY CHECK(id = 1),
  words BLOB NOT NULL
) STRICT;
)sql",
    R"sql(
ALTER TABLE feed ADD COLUMN validators_url TEXT NOT NULL DEFAULT '';
ALTER TABLE feed ADD COLUMN why INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feed ADD COLUMN status INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feed ADD COLUMN ttl_minutes INTEGER;
ALTER TABLE feed ADD COLUMN skip_hours INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feed ADD COLUMN skip_days INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feed ADD COLUMN update_seconds INTEGER;
ALTER TABLE feed ADD COLUMN rate_entries REAL NOT NULL DEFAULT 0;
ALTER TABLE feed ADD COLUMN rate_hours REAL NOT NULL DEFAULT 0;
ALTER TABLE feed ADD COLUMN listed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feed ADD COLUMN last_full INTEGER;
ALTER TABLE feed ADD COLUMN stale_304s INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feed ADD COLUMN host_until INTEGER;
ALTER TABLE feed ADD COLUMN moved_to TEXT NOT NULL DEFAULT '';
ALTER TABLE feed ADD COLUMN move_url TEXT NOT NULL DEFAULT '';
ALTER TABLE feed ADD COLUMN move_since INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feed ADD COLUMN move_polls INTEGER NOT NULL DEFAULT 0;

CREATE TABLE subscription(
  feed INTEGER PRIMARY KEY REFERENCES feed(id),
  hub TEXT NOT NULL,
  topic TEXT NOT NULL,
  token TEXT NOT NULL UNIQUE,
  secret TEXT NOT NULL,
  state INTEGER NOT NULL,
  lease_until INTEGER,
  next_try INTEGER,
  failures INTEGER NOT NULL DEFAULT 0,
  last_push INTEGER,
  last_error TEXT NOT NULL DEFAULT ''
) STRICT;
)sql",
    R"sql(
ALTER TABLE feed ADD COLUMN uid TEXT NOT NULL DEFAULT '';
ALTER TABLE feed ADD COLUMN rights TEXT NOT NULL DEFAULT '';
ALTER TABLE article ADD COLUMN image TEXT NOT NULL DEFAULT '';
CREATE INDEX story_by_end ON story(changed) WHERE lead IS NULL;

ALTER TABLE article ADD COLUMN search INTEGER;
CREATE UNIQUE INDEX article_by_search ON article(search);
CREATE VIRTUAL TABLE search USING fts5(words, content = '', detail = none, tokenize = 'ascii');

CREATE TABLE event(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  time INTEGER NOT NULL,
  kind TEXT NOT NULL,
  data TEXT NOT NULL
) STRICT;

CREATE TABLE hour(
  start INTEGER PRIMARY KEY,
  polls INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  articles INTEGER NOT NULL,
  stories INTEGER NOT NULL
) STRICT;

CREATE TABLE subscriber(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  topic TEXT NOT NULL,
  callback TEXT NOT NULL,
  secret TEXT NOT NULL,
  lease_until INTEGER NOT NULL,
  delivered TEXT NOT NULL,
  failures INTEGER NOT NULL,
  UNIQUE(topic, callback)
) STRICT;
)sql",
    R"sql(
CREATE TABLE ruling(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind INTEGER NOT NULL CHECK(kind BETWEEN 1 AND 4),
  story INTEGER NOT NULL,
  other INTEGER NOT NULL,
  articles TEXT NOT NULL,
  made INTEGER NOT NULL,
  done INTEGER,
  problem TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX ruling_by_story ON ruling(story, kind);
)sql",
    R"sql(
DROP INDEX article_by_search;
ALTER TABLE article DROP COLUMN search;
DROP TABLE search;
CREATE VIRTUAL TABLE search USING fts5(words, content = '', detail = none, tokenize = 'ascii');
INSERT INTO search(search, rank) VALUES ('usermerge', 2);

ALTER TABLE feed ADD COLUMN last_read INTEGER;

CREATE INDEX story_by_change ON story(changed);
CREATE INDEX story_by_lead ON story(lead);
CREATE INDEX story_by_successor ON story(merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX article_by_likeness ON article(like_article) WHERE like_article IS NOT NULL;

CREATE TABLE forgotten(
  mark INTEGER PRIMARY KEY,
  feed INTEGER NOT NULL REFERENCES feed(id),
  listed INTEGER NOT NULL
) STRICT;
)sql",
    // The rules for hashing words have changed. The deleted data is made or learned again.
    R"sql(
DELETE FROM print;
DELETE FROM boilerplate;
DELETE FROM common_words;
)sql",
    // Overrides carried out before this version cannot be undone, because the articles of a merge
    // were not stored.
    R"sql(
CREATE TABLE new_ruling(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind INTEGER NOT NULL CHECK(kind > 0),
  said_story INTEGER NOT NULL,
  said_other INTEGER NOT NULL,
  story INTEGER NOT NULL,
  other INTEGER NOT NULL,
  articles TEXT NOT NULL,
  made INTEGER NOT NULL,
  done INTEGER,
  problem TEXT NOT NULL DEFAULT '',
  follows INTEGER NOT NULL DEFAULT 0,
  undoes INTEGER NOT NULL DEFAULT 0,
  reversible INTEGER NOT NULL DEFAULT 1
) STRICT;
INSERT INTO new_ruling(id, kind, said_story, said_other, story, other, articles, made, done, problem,
                       reversible)
  SELECT id, kind, story, other, story, other, articles, made, done, problem, done IS NULL FROM ruling;
DELETE FROM sqlite_sequence WHERE name = 'new_ruling';
INSERT INTO sqlite_sequence SELECT 'new_ruling', seq FROM sqlite_sequence WHERE name = 'ruling';
DROP TABLE ruling;
ALTER TABLE new_ruling RENAME TO ruling;
CREATE INDEX ruling_by_story ON ruling(story, kind);
)sql",
    // Redirects carried the user name and password of a feed into stored columns. They also stand
    // in free pages and in the log: 'scrub' requests a rewrite of the file.
    R"sql(
ALTER TABLE feed ADD COLUMN crashes INTEGER NOT NULL DEFAULT 0;

UPDATE feed SET validators_url = without_userinfo(validators_url),
                moved_to = without_userinfo(moved_to), move_url = without_userinfo(move_url),
                last_error = without_userinfo_inside(last_error), uid = without_userinfo(uid);
UPDATE subscription SET hub = without_userinfo(hub), topic = without_userinfo(topic),
                        last_error = without_userinfo_inside(last_error);
UPDATE OR IGNORE article SET key = without_userinfo(key) WHERE instr(key, '@') > 0;
UPDATE article SET key = without_userinfo(key) || '#' || id WHERE key <> without_userinfo(key);
UPDATE article SET link = without_userinfo(link), canonical = without_userinfo(canonical),
                   image = without_userinfo(image),
                   summary = without_userinfo_in_tags(summary),
                   content = without_userinfo_in_tags(content)
  WHERE instr(link || canonical || image || summary || content, '@') > 0;
UPDATE enclosure SET url = without_userinfo(url) WHERE instr(url, '@') > 0;
UPDATE event SET data = without_userinfo_inside(data) WHERE instr(data, '@') > 0;
INSERT INTO meta VALUES ('scrub', '1');
)sql",
    R"sql(
ALTER TABLE feed ADD COLUMN repeated INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feed ADD COLUMN listed_again INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feed ADD COLUMN own_stories INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feed ADD COLUMN forgotten_before INTEGER NOT NULL DEFAULT 0;

ALTER TABLE article ADD COLUMN twin_hash INTEGER;
CREATE INDEX article_by_twin ON article(twin_hash, outlet) WHERE twin_hash IS NOT NULL;
)sql",
    // An article belongs to the publisher of its feed. A key was unique within the name of an
    // outlet, which other feeds could use too. Now a key is unique within a scope: the outlet's
    // name in older rows, else the feed that brought the article ('#' and its id). `outlet` is NULL
    // if the scope is the name.
    R"sql(
ALTER TABLE feed ADD COLUMN publisher TEXT NOT NULL DEFAULT '';
ALTER TABLE feed ADD COLUMN carrier TEXT NOT NULL DEFAULT '';

ALTER TABLE article RENAME COLUMN outlet TO scope;
ALTER TABLE article ADD COLUMN outlet TEXT;
UPDATE OR IGNORE article SET outlet = scope, scope = '#' || scope || '/' || id
  WHERE scope GLOB '#[0-9]*';
CREATE INDEX article_by_key ON article(key);
DROP INDEX article_by_canonical;
CREATE INDEX article_by_canonical ON article(canonical) WHERE canonical <> '';
DROP INDEX article_by_twin;
CREATE INDEX article_by_twin ON article(twin_hash) WHERE twin_hash IS NOT NULL;

CREATE TABLE listing(
  article INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
  feed INTEGER NOT NULL REFERENCES feed(id),
  text_hash INTEGER NOT NULL,
  PRIMARY KEY(article, feed)
) STRICT, WITHOUT ROWID;
)sql",
    // Earlier versions kept the entries that wait for their pages only in memory.
    R"sql(
CREATE TABLE waiting(
  page INTEGER PRIMARY KEY AUTOINCREMENT,
  feed INTEGER NOT NULL REFERENCES feed(id),
  scope TEXT NOT NULL,
  key TEXT NOT NULL,
  link TEXT NOT NULL,
  deadline INTEGER NOT NULL,
  entry BLOB NOT NULL
) STRICT;
CREATE INDEX waiting_by_key ON waiting(key);
CREATE INDEX waiting_by_feed ON waiting(feed);
)sql",
    // A feed without failures answered its last poll.
    R"sql(
ALTER TABLE feed ADD COLUMN last_answer INTEGER;
UPDATE feed SET last_answer = last_poll WHERE failures = 0;

ALTER TABLE enclosure ADD COLUMN alternative INTEGER NOT NULL DEFAULT 0;
)sql",
    // Of a longer row of failures only the last one is known.
    R"sql(
ALTER TABLE feed ADD COLUMN failing_since INTEGER;
UPDATE feed SET failing_since = last_poll WHERE failures = 1;

ALTER TABLE article ADD COLUMN utc_offset INTEGER NOT NULL DEFAULT 0;
)sql",
    // Stories of earlier versions are in no event. The table `event` holds what followers are told.
    R"sql(
CREATE TABLE happening(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  first INTEGER,
  updated INTEGER NOT NULL DEFAULT 0,
  changed INTEGER NOT NULL
) STRICT;
CREATE INDEX happening_by_change ON happening(changed);

CREATE TABLE report(
  story INTEGER PRIMARY KEY REFERENCES story(id),
  event INTEGER NOT NULL REFERENCES happening(id),
  number INTEGER NOT NULL,
  founded INTEGER NOT NULL,
  by_operator INTEGER NOT NULL,
  outlet INTEGER NOT NULL,
  like_story INTEGER NOT NULL,
  points INTEGER NOT NULL,
  likeness INTEGER NOT NULL,
  shared INTEGER NOT NULL,
  words TEXT NOT NULL,
  apart INTEGER NOT NULL
) STRICT;
CREATE INDEX report_by_event ON report(event, number);

CREATE TABLE related(
  story INTEGER NOT NULL REFERENCES story(id) ON DELETE CASCADE,
  like_story INTEGER NOT NULL REFERENCES story(id) ON DELETE CASCADE,
  points INTEGER NOT NULL,
  likeness INTEGER NOT NULL,
  shared INTEGER NOT NULL,
  words TEXT NOT NULL,
  apart INTEGER NOT NULL,
  PRIMARY KEY(story, like_story)
) STRICT, WITHOUT ROWID;
CREATE INDEX related_by_likeness ON related(like_story);

CREATE TABLE ended_entry(
  of_event INTEGER NOT NULL,
  id INTEGER NOT NULL,
  ended INTEGER NOT NULL,
  PRIMARY KEY(of_event, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ended_entry_by_end ON ended_entry(ended);

CREATE TABLE report_terms(
  story INTEGER PRIMARY KEY REFERENCES story(id) ON DELETE CASCADE,
  outlet INTEGER NOT NULL,
  lang TEXT NOT NULL,
  published INTEGER,
  seen INTEGER NOT NULL,
  terms BLOB NOT NULL,
  title BLOB NOT NULL
) STRICT;
CREATE INDEX report_terms_by_coming ON report_terms(seen);

CREATE TABLE word_counts(
  id INTEGER PRIMARY KEY CHECK(id = 1),
  counts BLOB NOT NULL
) STRICT;
)sql",
    // Overrides of earlier versions were ordered by command.
    R"sql(
ALTER TABLE ruling ADD COLUMN ordered_by TEXT NOT NULL DEFAULT '';
)sql",
    R"sql(
ALTER TABLE feed ADD COLUMN icon TEXT NOT NULL DEFAULT '';
)sql"};

std::string without_userinfo_of(std::string_view url) { return without_userinfo(std::string(url)); }

/// Registers `rule` as the SQL function `name` with one text argument.
template <std::string (*rule)(std::string_view)>
void add_function(sqlite3* db, const char* name) {
  const auto call = [](sqlite3_context* context, int, sqlite3_value** values) noexcept {
    const auto* bytes = sqlite3_value_text(values[0]);
    if (bytes == nullptr) return sqlite3_result_null(context);
    const auto size = static_cast<std::size_t>(sqlite3_value_bytes(values[0]));
    try {
      const std::string out = rule({reinterpret_cast<const char*>(bytes), size});
      sqlite3_result_text64(context, out.data(), out.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    } catch (const std::bad_alloc&) {
      sqlite3_result_error_nomem(context);
    }
  };
  constexpr int kFlags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;
  if (sqlite3_create_function(db, name, 1, kFlags, nullptr, call, nullptr, nullptr) != SQLITE_OK) {
    fail(db, "create function");
  }
}

bool has_tables(sqlite3* db) { return number_of(db, "SELECT count(*) FROM sqlite_schema") > 0; }

int newest_version() { return static_cast<int>(kSteps.size()); }

/// The schema version, 0 for a new file. Throws for a foreign or a newer file.
std::int64_t readable_version(sqlite3* db) {
  const auto version = number_of(db, "PRAGMA user_version");
  if (has_tables(db) && number_of(db, "PRAGMA application_id") != kApplicationId) {
    refuse(db, "not a wirefold database");
  }
  if (version > newest_version()) {
    refuse(db, "written by a newer wirefold (schema " + std::to_string(version) +
                   ", this one supports at most " + std::to_string(newest_version()) + ")");
  }
  return version;
}

}  // namespace

void migrate(sqlite3* db, Timestamp now) {
  const auto version = readable_version(db);
  if (version == newest_version()) return;
  add_function<without_userinfo_of>(db, "without_userinfo");
  add_function<without_userinfo_inside>(db, "without_userinfo_inside");
  add_function<without_userinfo_in_tags>(db, "without_userinfo_in_tags");
  execute(db, "BEGIN IMMEDIATE");
  for (auto step = static_cast<std::size_t>(version); step < kSteps.size(); ++step) {
    execute(db, kSteps.at(step));
  }
  if (version == 0) {
    execute(db, "DELETE FROM meta WHERE key = 'scrub'");
    Statement(db, "INSERT INTO meta VALUES ('born', ?)")
        .bind(std::to_string(now.time_since_epoch().count()))
        .step();
  }
  execute(db, "PRAGMA application_id = " + std::to_string(kApplicationId));
  execute(db, "PRAGMA user_version = " + std::to_string(newest_version()));
  execute(db, "COMMIT");
}

void require_newest(sqlite3* db) {
  const auto version = readable_version(db);
  if (version == newest_version()) return;
  refuse(db, "written by an older wirefold (schema " + std::to_string(version) +
                 "): start the daemon once");
}

}  // namespace wirefold::store
