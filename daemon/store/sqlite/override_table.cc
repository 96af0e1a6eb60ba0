#include "override_table.h"

#include <charconv>

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

void RulingTable::add(Ruling& ruling) {
  Statement s(db_,
              "INSERT INTO ruling(kind, said_story, said_other, story, other, articles, made, "
              "done, problem, follows, undoes) VALUES (?1, ?2, ?3, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) "
              "RETURNING id");
  s.bind(static_cast<std::int64_t>(ruling.kind)).bind(to_int(ruling.story));
  s.bind(to_int(ruling.other)).bind(written(ruling.articles)).bind(ruling.made);
  s.bind(ruling.done).bind(ruling.problem).bind(ruling.follows).bind(ruling.undoes).step();
  ruling.id = s.int64(0);
  s.step();
}

void RulingTable::close(const Ruling& ruling) {
  Statement s(db_,
              "UPDATE ruling SET story = ?, other = ?, articles = ?, done = ?, problem = ? "
              "WHERE id = ?");
  s.bind(to_int(ruling.story)).bind(to_int(ruling.other)).bind(written(ruling.articles));
  s.bind(ruling.done).bind(ruling.problem).bind(ruling.id).step();
}

bool RulingTable::drop(std::int64_t id) {
  Statement(db_, "DELETE FROM ruling WHERE id = ?").bind(id).step();
  return sqlite3_changes(db_) > 0;
}

void RulingTable::drop_followers(std::int64_t id) {
  Statement(db_, "DELETE FROM ruling WHERE follows = ?").bind(id).step();
}

bool RulingTable::withdraw(std::int64_t id) {
  Statement(db_, "DELETE FROM ruling WHERE id = ? AND (done IS NULL OR problem <> '')")
      .bind(id)
      .step();
  return sqlite3_changes(db_) > 0;
}

std::vector<Ruling> RulingTable::all() {
  Statement s(db_,
              "SELECT id, kind, story, other, articles, made, done, problem, said_story, "
              "said_other, follows, undoes, reversible FROM ruling ORDER BY id");
  std::vector<Ruling> out;
  while (s.step()) {
    out.push_back({s.int64(0), static_cast<RulingKind>(s.int64(1)), StoryId{s.int64(2)},
                   StoryId{s.int64(3)}, articles_of(s.text(4)), s.time(5), s.maybe_time(6),
                   s.text(7), StoryId{s.int64(8)}, StoryId{s.int64(9)}, s.int64(10), s.int64(11),
                   s.int64(12) != 0});
  }
  return out;
}

}  // namespace wirefold::store
