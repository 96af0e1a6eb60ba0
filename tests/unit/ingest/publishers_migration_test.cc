// The first start on a database of a version that told outlets apart by their names.
#include <gtest/gtest.h>

#include <memory>
#include <set>

#include "support/pipeline.h"
#include "support/recent_stories.h"
#include "support/recording_listener.h"
#include "support/temp_dir.h"
#include "unit/store/by_hand.h"
#include "wirefold/base/file.h"
#include "wirefold/base/hash.h"
#include "wirefold/ingest/ingest.h"

namespace wirefold::ingest {
namespace {

constexpr char kFerry[] =
    "A ferry with four hundred people drifted for nine hours in the northern strait after a fire "
    "in its engine room knocked out the power and all of the pumps, the coastguard said.";
constexpr char kPier[] =
    "Council members of the harbour town voted on Tuesday to rebuild the eastern pier, of which "
    "three winters of storms have left only some planks.";
constexpr char kBoilerplate[] =
    "Letters of readers are answered on Wednesday evenings in the old customs house of Northaven.";

std::string sql_text(const std::string& text) { return '\'' + text + '\''; }

std::string hex_of(const std::string& bytes) {
  std::string out = "x'";
  for (const char c : bytes) out += to_hex(static_cast<unsigned char>(c)).substr(14);
  return out + '\'';
}

std::string number(std::uint64_t value) { return std::to_string(static_cast<std::int64_t>(value)); }

class PublishersMigration : public testing::Test {
 protected:
  PublishersMigration() {
    for (int i = 1; i <= 11; ++i) {
      run(*read_file(SOURCE_DIR "/tests/data/schema/" + std::to_string(i) + ".sql", 1 << 16));
    }
    add_feed(11, "https://www.paper.example/world", "Morning Paper: World");
    add_feed(12, "https://feeds.paper.example/sport", "Morning Paper: Sport");
    add_feed(13, "https://named.example/feed", "Its own title");
    add_feed(14, "https://feeds.feedburner.com/Courier", "Courier");
    add_article(101, 11, "Morning Paper: World", kFerry);
    add_article(102, 12, "Morning Paper: Sport", kPier);
    add_article(103, 13, "The Operator's Name", kFerry);
    add_article(104, 14, "Courier", kPier);
    run("INSERT INTO ruling(id, kind, said_story, said_other, story, other, articles, made, done) "
        "VALUES (50, 1, 101, 0, 101, 0, '', 1, 2), (51, 4, 102, 104, 102, 104, '', 1, 2);");
    config.pages.below_words = 0;
    config.fold.prefer = "Morning Paper: Sport";
    config.sources = {source("https://www.paper.example/world"),
                      source("https://feeds.paper.example/sport"),
                      source("https://named.example/feed", "The Operator's Name"),
                      source("https://feeds.feedburner.com/Courier")};
    start();
  }

  void run(const std::string& sql) { store::run_sql(path, sql.c_str()); }

  static FeedSource source(const std::string& url, const std::string& outlet = {}) {
    FeedSource out;
    out.url = url;
    out.outlet = outlet;
    return out;
  }

  void add_feed(int id, const std::string& url, const std::string& title) {
    run("INSERT INTO feed(id, url, title, last_poll) VALUES (" + std::to_string(id) + ", " +
        sql_text(url) + ", " + sql_text(title) + ", 1700000000);");
  }

  static std::string boilerplate_key(const std::string& outlet) {
    return number(mix_hash(hash64(outlet), boilerplate()));
  }

  static std::uint64_t boilerplate() { return document(kBoilerplate).sentences.at(0).hash; }

  static Document document(const std::string& text) {
    Article article;
    article.summary = "<p>" + text + "</p>";
    return document_of(article);
  }

  static std::string page_of(int id) { return "https://p.example/" + std::to_string(id); }

  /// Adds article `id` in a story with the same number. Its outlet has learned the boilerplate at
  /// the end of its text.
  void add_article(int id, int feed, std::string outlet, const std::string& text) {
    const std::string key = std::to_string(id);
    const std::string now =
        number(static_cast<std::uint64_t>(wall_clock_now().time_since_epoch().count()));
    const std::string whole = text + ' ' + kBoilerplate;
    const std::string hash = number(hash64(outlet));
    const std::string learned = boilerplate_key(outlet);
    for (std::size_t at = 0; (at = outlet.find('\'', at)) != outlet.npos; at += 2) {
      outlet.insert(at, 1, '\'');
    }
    run("INSERT INTO story(id, uid, published, created, updated, changed) VALUES (" + key +
        ", 'urn:uuid:" + key + "', " + now + ", " + now + ", " + now + ", " + now + ");" +
        "INSERT INTO article(id, story, feed, outlet, key, link, canonical, title, summary, "
        "content, lang, feed_group, authors, categories, first_seen, text_hash, distance, "
        "similarity, rule) VALUES (" +
        key + ", " + key + ", " + std::to_string(feed) + ", " + sql_text(outlet) + ", " +
        sql_text(page_of(id)) + ", " + sql_text(page_of(id)) + ", " + sql_text(page_of(id)) +
        ", 'Title', " + sql_text("<p>" + whole + "</p>") + ", '', 'en', '', '', '', " + now +
        ", 7, -1, 0, 'new');" + "UPDATE story SET lead = " + key + " WHERE id = " + key + ";" +
        "INSERT INTO print VALUES (" + key + ", " + hash + ", " + number(hash64(page_of(id))) +
        ", NULL, " + now + ", " + hex_of(fold::pack(fold::fingerprints_of(document(whole)))) +
        ");" + "INSERT OR REPLACE INTO boilerplate VALUES (" + learned + ", " + now + ");");
  }

