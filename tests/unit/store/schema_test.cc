// Opens databases of every released schema with the newest program.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>

#include "unit/store/by_hand.h"
#include "unit/store/memory_folder.h"
#include "unit/store/no_pauses.h"
#include "unit/store/shortcuts.h"
#include "wirefold/base/file.h"
#include "wirefold/store/maintenance.h"

namespace wirefold::store {
namespace {

using std::chrono::seconds;

constexpr char kSchema[] = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name";

/// Makes a database as schema version `version` wrote it.
void make_database(const std::string& path, int version) {
  for (int i = 1; i <= version; ++i) {
    const std::string file = SOURCE_DIR "/tests/data/schema/" + std::to_string(i) + ".sql";
    const Result<std::string> sql = read_file(file, 1 << 16);
    ASSERT_TRUE(sql) << "each version that was released has its file: " << file;
    run_sql(path, sql->c_str());
  }
}

class Schema : public testing::TestWithParam<int> {
 protected:
  void SetUp() override { make_database(path, GetParam()); }

  int version() const { return GetParam(); }

  MemoryFolder dir;
  std::string path = dir.path("w.db");
};

TEST_P(Schema, BecomesTheNewest) {
  const std::string fresh = dir.path("fresh.db");
  opened(fresh);
  opened(path);
  EXPECT_EQ(ask_sql(path, kSchema), ask_sql(fresh, kSchema));
  for (const char* pragma : {"PRAGMA user_version", "PRAGMA application_id", "PRAGMA auto_vacuum",
                             "PRAGMA journal_mode"}) {
    EXPECT_EQ(ask_sql(path, pragma), ask_sql(fresh, pragma)) << pragma;
  }
  const auto problems = verify(path, [](std::size_t, std::size_t) {});
  EXPECT_EQ(problems, std::vector<std::string>());
}

TEST_P(Schema, KeepsFeedsAndStories) {
  const auto database = opened(path);
  EXPECT_EQ(database->born(), Timestamp(seconds(1700000000)));
  const std::vector<FeedState> feeds = database->feeds().all();
  ASSERT_EQ(feeds.size(), 1u);
  EXPECT_EQ(feeds[0].url, "https://h.example/feed");
  EXPECT_EQ(feeds[0].validators.etag, "\"1\"");
  const auto stories = newest_stories(*database);
  ASSERT_EQ(stories.size(), 1u);
  EXPECT_EQ(stories[0].uid, "urn:uuid:00000000-0000-8000-8000-000000000001");
  EXPECT_EQ(stories[0].lead().title, "Old bridge closed");
  EXPECT_EQ(stories[0].lead().enclosures.at(0).url, "https://h.example/a.mp3");
  EXPECT_EQ(stories[0].lead().page_text, version() < 2 ? "" : "The old bridge.");
  EXPECT_EQ(stories[0].lead().image, version() < 5 ? "" : "https://h.example/i.jpg");
  EXPECT_EQ(stories[0].lead().utc_offset, std::chrono::minutes(version() < 15 ? 0 : 420));
  EXPECT_EQ(stories[0].members.size(), version() < 3 ? 1u : 2u);
  EXPECT_EQ(database->reading().successor(StoryId{2}),
            version() < 3 ? std::nullopt : std::optional(StoryId{1}));
}

TEST_P(Schema, StoriesOfEarlierVersionsStandAlone) {
  const auto database = opened(path);
  StoryQuery query;
  query.limit = 10;
  const std::vector<Event> entries = database->events().events(query);
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_EQ(entries[0].id, EventId{});
  EXPECT_EQ(entries[0].reports.at(0).story.id, StoryId{1});
  EXPECT_EQ(database->events().membership(StoryId{1}), std::nullopt);
  EXPECT_EQ(database->events().ended_events(Timestamp::min(), 10).size(), version() < 16 ? 0u : 1u);
  EXPECT_EQ(database->events().word_counts(), version() < 16 ? "" : "counts");
}

TEST_P(Schema, StoriesOfEarlierVersionsMayBeInEvents) {
  const auto database = opened(path);
  const EventId event = change(*database, [](Transaction& to) {
    const EventId out = to.events().add_event(kNow);
    const FeedId feed = enter(to, "https://b.example/feed").id;
    to.events().join({StoryId{1}, out, 1, {}, false}, kNow);
    to.events().join({open_story(to, make_article(feed, "B", "b")), out, 2, {}, false}, kNow);
    return out;
  });
  EXPECT_EQ(database->events().event(event).value_or(Event()).reports.size(), 2u);
}

TEST_P(Schema, ForgetsWhatWasMadeOfWordsByOtherRules) {
  const auto database = opened(path);
  std::size_t sentences = 0;
  database->folding().for_each_boilerplate([&](const LearnedSentence&) { ++sentences; });
  EXPECT_EQ(sentences, 0u);
  std::size_t fingerprints = 0;
  database->folding().for_each_fingerprints([&](const StoredFingerprints&) { ++fingerprints; });
  EXPECT_EQ(fingerprints, 0u);
  EXPECT_EQ(database->folding().common_words(), "");
  std::size_t without_fingerprints = 0;
  database->folding().for_each_without_fingerprints(
      Timestamp{}, [&](const Article&) { ++without_fingerprints; });
  EXPECT_EQ(without_fingerprints, version() < 3 ? 1u : 2u) << "they are made again";
}

TEST_P(Schema, KeepsWhatWasOrdered) {
  const auto database = opened(path);
  EXPECT_EQ(database->feeds().subscriptions().size(), version() < 4 ? 0u : 1u);
  EXPECT_EQ(database->reading().last_events(10).size(), version() < 5 ? 0u : 2u);
  EXPECT_EQ(database->subscribers().all().size(), version() < 5 ? 0u : 1u);
  const std::vector<Override> overrides = database->overrides().all();
  ASSERT_EQ(overrides.size(), version() < 6 ? 0u : version() < 8 ? 1u : version() < 9 ? 3u : 4u);
  for (const Override& order : overrides) EXPECT_EQ(order.by, version() < 17 ? "" : "Ada");
}

TEST_P(Schema, MakesAllOfItSearchable) {
  const auto database = opened(path);
  EXPECT_EQ(found(*database, "bridge").size(), 0u);
  change(*database, [](Transaction& to) { to.upkeep().index_missing(); });
  EXPECT_EQ(found(*database, "bridge").size(), 1u);
  EXPECT_EQ(found(*database, "old"), (std::vector<std::int64_t>{1}));
  EXPECT_EQ(found(*database, "shut").size(), version() < 3 ? 0u : 1u);
}

TEST_P(Schema, IndexesEachArticleOnce) {
  int indexed = 0;
  const auto database = open(path, kNow, [&](const Article& article) {
    ++indexed;
    return title_words(article);
  });
  for (int i = 0; i < 2; ++i) {
    change(*database, [](Transaction& to) { to.upkeep().index_missing(); });
  }
  EXPECT_EQ(indexed, version() < 3 ? 1 : 2);
}

INSTANTIATE_TEST_SUITE_P(Versions, Schema, testing::Range(1, 18));

TEST(SchemaVersions, EachThatWasReleasedIsTested) {
  const MemoryFolder dir;
  const std::string path = dir.path("w.db");
  opened(path);
  EXPECT_EQ(ask_sql(path, "PRAGMA user_version"), std::vector<std::string>({"18"}))
      << "the version before needs its file, and its place in the range above";
}

TEST(SchemaVersions, KnowSinceWhenAFeedFailsIfItFailedOnce) {
  for (const int failures : {0, 1, 2}) {
    const MemoryFolder dir;
    const std::string path = dir.path("w.db");
    make_database(path, 14);
    const std::string change =
        "UPDATE feed SET last_poll = 1700000005, failures = " + std::to_string(failures);
    run_sql(path, change.c_str());
    const FeedState feed = opened(path)->feeds().all().at(0);
    const Timestamp last_poll(seconds(1700000005));
    EXPECT_EQ(feed.failing_since, failures == 1 ? std::optional(last_poll) : std::nullopt);
  }
}

TEST(SchemaVersions, KnowWhichRulingsCanBeUndone) {
  const MemoryFolder dir;
  const std::string path = dir.path("w.db");
  make_database(path, 8);
  const auto database = opened(path);
  const std::vector<Override> overrides = database->overrides().all();
  ASSERT_EQ(overrides.size(), 3u);
  EXPECT_EQ(overrides[0].said_story, StoryId{1});
  EXPECT_FALSE(overrides[1].reversible) << "a merge that was carried out";
  EXPECT_TRUE(overrides[2].reversible) << "one that waits";
  Override next;
  change(*database, [&](Transaction& to) { to.overrides().add(next); });
  EXPECT_EQ(next.id, 5) << "no number is given twice, also that of one that was forgotten";
}

/// All bytes of all files of a directory.
std::string bytes_in(const std::string& directory) {
  std::string out;
  for (const auto& entry : std::filesystem::directory_iterator(directory)) {
    out += *read_file(entry.path().string(), 1 << 26);
  }
  return out;
}

class Secrets : public testing::Test {
 protected:
  /// Puts a secret into rows, free pages and the write-ahead log.
  Secrets() {
    make_database(path, 9);
    run_sql(path,
            "PRAGMA journal_mode = WAL; CREATE TABLE gone(t TEXT);"
            "WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)"
            "INSERT INTO gone SELECT 'https://me:s3cret@h.example/' || i FROM n; DROP TABLE gone;");
  }

