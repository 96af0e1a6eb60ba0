// What a batch asks of the store, and that it folds as its documents would one by one.
#include <gtest/gtest.h>

#include <random>

#include "support/counting_database.h"
#include "support/pipeline.h"
#include "support/recording_listener.h"
#include "support/sentences.h"
#include "support/temp_dir.h"
#include "support/wire_world.h"
#include "unit/store/by_hand.h"

namespace wirefold::ingest {
namespace {

const Timestamp kNow = Timestamp(std::chrono::hours(480000));

/// A pipeline on a clock that stands still.
class Folder {
 public:
  Folder(const config::Config& config, std::unique_ptr<store::Database> database)
      : pipeline_(std::move(database), [] { return kNow; }) {
    pipeline_.start(config, listener_);
  }

  Message document(const std::string& url, const std::string& body) {
    fetch::Response r;
    r.request.url = url;
    r.request.tag.owner = to_int(test::feed_at(pipeline_.store, url).id);
    r.status = 200;
    r.body = body;
    return r;
  }

  test::Pipeline& pipeline() { return pipeline_; }

 private:
  test::RecordingListener listener_;
  test::Pipeline pipeline_;
};

config::Config config_of(const std::vector<std::string>& urls) {
  config::Config out;
  out.pages.below_words = 0;
  for (const std::string& url : urls) out.sources.emplace_back().url = url;
  return out;
}

std::string url_of(std::size_t outlet) {
  return "https://o" + std::to_string(outlet) + ".example/feed";
}

/// Some outlets that copy agencies and correct themselves, over a store that counts.
class BatchCalls : public testing::TestWithParam<std::size_t> {
 protected:
  BatchCalls() {
    std::vector<std::string> urls;
    for (std::size_t i = 0; i < GetParam(); ++i) urls.push_back(url_of(i));
    folder = std::make_unique<Folder>(
        config_of(urls),
        std::make_unique<test::CountingDatabase>(test::open_database(":memory:", kNow), calls));
  }

  /// Takes the current documents of all outlets in one batch, with `more` behind each. Returns the
  /// calls for it.
  test::StoreCalls take_all(const std::string& more = {}) {
    std::vector<Message> batch;
    for (std::size_t i = 0; i < GetParam(); ++i) {
      batch.push_back(folder->document(url_of(i), world.rss(i) + more));
    }
    calls = {};
    folder->pipeline().take(std::move(batch));
    return calls;
  }

  static constexpr test::StoreCalls kOneOfEach{.begin = 1, .commit = 1, .lookup = 1};

  test::StoreCalls calls;
  test::WireWorld world{{.outlets = GetParam(), .items = 5, .listed = 20}, 7};
  std::unique_ptr<Folder> folder;
};

TEST_P(BatchCalls, AreOneLookupAndOneCommit) {
  for (int round = 0; round < 6; ++round) {
    world.go_on();
    const test::StoreCalls seen = take_all();
    EXPECT_EQ(std::pair(seen.lookup, seen.commit), std::pair(1, 1)) << round;
    EXPECT_EQ(seen.begin, 1) << round;
    EXPECT_EQ(seen.articles, 0) << "the lookup brings the texts of edited articles";
    EXPECT_EQ(seen.facts_of, 0) << "the stories are new enough to be in memory";
  }
  EXPECT_GT(folder->pipeline().store.reading().count_articles(),
            static_cast<std::int64_t>(20 * GetParam()));
}

TEST_P(BatchCalls, AreTheSameForArticlesThatAreKnown) {
  world.go_on();
  take_all();
  EXPECT_EQ(take_all("<!-- changed -->"), kOneOfEach);
}

TEST_P(BatchCalls, AreNoLookupForDocumentsThatAreUnchanged) {
  world.go_on();
  take_all();
  EXPECT_EQ(take_all(), (test::StoreCalls{.begin = 1, .commit = 1}));
}

INSTANTIATE_TEST_SUITE_P(Documents, BatchCalls, testing::Values(1, 2, 24, 64, 256),
                         [](const auto& tested) { return std::to_string(tested.param); });

TEST(BatchTexts, AreNotAllKept) {
  test::StoreCalls calls;
  test::CountingDatabase database(test::open_database(":memory:", kNow), calls);
  EntryLookup lookup(database.folding());
  lookup.begin({});
  Prepared entry;
  Article& article = entry.article;
  article.feed = test::enter(database, url_of(0)).id;
  const auto ask_for_edit = [&](int key) {
    article.key = entry.identity.hash_key = std::to_string(key);
    lookup.of(entry);
  };
  test::change(database, [&](store::Transaction& tx) {
    article.content = std::string(std::size_t{1} << 20, 'x');
    for (int i = 1; i <= 20; ++i) {
      article.key = std::to_string(i);
      tx.folding().add_article(article, tx.folding().add_story(kNow, kNow), {}, "", kNow);
    }
  });
  article.text_hash = 1;
  for (int i = 1; i <= 20; ++i) ask_for_edit(i);
  calls = {};
  EXPECT_TRUE(lookup.article(ArticleId{20}));
  EXPECT_EQ(calls.articles, 0);
  EXPECT_TRUE(lookup.article(ArticleId{1}));
  EXPECT_EQ(calls.articles, 1) << "it had to give way";
}

/// Feeds that list each other's entries: sections of one paper, copies under the same ids, links
/// and texts, and edits of them.
class Tangle {
 public:
  explicit Tangle(std::uint64_t seed) : random_(seed) {
    for (unsigned i = 0; i < 5; ++i) texts_.push_back(test::sentences(10 * i, 10 * i + 6));
  }

