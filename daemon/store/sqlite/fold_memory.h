// Keeps the state of folding for the next start, in the tables print, boilerplate and common_words.
// Private to the store.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "event_table.h"
#include "statement.h"
#include "waiting_table.h"
#include "wirefold/store/folding.h"

namespace wirefold::store {

class FoldMemory : public MemoryWriter {
 public:
  FoldMemory(sqlite3* db, WaitingTable& waiting, EventTable& events)
      : db_(db), waiting_(waiting), events_(events) {}

  void add_waiting(WaitingEntry& entry) override;
  void drop_waiting(std::uint64_t page) override;
  void set_waiting_scope(FeedId feed, std::string_view publisher) override;
  void save_fingerprints(const StoredFingerprints& fingerprints) override;
  void update_fingerprints(ArticleId id, std::string_view fingerprints) override;
  void set_fingerprint_outlet(ArticleId id, std::uint64_t outlet) override;
  void drop_fingerprints(std::span<const ArticleId> articles) override;
  void save_boilerplate(std::span<const LearnedSentence> sentences) override;
  void forget_boilerplate(Timestamp since) override;
  void save_common_words(std::string_view bytes) override;
  void add_events(std::span<StoryEvent> events, Timestamp now) override;
  void count_hour(const HourTally& more) override;

  /// As in Folding.
  void for_each_fingerprints(const std::function<void(const StoredFingerprints&)>& use);
  void for_each_without_fingerprints(Timestamp since,
                                     const std::function<void(const Article&)>& use);
  void for_each_boilerplate(const std::function<void(const LearnedSentence&)>& use);
  std::string common_words();

 private:
  sqlite3* db_;
  WaitingTable& waiting_;
  EventTable& events_;
  Statement save_fingerprints_{db_, "INSERT OR REPLACE INTO print VALUES (?, ?, ?, ?, ?, ?)"};
  Statement update_fingerprints_{db_, "UPDATE print SET prints = ? WHERE article = ?"};
  Statement drop_fingerprints_{db_, "DELETE FROM print WHERE article = ?"};
  Statement save_boilerplate_{db_,
                              "INSERT INTO boilerplate VALUES (?, ?) ON CONFLICT(key) "
                              "DO UPDATE SET last_seen = excluded.last_seen"};
};

}  // namespace wirefold::store
