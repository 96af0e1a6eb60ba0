// What a StoryQuery means in SQL. Private to the store.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "store/sqlite/statement.h"
#include "wirefold/model/story_query.h"

namespace wirefold::store {

/// Number of newest stories that a filter searches: about 0.2 s on one core if nothing matches.
inline constexpr std::int64_t kReach = 200000;

/// Maximum number of articles that a search takes from the index, the newest first.
inline constexpr int kMostFound = 5000;

/// The conditions of a WHERE clause with their values.
class Conditions {
 public:
  void add(std::string_view sql) { sql_.append(sql_.empty() ? "WHERE " : " AND ").append(sql); }
  template <typename T>
  void add(std::string_view sql, const T& value) {
    add(sql);
    bind(value);
  }
  void bind(std::int64_t value) { numbers_.emplace_back(values_++, value); }
  void bind(std::string value) { texts_.emplace_back(values_++, std::move(value)); }

  const std::string& sql() const { return sql_; }

  /// Binds the values in the order in which they were added.
  void bind_to(Statement& s) const {
    auto number = numbers_.begin();
    auto text = texts_.begin();
    for (std::size_t i = 0; i < values_; ++i) {
      if (number != numbers_.end() && number->first == i) {
        s.bind(number++->second);
      } else {
        s.bind(std::string_view(text++->second));
      }
    }
  }

 private:
  std::string sql_;
  std::size_t values_ = 0;
  std::vector<std::pair<std::size_t, std::int64_t>> numbers_;
  std::vector<std::pair<std::size_t, std::string>> texts_;
};

/// The FTS5 expression for texts that have, for each of `words`, a word that begins with it. Single
/// letters match only themselves, because too many words begin with them.
std::string match_of(std::string_view words);

enum class Listing : std::uint8_t {
  kStories,  ///< Rows of `story`. With StoryQuery::lang, the row of its lead is called `led`.
  kEvents,   ///< Rows of kFromEntries: a condition holds for an entry if it holds for its event.
};

/// The FROM clause for entries by event: rows of `story`, with its rows of `report` and `happening`
/// if it is in an event. conditions_of() leaves those in whose place an entry stands.
inline constexpr std::string_view kFromEntries =
    " FROM story LEFT JOIN report ON report.story = story.id "
    "LEFT JOIN happening ON happening.id = report.event ";

/// The conditions of the WHERE clause.
Conditions conditions_of(const StoryQuery& query, Listing listing);

/// The ORDER BY clause, with a parameter for the limit.
std::string order_of(const StoryQuery& query, Listing listing);

}  // namespace wirefold::store