  static std::vector<std::string> feeds() {
    return {"https://www.paper.example/world", "https://www.paper.example/sport",
            "https://m.paper.example/all",     "https://rival.example/feed",
            "https://planet.example/all",      "https://feedburner.example/paper"};
  }

  std::string document() {
    std::string out = "<rss version=\"2.0\"><channel><title>T" + std::to_string(below(3)) +
                      "</title><link>https://www.paper.example/</link>";
    for (std::size_t i = 1 + below(4); i > 0; --i) out += item();
    return out + "<!-- " + std::to_string(random_()) + " --></channel></rss>";
  }

 private:
  std::size_t below(std::size_t end) { return random_() % end; }

  std::string item() {
    const std::size_t page = below(5);
    const std::string host = below(4) == 0 ? "rival" : "www.paper";
    std::string out = "<item>";
    if (below(3) > 0) {
      out += "<guid isPermaLink=\"false\">id" + std::to_string(below(4)) + "</guid>";
    }
    out += "<link>https://" + host + ".example/" + std::to_string(page) + "</link>";
    out += "<title>Headline number " + std::to_string(below(8) == 0 ? below(5) : page) + "</title>";
    if (below(3) > 0) out += "<pubDate>" + date(below(8) == 0 ? below(5) : page) + "</pubDate>";
    return out + "<description>" + texts_[below(5) == 0 ? below(5) : page] +
           "</description></item>";
  }

  static std::string date(std::size_t day) {
    return "0" + std::to_string(1 + day) + " Oct 2024 10:00:00 GMT";
  }

  std::mt19937_64 random_;
  std::vector<std::string> texts_;
};

/// What folding has made of its documents.
std::vector<std::string> content_of(const std::string& path) {
  std::vector<std::string> out;
  for (const char* const sql :
       {"SELECT 'article ' || id || ' in ' || story || ' of ' || feed || ' ' || key || ' ' || link "
        "|| ' ' || title || ' ' || text_hash || ' ' || canonical || ' ' || rule || ' ' || moved "
        "FROM article ORDER BY id",
        "SELECT 'story ' || id || ' ' || coalesce(lead, 0) || ' ' || coalesce(merged_into, 0) || "
        "' ' || published || ' ' || updated || ' ' || changed FROM story ORDER BY id",
        "SELECT 'listing ' || article || ' ' || feed || ' ' || text_hash FROM listing "
        "ORDER BY article, feed",
        "SELECT 'waiting ' || feed || ' ' || key FROM waiting ORDER BY page",
        "SELECT 'feed ' || url || ' ' || publisher || ' ' || carrier || ' ' || repeated || ' ' || "
        "listed_again || ' ' || listed || ' ' || rate_entries FROM feed ORDER BY id",
        "SELECT 'event ' || id || ' ' || kind FROM event ORDER BY id"}) {
    for (std::string& row : store::ask_sql(path, sql)) out.push_back(std::move(row));
  }
  return out;
}

class Tangled : public testing::TestWithParam<int> {};

TEST_P(Tangled, ABatchFoldsAsItsDocumentsOneByOne) {
  const test::TempDir dir;
  config::Config config = config_of(Tangle::feeds());
  config.pages.below_words = GetParam() % 4 == 0 ? 1000 : 0;
  Tangle tangle(static_cast<std::uint64_t>(GetParam()));
  {
    Folder batches(config, test::open_database(dir.path("batches.db"), kNow));
    Folder singles(config, test::open_database(dir.path("singles.db"), kNow));
    for (int round = 0; round < 6; ++round) {
      std::vector<Message> batch;
      for (const std::string& url : Tangle::feeds()) {
        const std::string body = tangle.document();
        batch.push_back(batches.document(url, body));
        singles.pipeline().take(singles.document(url, body));
      }
      batches.pipeline().take(std::move(batch));
    }
    batches.pipeline().ingest->finish();
    singles.pipeline().ingest->finish();
  }
  EXPECT_EQ(content_of(dir.path("batches.db")), content_of(dir.path("singles.db")));
}

INSTANTIATE_TEST_SUITE_P(Seeds, Tangled, testing::Range(1, 41));

}  // namespace
}  // namespace wirefold::ingest
