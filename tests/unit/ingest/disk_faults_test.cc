// Whichever write of a piece of work fails, the database is as before or as after all of that work.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>
#include <functional>

#include "support/faulty_disk.h"
#include "support/fold_thread.h"
#include "support/temp_dir.h"
#include "unit/store/by_hand.h"
#include "wirefold/base/file.h"

namespace wirefold::ingest {
namespace {

namespace fs = std::filesystem;
using Fault = test::FaultyDisk::Fault;

const Timestamp kNow = Timestamp(std::chrono::hours(480000));

constexpr char kText[] =
    "A ferry with four hundred people drifted for nine hours in the northern strait after a fire "
    "in its engine room knocked out the power and all of the pumps, the coastguard said, and "
    "everybody was brought ashore unhurt by two tugs before the storm came up in the morning.";

std::string item(const std::string& guid, const std::string& title, const std::string& text) {
  return "<item><guid>" + guid + "</guid><title>" + title + "</title><link>" + guid +
         "</link><description>" + text + "</description></item>";
}

std::string rss(const std::string& items) {
  return "<rss version=\"2.0\"><channel><title>T</title>" + items + "</channel></rss>";
}

/// A hash of all rows of all tables.
std::uint64_t content_of(const std::string& path) {
  sqlite3* db = nullptr;
  EXPECT_EQ(sqlite3_open(path.c_str(), &db), SQLITE_OK);
  std::uint64_t out = 0;
  const auto add_rows = [&](const std::string& sql) {
    sqlite3_stmt* s = nullptr;
    EXPECT_EQ(sqlite3_prepare_v2(db, sql.c_str(), -1, &s, nullptr), SQLITE_OK) << sql;
    while (sqlite3_step(s) == SQLITE_ROW) {
      for (int i = 0; i < sqlite3_column_count(s); ++i) {
        const void* bytes = sqlite3_column_blob(s, i);
        const auto size = static_cast<std::size_t>(sqlite3_column_bytes(s, i));
        out = hash64({static_cast<const char*>(bytes), bytes == nullptr ? 0 : size},
                     mix_hash(out, static_cast<std::uint64_t>(sqlite3_column_type(s, i))));
      }
    }
    sqlite3_finalize(s);
  };
  add_rows("PRAGMA user_version");
  for (const std::string& table : store::ask_sql(
           path, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'search'")) {
    // Rewriting the file may be postponed to the next start.
    const std::string which = table == "meta" ? " WHERE key <> 'scrub'" : "";
    add_rows("SELECT * FROM " + table + which + " ORDER BY 1, 2");
  }
  sqlite3_close(db);
  return out;
}

/// Opens a database and returns the work during which writes fail.
using Opened = std::function<std::function<void()>(const std::string& path)>;

struct Faulty {
  const char* name;
  Fault fault;
  bool for_good;
};

class DiskFaults : public testing::TestWithParam<Faulty> {
 protected:
  /// Makes writes of `opened`'s work fail, one per run, each on a fresh copy of the database
  /// `before`: each of the first kEach writes, and ever fewer of the later ones.
  void disturb(const std::string& before, const Opened& opened) {
    opened(copy_of(before));
    const std::uint64_t old = content_of(dir.path("w.db"));
    const std::string undisturbed = copy_of(before);
    opened(undisturbed)();
    const std::uint64_t done = content_of(undisturbed);
    ASSERT_NE(old, done);
    int n = 1;
    int kept = 0;
    while (disturb_once(copy_of(before), opened, n, old, done, kept)) n += 1 + n / kEach;
    EXPECT_GT(n, 2) << "nothing was disturbed";
    // A write that was not synced survives unless the machine itself fails.
    const bool syncs = GetParam().fault == Fault::kSyncFails;
    EXPECT_TRUE(syncs || kept > 0) << "no fault ever hit before the work was done";
  }

  test::TempDir dir;

 private:
  static constexpr int kEach = 32;

  std::string copy_of(const std::string& before) {
    const std::string path = dir.path("w.db");
    for (const char* suffix : {"", "-wal", "-shm"}) fs::remove(path + suffix);
    fs::copy_file(before, path);
    return path;
  }

  /// Returns false if there is no n-th write.
  static bool disturb_once(const std::string& path, const Opened& opened, int n, std::uint64_t old,
                           std::uint64_t done, int& kept) {
    test::FaultyDisk disk;
    bool acknowledged = false;
    {
      const std::function<void()> work = opened(path);
      disk.fail(GetParam().fault, n, GetParam().for_good);
      try {
        work();
        acknowledged = true;
      } catch (const store::StoreError& error) {
        EXPECT_NE(std::string(error.what()).find(path), std::string::npos) << error.what();
      }
    }  // closes the database while the fault persists
    const bool failed = disk.has_failed();
    disk.mend();
    using Rows = std::vector<std::string>;
    EXPECT_EQ(store::ask_sql(path, "PRAGMA integrity_check"), Rows({"ok"})) << n;
    EXPECT_EQ(store::ask_sql(path, "PRAGMA foreign_key_check"), Rows()) << n;
    const std::uint64_t found = content_of(path);
    EXPECT_TRUE(found == old || found == done) << "write " << n << " has left half of the work";
    if (acknowledged) {
      EXPECT_EQ(found, done) << "write " << n << " has undone what was done";
    }
    kept += found == old;
    return failed;
  }
};

TEST_P(DiskFaults, AFeedDocumentIsStoredWholeOrNotAtAll) {
  const std::string before = dir.path("before.db");
  {
    test::FoldThread fold(before, kNow, 2);
    fold.take(fold.document(0, rss(item("https://a.example/1", "One", kText) +
                                   item("https://a.example/2", "Two", "to be edited"))));
  }
  disturb(before, [](const std::string& path) {
    const auto fold = std::make_shared<test::FoldThread>(path, kNow + std::chrono::hours(1), 2);
    std::vector<Message> messages;
    messages.push_back(
        fold->document(0, rss(item("https://a.example/2", "Two", "and was edited"))));
    messages.push_back(
        fold->document(1, rss(item("https://b.example/1", "A copy", kText) +
                              item("https://b.example/3", "Three", std::string(9000, 'x')))));
    return [fold, messages] { fold->take(messages); };
  });
}

TEST_P(DiskFaults, WhatIsForgottenIsForgottenWholly) {
  const std::string before = dir.path("before.db");
  config::Config config;
  config.serve.stories = 1;
  {
    test::FoldThread fold(before, kNow, 2, config);
    fold.take(fold.document(0, rss(item("https://a.example/1", "One", kText) +
                                   item("https://a.example/2", "Two", std::string(9000, 'x')))));
    fold.take(fold.document(1, rss(item("https://b.example/1", "A copy", kText))));
  }
  store::run_sql(before, "DELETE FROM print");
  disturb(before, [config](const std::string& path) {
    const auto fold =
        std::make_shared<test::FoldThread>(path, kNow + std::chrono::days(200), 2, config);
    fold->wait(std::chrono::days(1));
    return [fold] { fold->tidy(); };
  });
}

TEST_P(DiskFaults, AnOldDatabaseIsBroughtUpToDateOrStaysWhatItWas) {
  const std::string before = dir.path("before.db");
  for (int i = 1; i <= 8; ++i) {
    const std::string file = SOURCE_DIR "/tests/data/schema/" + std::to_string(i) + ".sql";
    store::run_sql(before, read_file(file, 1 << 16)->c_str());
  }
  disturb(before,
          [](const std::string& path) { return [path] { test::open_database(path, kNow); }; });
}

INSTANTIATE_TEST_SUITE_P(Faults, DiskFaults,
                         testing::Values(Faulty{"AWriteFails", Fault::kWriteFails, false},
                                         Faulty{"WritesFailFromThenOn", Fault::kWriteFails, true},
                                         Faulty{"AWriteIsCutShort", Fault::kShortWrite, false},
                                         Faulty{"AWriteIsCutShortAndNoneFollows",
                                                Fault::kShortWrite, true},
                                         Faulty{"TheDiskIsFullOnce", Fault::kDiskFull, false},
                                         Faulty{"TheDiskIsFull", Fault::kDiskFull, true},
                                         Faulty{"ASyncFails", Fault::kSyncFails, false},
                                         Faulty{"SyncsFailFromThenOn", Fault::kSyncFails, true}),
                         [](const auto& tested) { return std::string(tested.param.name); });

}  // namespace
}  // namespace wirefold::ingest
