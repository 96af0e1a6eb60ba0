#include "wirefold/store/maintenance.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "support/temp_dir.h"
#include "unit/store/by_hand.h"
#include "wirefold/base/file.h"
#include "wirefold/store/database.h"

namespace wirefold::store {
namespace {

const Timestamp kNow = Timestamp(std::chrono::hours(480000));

void nobody_looks(std::size_t, std::size_t) {}

class Maintenance : public testing::Test {
 protected:
  /// A database of so many articles, some 4 KB each.
  explicit Maintenance(int articles = 3) {
    Store store(path, kNow);
    Store::Transaction transaction(store);
    for (int i = 0; i < articles; ++i) add_article(store, std::to_string(i));
    transaction.commit();
  }

  static void add_article(Store& store, const std::string& key) {
    Article article;
    article.feed = store.feed("https://h.example/feed").id;
    article.outlet = "A";
    article.key = key;
    article.content = std::string(4000, 'c');
    article.enclosures = {{"https://h.example/a.mp3", "audio/mpeg", 12}};
    article.first_seen = kNow;
    store.add_article(article, store.add_story(kNow, kNow), {{}, -1, 0, "new"}, kNow);
  }

  std::vector<std::string> problems() const { return verify(path, nobody_looks); }

  /// Why there is no backup.
  std::string refusal() const {
    try {
      backup(path, copy, nobody_looks);
    } catch (const StoreError& error) {
      return error.what();
    }
    return {};
  }

  test::TempDir dir;
  std::string path = dir.path("w.db");
  std::string copy = dir.path("copy.db");
};

TEST_F(Maintenance, FindsNothingWrongWithWhatWasStored) {
  EXPECT_EQ(problems(), std::vector<std::string>());
}

TEST_F(Maintenance, FindsRowsThatReferToNothing) {
  run_sql(path, "DELETE FROM article WHERE id = 2; UPDATE story SET lead = NULL WHERE id = 2");
  EXPECT_EQ(problems(),
            (std::vector<std::string>{"row 2 of enclosure refers to nothing in article"}));
}

TEST_F(Maintenance, FindsStoriesWithoutTheirLeads) {
  run_sql(path,
          "UPDATE story SET lead = 2 WHERE id = 1; UPDATE story SET lead = NULL WHERE id = 3");
  EXPECT_EQ(problems(), (std::vector<std::string>{"story 1 is led by an article of another",
                                                  "story 3 has articles and no lead"}));
}

TEST_F(Maintenance, FindsStoriesThatAreServedAfterTheirEnd) {
  run_sql(path, "UPDATE story SET merged_into = 2 WHERE id = 1");
  EXPECT_EQ(problems(), (std::vector<std::string>{"story 1 is part of another and has a lead"}));
}

TEST_F(Maintenance, ABackupIsOneFileAndNeedsNoOther) {
  backup(path, copy, nobody_looks);
  constexpr std::size_t kWriteVersion = 18;  // sqlite.org/fileformat.html, section 1.3.3
  EXPECT_EQ(read_file(copy, 1 << 26)->at(kWriteVersion), 1) << "it wants a write-ahead log";
  EXPECT_FALSE(std::filesystem::exists(copy + "-wal"));
  EXPECT_EQ(Store(copy).count_articles(), 3);
}

TEST_F(Maintenance, WhatIsBrokenReplacesNoBackup) {
  backup(path, copy, nobody_looks);
  run_sql(path, "UPDATE story SET merged_into = 2 WHERE id = 1");
  EXPECT_EQ(refusal(), "database " + path + ": story 1 is part of another and has a lead");
  EXPECT_EQ(verify(copy, nobody_looks), std::vector<std::string>());
  EXPECT_FALSE(std::filesystem::exists(copy + ".partial"));
}

class MaintenanceOfMany : public Maintenance {
 protected:
  MaintenanceOfMany() : Maintenance(1000) {}
};

TEST_F(MaintenanceOfMany, ABackupHasNothingThatCameWhileItWasMade) {
  Store daemon(path, kNow);
  int steps = 0;
  backup(path, copy, [&](std::size_t, std::size_t) {
    if (++steps == 1) add_article(daemon, "late");
  });
  EXPECT_GT(steps, 1);
  EXPECT_EQ(Store(copy).count_articles(), 1000);
  EXPECT_EQ(daemon.count_articles(), 1001);
}

}  // namespace
}  // namespace wirefold::store
