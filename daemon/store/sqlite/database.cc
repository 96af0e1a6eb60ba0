#include "wirefold/store/database.h"

#include <sqlite3.h>

#include <cassert>
#include <utility>

#include "article_table.h"
#include "connection.h"
#include "event_table.h"
#include "feed_table.h"
#include "fold_memory.h"
#include "folding.h"
#include "lock_file.h"
#include "opening.h"
#include "override_table.h"
#include "reading.h"
#include "retention.h"
#include "statement.h"
#include "store/sqlite/events/entry_keeper.h"
#include "store/sqlite/events/event_reader.h"
#include "store/sqlite/events/event_writer.h"
#include "story_table.h"
#include "story_writer.h"
#include "subscriber_table.h"
#include "waiting_table.h"
#include "wirefold/base/hash.h"

namespace wirefold::store {
namespace {

/// One connection with the tables that answer the ports. With the write-ahead log and
/// `synchronous=FULL`, committed data survives a crash of the machine if its disk honours a sync
/// (sqlite.org/pragma.html#pragma_synchronous; tests/bench/run store measures the cost of each
/// setting). A lock file beside the database keeps a second daemon out.
class SqliteDatabase : public Database {
 public:
  /// Opens `path` read-only.
  explicit SqliteDatabase(const std::string& path) : db_(open_beside(path, SQLITE_OPEN_READONLY)) {}

  SqliteDatabase(const std::string& path, Timestamp now, WordsOf words_of)
      : lock_(path == kInMemory ? nullptr : std::make_unique<LockFile>(path)),
        db_(open_database(path, now)),
        words_of_(std::move(words_of)) {}

  Events& events() override { return event_reader_; }
  Feeds& feeds() override { return feeds_; }
  Folding& folding() override { return folding_; }
  Overrides& overrides() override { return overrides_; }
  Reading& reading() override { return reading_; }
  Subscribers& subscribers() override { return subscribers_; }
  Upkeep& upkeep() override { return retention_; }

  std::string uid() override { return "urn:uuid:" + hash_uuid(birth_.instance); }
  Timestamp born() override { return birth_.time; }
  bool was_changed_elsewhere() override;

  std::unique_ptr<Transaction> begin() override;
  void set_on_busy(std::function<bool()> goes_on) override { on_busy_ = std::move(goes_on); }

 private:
  class Changes;

  void run(const char* sql) const { execute(db_.get(), sql); }

  std::function<bool()> on_busy_;
  std::unique_ptr<LockFile> lock_;
  Connection db_;
  const WordsOf words_of_;
  const Birth birth_ = read_birth(db_.get());

  FeedTable feeds_{db_.get()};
  WaitingTable waiting_{db_.get()};
  EventTable events_{db_.get()};
  ArticleTable articles_{db_.get(), words_of_};
  EntryKeeper entries_{db_.get()};
  StoryWriter writer_{db_.get(), articles_, entries_, birth_.instance};
  StoryTable stories_{db_.get()};
  EventReader event_reader_{db_.get(), stories_, birth_.instance};
  SqliteEventWriter event_writer_{db_.get(), entries_};
  FoldMemory memory_{db_.get(), waiting_, events_};
  Retention retention_{db_.get(), articles_, entries_, birth_.instance};
  SubscriberTable subscribers_{db_.get()};
  OverrideTable overrides_{db_.get()};
  SqliteFolding folding_{{articles_, writer_, memory_, waiting_, retention_}};
  SqliteReading reading_{{articles_, stories_, writer_, events_}};

  std::int64_t seen_version_ = -1;
  // The value changes when another connection commits (sqlite.org/pragma.html#pragma_data_version).
  Statement data_version_{db_.get(), "PRAGMA data_version"};
};

/// The open transaction of the connection.
class SqliteDatabase::Changes : public Transaction {
 public:
  explicit Changes(SqliteDatabase& database) : to_(database) {}
  ~Changes() override {
    to_.entries_.drop_touched();
    if (is_committed_) return;
    to_.articles_.drop_index_changes();
    to_.feeds_.forget_saved();
    try {
      to_.run("ROLLBACK");
    } catch (const StoreError&) {  // SQLite may have rolled back by itself (disk full)
    }
  }
  Changes(const Changes&) = delete;
  Changes& operator=(const Changes&) = delete;

  EventWriter& events() override { return to_.event_writer_; }
  FeedWriter& feeds() override { return to_.feeds_; }
  FoldingWriter& folding() override { return to_.folding_; }
  MemoryWriter& memory() override { return to_.memory_; }
  OverrideWriter& overrides() override { return to_.overrides_; }
  SubscriberWriter& subscribers() override { return to_.subscribers_; }
  UpkeepWriter& upkeep() override { return to_.retention_; }

  void commit() override {
    assert(!is_committed_);
    to_.articles_.write_index();
    to_.entries_.write_ended();
    to_.run("COMMIT");
    is_committed_ = true;
  }

 private:
  SqliteDatabase& to_;
  bool is_committed_ = false;
};

bool SqliteDatabase::was_changed_elsewhere() {
  data_version_.reset().step();
  const std::int64_t version = data_version_.int64(0);
  data_version_.reset();
  if (std::exchange(seen_version_, version) == version) return false;
  feeds_.forget_saved();
  return true;
}

std::unique_ptr<Transaction> SqliteDatabase::begin() {
  for (;;) {
    try {
      run("BEGIN IMMEDIATE");
      return std::make_unique<Changes>(*this);
    } catch (const StoreBusy&) {
      if (!on_busy_ || !on_busy_()) throw;
    }
  }
}

}  // namespace

std::unique_ptr<Database> open(const std::string& path, Timestamp now, WordsOf words_of) {
  return std::make_unique<SqliteDatabase>(path, now, std::move(words_of));
}

std::unique_ptr<View> open_to_read(const std::string& path) {
  return std::make_unique<SqliteDatabase>(path);
}

bool is_in_use(const std::string& path) { return is_locked(path); }

}  // namespace wirefold::store
