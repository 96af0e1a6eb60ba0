#include "override_table.h"

#include <charconv>

#include "connection.h"
#include "wirefold/base/strings.h"

namespace wirefold::store {
namespace {

std::string written(const std::vector<ArticleId>& articles) {
  std::string out;
  for (const ArticleId id : articles) {
    if (!out.empty()) out += ' ';
    out += std::to_string(to_int(id));
  }
  return out;
}

std::vector<ArticleId> articles_of(std::string_view text) {
  std::vector<ArticleId> out;
  for (const std::string_view word : split(text, ' ')) {
    std::int64_t id = 0;
    if (std::from_chars(word.data(), word.data() + word.size(), id).ec == std::errc()) {
      out.push_back(ArticleId{id});
    }
  }
  return out;
}

}  // namespace

void OverrideTable::add(Override& order) {
  Statement s(db_,
              "INSERT INTO ruling(kind, said_story, said_other, story, other, articles, made, "
              "done, problem, follows, undoes, ordered_by) "
              "VALUES (?1, ?2, ?3, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) "
              "RETURNING id");
  s.bind(static_cast<std::int64_t>(order.kind)).bind(to_int(order.story));
  s.bind(to_int(order.other)).bind(written(order.articles)).bind(order.made);
  s.bind(order.done).bind(order.problem).bind(order.follows).bind(order.undoes);
  s.bind(operator_name(order.by)).step();
  order.id = s.int64(0);
  s.step();
}

void OverrideTable::close(const Override& order) {
  Statement s(db_,
              "UPDATE ruling SET story = ?, other = ?, articles = ?, done = ?, problem = ? "
              "WHERE id = ?");
  s.bind(to_int(order.story)).bind(to_int(order.other)).bind(written(order.articles));
  s.bind(order.done).bind(order.problem).bind(order.id).step();
}

void OverrideTable::drop(std::int64_t id) {
  Statement(db_, "DELETE FROM ruling WHERE id = ?").bind(id).step();
}

void OverrideTable::drop_followers(std::int64_t id) {
  Statement(db_, "DELETE FROM ruling WHERE follows = ?").bind(id).step();
}

bool OverrideTable::withdraw(std::int64_t id) {
  Statement(db_, "DELETE FROM ruling WHERE id = ? AND (done IS NULL OR problem <> '')")
      .bind(id)
      .step();
  return sqlite3_changes(db_) > 0;
}

std::vector<Override> OverrideTable::all() {
  Statement s(
      db_,
      "SELECT id, kind, story, other, articles, made, done, problem, "
      "said_story, said_other, follows, undoes, reversible, ordered_by FROM ruling ORDER BY id");
  std::vector<Override> out;
  while (s.step()) {
    out.push_back({s.int64(0), static_cast<OverrideKind>(s.int64(1)), StoryId{s.int64(2)},
                   StoryId{s.int64(3)}, articles_of(s.text(4)), s.time(5), s.maybe_time(6),
                   s.text(7), StoryId{s.int64(8)}, StoryId{s.int64(9)}, s.int64(10), s.int64(11),
                   s.int64(12) != 0, s.text(13)});
  }
  return out;
}

void add_override(const std::string& path, Override& order) {
  const Connection db = open_beside(path, SQLITE_OPEN_READWRITE);
  OverrideTable(db.get()).add(order);
}

bool drop_override(const std::string& path, std::int64_t id) {
  const Connection db = open_beside(path, SQLITE_OPEN_READWRITE);
  OverrideTable(db.get()).drop(id);
  return sqlite3_changes(db.get()) > 0;
}

bool withdraw_override(const std::string& path, std::int64_t id) {
  const Connection db = open_beside(path, SQLITE_OPEN_READWRITE);
  return OverrideTable(db.get()).withdraw(id);
}

bool retry_feed(const std::string& path, const std::string& url) {
  const Connection db = open_beside(path, SQLITE_OPEN_READWRITE);
  Statement(db.get(),
            "UPDATE feed SET gone = 0, failures = 0, next_poll = NULL, why = 0 WHERE url = ?")
      .bind(url)
      .step();
  return sqlite3_changes(db.get()) > 0;
}

}  // namespace wirefold::store
