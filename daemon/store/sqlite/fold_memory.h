// What folding has learned, for the next start: the tables print, boilerplate and common_words.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "statement.h"
#include "wirefold/model/article.h"
#include "wirefold/model/learned_sentence.h"
#include "wirefold/store/database.h"

namespace wirefold::store {

/// Store documents the calls.
class LearnedTable {
 public:
  explicit LearnedTable(sqlite3* db) : db_(db) {}

  void save(const StoredPrints& prints);
  void update_prints(ArticleId id, std::string_view prints);
  void set_print_outlet(ArticleId id, std::uint64_t outlet);
  void drop_prints(ArticleId id);
  void for_each_prints(const std::function<void(const StoredPrints&)>& use);
  void for_each_unprinted(Timestamp since, const std::function<void(const Article&)>& use);

  void save(const LearnedSentence& sentence);
  void for_each_boilerplate(const std::function<void(const LearnedSentence&)>& use);
  void forget_boilerplate(Timestamp since);

  void save_common_words(std::string_view bytes);
  std::string common_words();

 private:
  sqlite3* db_;
  Statement save_prints_{db_, "INSERT OR REPLACE INTO print VALUES (?, ?, ?, ?, ?, ?)"};
  Statement update_prints_{db_, "UPDATE print SET prints = ? WHERE article = ?"};
  Statement drop_prints_{db_, "DELETE FROM print WHERE article = ?"};
  Statement save_boilerplate_{db_,
                              "INSERT INTO boilerplate VALUES (?, ?) ON CONFLICT(key) "
                              "DO UPDATE SET last_seen = excluded.last_seen"};
};

}  // namespace wirefold::store
