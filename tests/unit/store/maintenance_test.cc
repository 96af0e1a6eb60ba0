#include "wirefold/store/maintenance.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "support/temp_dir.h"
#include "unit/store/by_hand.h"
#include "unit/store/shortcuts.h"
#include "wirefold/base/file.h"

namespace wirefold::store {
namespace {

void nobody_looks(std::size_t, std::size_t) {}

class Maintenance : public testing::Test {
 protected:
  /// A database of `articles` articles, some 4 KB each.
  explicit Maintenance(int articles = 3) {
    change(*opened(path), [&](Transaction& to) {
      for (int i = 0; i < articles; ++i) add_article(to, std::to_string(i));
    });
  }

  static void add_article(Transaction& to, const std::string& key) {
    Article article = make_article(enter(to, "https://h.example/feed").id, "A", key);
    article.content = std::string(4000, 'c');
    article.enclosures.resize(1);
    open_story(to, article);
  }

  static std::int64_t count_articles(const std::string& of) {
    return open_to_read(of)->reading().count_articles();
  }

  std::vector<std::string> problems() const { return verify(path, nobody_looks); }

  /// The error of a backup. Empty if it succeeds.
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
            (std::vector<std::string>{"row 2 of enclosure refers to a missing row of article"}));
}

TEST_F(Maintenance, FindsStoriesWithoutTheirLeads) {
  run_sql(path,
          "UPDATE story SET lead = 2 WHERE id = 1; UPDATE story SET lead = NULL WHERE id = 3");
  EXPECT_EQ(problems(),
            (std::vector<std::string>{"story 1 has a lead that belongs to another story",
                                      "story 3 has articles and no lead"}));
}

TEST_F(Maintenance, FindsStoriesThatAreServedAfterTheirEnd) {
  run_sql(path, "UPDATE story SET merged_into = 2 WHERE id = 1");
  EXPECT_EQ(problems(),
            (std::vector<std::string>{"story 1 is part of another story and has a lead"}));
}

/// The stories 1 and 2 are in a served event.
class MaintenanceOfEvents : public Maintenance {
 protected:
  MaintenanceOfEvents() {
    change(*opened(path), [](Transaction& to) {
      const EventId event = to.events().add_event(kNow);
      to.events().join({StoryId{1}, event, 1, {}, false}, kNow);
      to.events().join({StoryId{2}, event, 2, {}, false}, kNow);
    });
  }
};

TEST_F(MaintenanceOfEvents, FindsNothingWrongWithWhatWasStored) {
  EXPECT_EQ(problems(), std::vector<std::string>());
}

TEST_F(MaintenanceOfEvents, FindsEventsThatAreNotServedByTheirRule) {
  const std::vector<std::string> problem = {"event 1 is not served as its stories demand"};
  for (const char* sql : {"UPDATE happening SET first = NULL", "UPDATE happening SET first = 2",
                          "UPDATE happening SET first = 1; UPDATE report SET outlet = 1"}) {
    run_sql(path, sql);
    EXPECT_EQ(problems(), problem) << sql;
  }
}

TEST_F(MaintenanceOfEvents, FindsStoriesThatEndedInAnEvent) {
  change(*opened(path), [](Transaction& to) {
    to.folding().merge_story(StoryId{2}, StoryId{3}, ArticleId{2}, {}, kNow);
  });
  EXPECT_EQ(problems(), (std::vector<std::string>{"story 2 is in an event and has no articles"}));
}

TEST_F(MaintenanceOfEvents, FindsEventsWithoutStories) {
  run_sql(path, "INSERT INTO happening(changed) VALUES (0)");
  EXPECT_EQ(problems(), (std::vector<std::string>{"event 2 has no stories"}));
}

TEST_F(MaintenanceOfEvents, FindsEventsOfSeveralFounders) {
  run_sql(path, "UPDATE report SET founded = 1");
  EXPECT_EQ(problems(), (std::vector<std::string>{"event 1 was founded by more than one story"}));
}

TEST_F(MaintenanceOfEvents, FindsEventsThatAreServedAfterTheirEnd) {
  run_sql(path, "INSERT INTO ended_entry VALUES (1, 1, 0)");
  EXPECT_EQ(problems(), (std::vector<std::string>{"event 1 is served and has ended"}));
}

TEST_F(Maintenance, ABackupIsOneFileAndNeedsNoOther) {
  backup(path, copy, nobody_looks);
  constexpr std::size_t kWriteVersion = 18;  // sqlite.org/fileformat.html, section 1.3.3
  EXPECT_EQ(read_file(copy, 1 << 26)->at(kWriteVersion), 1) << "it wants a write-ahead log";
  EXPECT_FALSE(std::filesystem::exists(copy + "-wal"));
  EXPECT_EQ(count_articles(copy), 3);
}

TEST_F(Maintenance, WhatIsBrokenReplacesNoBackup) {
  backup(path, copy, nobody_looks);
  run_sql(path, "UPDATE story SET merged_into = 2 WHERE id = 1");
  EXPECT_EQ(refusal(), "database " + path + ": story 1 is part of another story and has a lead");
  EXPECT_EQ(verify(copy, nobody_looks), std::vector<std::string>());
  EXPECT_FALSE(std::filesystem::exists(copy + ".partial"));
}

TEST_F(Maintenance, ABackupReplacesABackup) {
  backup(path, copy, nobody_looks);
  change(*opened(path), [](Transaction& to) { add_article(to, "late"); });
  backup(path, copy, nobody_looks);
  EXPECT_EQ(count_articles(copy), 4);
}

TEST_F(Maintenance, ABackupReplacesNoForeignFile) {
  dir.write("copy.db", "a letter");
  EXPECT_EQ(refusal(), "database " + copy + ": not a backup of wirefold; it is not replaced");
  EXPECT_EQ(*read_file(copy, 1 << 26), "a letter");
}

TEST_F(Maintenance, ABackupReplacesNoBackupOfAnotherVersion) {
  backup(path, copy, nobody_looks);
  run_sql(copy, "PRAGMA user_version = 13");
  EXPECT_EQ(refusal(), "database " + copy + ": not a backup of wirefold; it is not replaced");
  EXPECT_EQ(ask_sql(copy, "PRAGMA user_version"), std::vector<std::string>({"13"}));
}

TEST_F(Maintenance, IsNotBackedUpToItself) {
  copy = path;
  EXPECT_EQ(refusal(), "database " + path + ": cannot be backed up to itself");
  EXPECT_EQ(count_articles(path), 3);
}

TEST_F(Maintenance, ABackupIsForItsOwnerAlone) {
  backup(path, copy, nobody_looks);
  EXPECT_EQ(std::filesystem::status(copy).permissions(), std::filesystem::perms(0600));
}

TEST_F(Maintenance, NoDatabaseIsNoProblemThatCanBeFound) {
  EXPECT_THROW(verify(dir.path("none.db"), nobody_looks), StoreError);
}

TEST_F(Maintenance, TellsItsProgress) {
  std::vector<std::size_t> told;
  std::size_t all = 0;
  verify(path, [&](std::size_t done, std::size_t total) {
    told.push_back(done);
    all = total;
  });
  ASSERT_GT(told.size(), 2u);
  EXPECT_EQ(told.front(), 0u);
  EXPECT_EQ(told.back(), all);
}

class MaintenanceOfMany : public Maintenance {
 protected:
  MaintenanceOfMany() : Maintenance(1000) {}
};

TEST_F(MaintenanceOfMany, ABackupHasNothingThatCameWhileItWasMade) {
  const auto daemon = opened(path);
  int steps = 0;
  backup(path, copy, [&](std::size_t, std::size_t) {
    if (++steps == 1) change(*daemon, [](Transaction& to) { add_article(to, "late"); });
  });
  EXPECT_GT(steps, 1);
  EXPECT_EQ(count_articles(copy), 1000);
  EXPECT_EQ(daemon->reading().count_articles(), 1001);
}

}  // namespace
}  // namespace wirefold::store
