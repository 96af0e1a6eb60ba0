#include "ruling_table.h"

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
              "INSERT INTO ruling(kind, story, other, articles, made, done, problem) "
              "VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id");
  s.bind(static_cast<std::int64_t>(ruling.kind)).bind(to_int(ruling.story));
  s.bind(to_int(ruling.other)).bind(written(ruling.articles)).bind(ruling.made);
  s.bind(ruling.done).bind(ruling.problem).step();
  ruling.id = s.int64(0);
  s.step();
}

void RulingTable::close(const Ruling& ruling) {
  Statement s(db_, "UPDATE ruling SET story = ?, other = ?, done = ?, problem = ? WHERE id = ?");
  s.bind(to_int(ruling.story)).bind(to_int(ruling.other)).bind(ruling.done);
  s.bind(ruling.problem).bind(ruling.id).step();
}

bool RulingTable::drop(std::int64_t id) {
  Statement(db_, "DELETE FROM ruling WHERE id = ?").bind(id).step();
  return sqlite3_changes(db_) > 0;
}

std::vector<Ruling> RulingTable::all() {
  Statement s(db_,
              "SELECT id, kind, story, other, articles, made, done, problem FROM ruling "
              "ORDER BY id");
  std::vector<Ruling> out;
  while (s.step()) {
    out.push_back({s.int64(0), static_cast<RulingKind>(s.int64(1)), StoryId{s.int64(2)},
                   StoryId{s.int64(3)}, articles_of(s.text(4)), s.time(5), s.maybe_time(6),
                   s.text(7)});
  }
  return out;
}

}  // namespace wirefold::store
