// What happens while another program is writing to the database.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "support/temp_dir.h"
#include "unit/store/no_pauses.h"
#include "unit/store/shortcuts.h"

namespace wirefold::store {
namespace {

using std::chrono::microseconds;
using std::chrono::seconds;

/// Another program, which can hold the lock of those who write.
class OtherProgram {
 public:
  explicit OtherProgram(const std::string& path) {
    EXPECT_EQ(sqlite3_open(path.c_str(), &db_), SQLITE_OK);
  }
  ~OtherProgram() { sqlite3_close(db_); }
  OtherProgram(const OtherProgram&) = delete;
  OtherProgram& operator=(const OtherProgram&) = delete;

  void begin() { run("BEGIN IMMEDIATE"); }
  void end() { run("COMMIT"); }

 private:
  void run(const char* sql) {
    EXPECT_EQ(sqlite3_exec(db_, sql, nullptr, nullptr, nullptr), SQLITE_OK);
  }

  sqlite3* db_ = nullptr;
};

class Busy : public testing::Test {
 protected:
  Busy() { other.begin(); }

  void expect_five_seconds() const {
    EXPECT_GT(pauses.slept(), seconds(4));
    EXPECT_LT(pauses.slept(), seconds(6));
  }

  NoPauses pauses;
  test::TempDir dir;
  std::string path = dir.path("w.db");
  std::unique_ptr<Database> database = opened(path);
  OtherProgram other{path};
};

TEST_F(Busy, ATransactionDoesNotBegin) {
  try {
    database->begin();
    FAIL() << "two programs write";
  } catch (const StoreBusy& error) {
    const std::string what = error.what();
    EXPECT_NE(what.find("locked; another program is writing to it"), what.npos) << what;
    EXPECT_NE(what.find(path), what.npos) << what;
  }
}

TEST_F(Busy, ATransactionWaitsFiveSeconds) {
  EXPECT_THROW(database->begin(), StoreBusy);
  expect_five_seconds();
}

TEST_F(Busy, ATransactionCanBeTriedAgain) {
  EXPECT_THROW(database->begin(), StoreBusy);
  other.end();
  EXPECT_NO_THROW(change(*database, [](Transaction& to) { enter(to, "https://h.example/f"); }));
  EXPECT_EQ(database->feeds().all().size(), 1u);
}

TEST_F(Busy, TheDaemonIsAskedEveryFiveSecondsWhetherToGoOn) {
  int asked = 0;
  database->set_on_busy([&] {
    expect_five_seconds();
    pauses.forget();
    return ++asked < 3;
  });
  EXPECT_THROW(database->begin(), StoreBusy);
  EXPECT_EQ(asked, 3);
}

TEST_F(Busy, ATransactionBeginsOnceTheOtherProgramHasEnded) {
  int asked = 0;
  database->set_on_busy([&] {
    if (++asked == 2) other.end();
    return true;
  });
  EXPECT_NO_THROW(change(*database, [](Transaction& to) { enter(to, "https://h.example/f"); }));
  EXPECT_EQ(asked, 2);
}

TEST_F(Busy, NobodyIsAskedWhoNeedNotWait) {
  other.end();
  database->set_on_busy([] {
    ADD_FAILURE() << "nobody writes";
    return false;
  });
  change(*database, [](Transaction& to) { enter(to, "https://h.example/f"); });
}

TEST_F(Busy, ThoseWhoReadDoNotWait) {
  EXPECT_EQ(database->feeds().all().size(), 0u);
  EXPECT_EQ(open_to_read(path)->feeds().all().size(), 0u);
  EXPECT_EQ(pauses.slept(), microseconds(0));
}

TEST_F(Busy, AnOverrideOfTheOperatorWaitsFiveSeconds) {
  Override order;
  EXPECT_THROW(add_override(path, order), StoreBusy);
  expect_five_seconds();
  other.end();
  EXPECT_EQ(database->overrides().all().size(), 0u);
}

TEST_F(Busy, AnOverrideOfTheOperatorDoesNotDisturbATransaction) {
  other.end();
  const auto transaction = database->begin();
  enter(*transaction, "https://h.example/f");
  Override order;
  EXPECT_THROW(add_override(path, order), StoreBusy);
  EXPECT_NO_THROW(transaction->commit());
  EXPECT_EQ(database->feeds().all().size(), 1u);
}

}  // namespace
}  // namespace wirefold::store