  void stop() {
    pipeline.reset();
    store = nullptr;
    ingest = nullptr;
  }

  void start() {
    stop();
    pipeline = std::make_unique<test::Pipeline>(path);
    store = &pipeline->store;
    pipeline->start(config, listener);
    ingest = pipeline->ingest;
  }

  std::set<std::uint64_t> learned() {
    std::set<std::uint64_t> out;
    store->folding().for_each_boilerplate([&out](const LearnedSentence& s) { out.insert(s.key); });
    return out;
  }

  bool knows_boilerplate_of(const Publisher& publisher) {
    return learned().contains(mix_hash(outlet_hash(publisher), boilerplate()));
  }

  std::int64_t poll(const std::string& url, const std::string& items) {
    const std::int64_t before = store->reading().count_articles();
    fetch::Response response;
    response.request.tag.owner = to_int(test::feed_at(*store, url).id);
    response.request.url = url;
    response.status = 200;
    response.body =
        "<rss version=\"2.0\"><channel><title>T</title><link>https://courier.example/"
        "</link>" +
        items + "</channel></rss>";
    pipeline->take(std::move(response));
    return store->reading().count_articles() - before;
  }

  test::TempDir dir;
  std::string path = dir.path("w.db");
  config::Config config;
  std::unique_ptr<test::Pipeline> pipeline;
  store::Database* store = nullptr;
  test::RecordingListener listener;
  Ingest* ingest = nullptr;
};

TEST_F(PublishersMigration, OutletsByTitleBecomePublishers) {
  const auto publisher = [this](int id) {
    return store->reading().article(ArticleId{id})->publisher.id();
  };
  EXPECT_EQ(publisher(101), "paper.example");
  EXPECT_EQ(publisher(102), "paper.example");
  EXPECT_EQ(publisher(103), "The Operator's Name");
  EXPECT_EQ(publisher(104), "Courier via its name") << "until it is read";
  EXPECT_EQ(publisher(1), "h.example") << "of a feed that is off the list";
  EXPECT_EQ(store->reading().article(ArticleId{101})->outlet, "Morning Paper: World")
      << "is its name still";
}

TEST_F(PublishersMigration, StoriesAndRulingsStay) {
  for (const int id : {101, 102, 103, 104}) {
    ASSERT_TRUE(store->reading().story(StoryId{id}));
    EXPECT_EQ(store->reading().story(StoryId{id})->uid, "urn:uuid:" + std::to_string(id));
  }
  EXPECT_TRUE(store->reading().story(StoryId{101})->pinned);
  const std::vector<Override> overrides = store->overrides().all();
  ASSERT_GE(overrides.size(), 2u);
  EXPECT_EQ(overrides.back().kind, OverrideKind::kNever);
  EXPECT_TRUE(overrides.back().stands());
}

TEST_F(PublishersMigration, BoilerplateFollowsItsOutlet) {
  EXPECT_TRUE(knows_boilerplate_of({"paper.example", ""}));
  EXPECT_TRUE(knows_boilerplate_of({"The Operator's Name", ""}));
  EXPECT_FALSE(knows_boilerplate_of({"evil.example", ""}));
  const auto before = learned();
  start();
  EXPECT_EQ(learned(), before) << "once";
}

TEST_F(PublishersMigration, WhatACarrierBringsIsItsPublishersOnceItIsRead) {
  EXPECT_FALSE(knows_boilerplate_of({"courier.example", "feedburner.com"}));
  EXPECT_EQ(poll("https://feeds.feedburner.com/Courier", ""), 0);
  EXPECT_EQ(store->reading().article(ArticleId{104})->publisher.id(),
            "courier.example via feedburner.com");
  EXPECT_TRUE(knows_boilerplate_of({"courier.example", "feedburner.com"}));
}

TEST_F(PublishersMigration, NothingThatIsKnownComesAgain) {
  const auto item = [](int id) {
    return "<item><guid>" + page_of(id) + "</guid><link>" + page_of(id) +
           "</link><title>Title</title></item>";
  };
  EXPECT_EQ(poll("https://www.paper.example/world", item(101)), 0);
  EXPECT_EQ(poll("https://www.paper.example/world", item(102)), 0) << "of its other feed";
  EXPECT_EQ(poll("https://named.example/feed", item(103)), 0);
  EXPECT_EQ(poll("https://feeds.feedburner.com/Courier", item(104)), 0);
}

TEST_F(PublishersMigration, WhomTheOperatorPrefersLeads) {
  const auto item = [](const std::string& page) {
    return "<item><guid>" + page + "</guid><link>" + page +
           "</link><title>Bees</title><description>Beekeepers report fewer losses than last year, "
           "which researchers explain by a mild autumn and by strips of wild flowers along "
           "motorways and canals.</description></item>";
  };
  poll("https://named.example/feed", item("https://named.example/bees"));
  poll("https://www.paper.example/world", item("https://www.paper.example/bees"));
  EXPECT_EQ(test::recent_stories(*store, 1).at(0).lead().publisher.name, "paper.example");
}

}  // namespace
}  // namespace wirefold::ingest