  MemoryFolder dir;
  std::string path = dir.path("w.db");
};

TEST_F(Secrets, LeaveRowsFreePagesAndLog) {
  ASSERT_NE(bytes_in(dir.path("")).find("s3cret"), std::string::npos);
  {
    const auto database = opened(path);
    EXPECT_EQ(bytes_in(dir.path("")).find("s3cret"), std::string::npos) << "while it is open";
    const FeedState feed = database->feeds().all().at(0);
    EXPECT_EQ(feed.validators.url, "https://h.example/feed");
    EXPECT_EQ(feed.moved_to, "https://h.example/new");
    EXPECT_EQ(feed.move.url, "https://h.example/newer");
    const std::vector<Story> stories = newest_stories(*database);
    ASSERT_EQ(stories.size(), 1u);
    const Article& lead = stories[0].lead();
    EXPECT_EQ(lead.key, "https://h.example/1");
    EXPECT_EQ(lead.link, "https://h.example/1");
    EXPECT_EQ(lead.content,
              "<p>A bridge, of us@h.example.</p><img src=\"https://h.example/p.png\"/>");
    EXPECT_EQ(lead.enclosures.at(0).url, "https://h.example/a.mp3");
  }
  EXPECT_EQ(ask_sql(path, "SELECT count(*) FROM meta WHERE key = 'scrub'").at(0), "0");
  EXPECT_EQ(bytes_in(dir.path("")).find("s3cret"), std::string::npos);
}

TEST_F(Secrets, LeaveAlsoAKeyThatIsTaken) {
  run_sql(path,
          "UPDATE article SET outlet = (SELECT outlet FROM article WHERE id = 1),"
          "key = 'https://h.example/1' WHERE id = 2");
  opened(path);
  EXPECT_EQ(ask_sql(path, "SELECT key FROM article ORDER BY id"),
            std::vector<std::string>({"https://h.example/1#1", "https://h.example/1"}));
}

TEST_F(Secrets, LeaveAtTheNextStartWhatAReaderHeldUp) {
  const NoPauses no_pauses;
  sqlite3* reader = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &reader), SQLITE_OK);
  sqlite3_stmt* row = nullptr;
  sqlite3_prepare_v2(reader, "SELECT id FROM article", -1, &row, nullptr);
  ASSERT_EQ(sqlite3_step(row), SQLITE_ROW);
  EXPECT_FALSE(opened(path)->upkeep().is_scrubbed());
  sqlite3_finalize(row);
  sqlite3_close(reader);
  EXPECT_TRUE(opened(path)->upkeep().is_scrubbed());
  EXPECT_EQ(bytes_in(dir.path("")).find("s3cret"), std::string::npos);
}

}  // namespace
}  // namespace wirefold::store
