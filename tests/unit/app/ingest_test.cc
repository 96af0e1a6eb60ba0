#include "app/ingest.h"
#include "support/audience.h"

#include <gtest/gtest.h>

namespace wirefold::app {
namespace {

constexpr char kText[] =
    "A ferry with four hundred people drifted for nine hours in the northern strait after a fire "
    "in "
    "its engine room knocked out the power and all of the pumps, the coastguard said, and "
    "everybody "
    "was brought ashore unhurt by two tugs before the storm came up again in the morning.";

std::string rss(const std::string& items) {
  return "<rss version=\"2.0\"><channel><title>T</title>" + items + "</channel></rss>";
}

std::string item(const std::string& guid, const std::string& title, const std::string& text) {
  return "<item><guid>" + guid + "</guid><title>" + title + "</title><link>" + guid +
         "</link><description>" + text + "</description></item>";
}

class IngestTest : public testing::Test {
 protected:
  IngestTest() {
    config.sources = {source("a", "A"), source("b", "B")};
    config.pages.below_words = 0;
    start();
  }

  static FeedSource source(const std::string& host, const std::string& outlet) {
    FeedSource s;
    s.url = "https://" + host + ".example/feed";
    s.outlet = outlet;
    return s;
  }

  void start() { ingest = std::make_unique<Ingest>(store, poller, receiver, config, audience); }

  fetch::Response response(const std::string& host, int status, const std::string& body) {
    fetch::Response r;
    r.request.feed = store.feed("https://" + host + ".example/feed").id;
    r.status = status;
    r.body = body;
    r.request.url = "https://" + host + ".example/feed";
    r.validators.etag = "\"" + std::to_string(std::hash<std::string>()(body)) + "\"";
    if (status != 200 && status != 304) r.error = Error{Errc::kHttpStatus, "status"};
    return r;
  }

  void take(const std::string& host, const std::string& items) {
    ingest->take(response(host, 200, rss(items)));
  }

  FeedState state(const std::string& host) {
    return store.feed("https://" + host + ".example/feed");
  }

  config::Config config;
  store::Store store{":memory:", wall_clock_now()};
  BoundedQueue<Work> queue{4};
  Poller poller{queue};
  PushReceiver receiver{queue, wall_clock_now};
  test::Listener audience;
  std::unique_ptr<Ingest> ingest;
};

TEST_F(IngestTest, FoldsACopyOfAnotherOutlet) {
  take("a", item("https://a.example/1", "One", kText));
  take("b", item("https://b.example/1", "Other title", kText));
  const auto stories = store.recent_stories(10);
  ASSERT_EQ(stories.size(), 1u);
  EXPECT_EQ(outlets_of(stories[0]), (std::vector<std::string>{"A", "B"}));
  EXPECT_EQ(stories[0].lead().title, "One");
}

TEST_F(IngestTest, TakesAnEditOfAnEntryForAnUpdate) {
  take("a", item("https://a.example/1", "One", kText));
  take("a", item("https://a.example/1", "One, corrected", kText));
  const auto stories = store.recent_stories(10);
  ASSERT_EQ(stories.size(), 1u);
  ASSERT_EQ(stories[0].members.size(), 1u);
  EXPECT_EQ(stories[0].lead().title, "One, corrected");
}

TEST_F(IngestTest, StoresAnEntryOnceHoweverOftenItIsListed) {
  take("a", item("https://a.example/1", "One", kText));
  take("a", item("https://a.example/2", "Two", "else") + item("https://a.example/1", "One", kText));
  EXPECT_EQ(store.count_articles(), 2);
}

TEST_F(IngestTest, TakesTheFirstOfTwoEntriesUnderOneId) {
  const auto entry = [](const char* title) {
    return std::string("<item><guid>https://a.example/1</guid><title>") + title +
           "</title><pubDate>Sun, 10 Nov 2024 12:06:00 GMT</pubDate></item>";
  };
  take("a", entry("One") + entry("Two"));
  take("a", entry("One") + entry("Two") + "<!-- changed -->");
  EXPECT_EQ(store.count_articles(), 1);
  const Story story = store.recent_stories(1).at(0);
  EXPECT_EQ(story.updated, story.published) << "an edit was seen where there is none";
}

TEST_F(IngestTest, KeepsPlainNumbersOfTwoFeedsOfOneOutletApart) {
  config.sources = {source("a", "Same"), source("b", "Same")};
  ingest->apply(config);
  take("a", item("17", "One", "some words of one"));
  take("b", item("17", "Two", "and words of the other"));
  EXPECT_EQ(store.count_articles(), 2);
}

TEST_F(IngestTest, KeepsValidatorsOnlyOfWhatItCouldRead) {
  take("a", item("https://a.example/1", "One", kText));
  const Validators good = state("a").validators;
  EXPECT_FALSE(good.etag.empty());
  ingest->take(response("a", 200, "<html>maintenance</html>"));
  EXPECT_EQ(state("a").validators, good);
  EXPECT_EQ(state("a").failures, 1);
  EXPECT_NE(state("a").last_error.find("HTML"), std::string::npos) << state("a").last_error;
}

TEST_F(IngestTest, TakesNewValidatorsFrom304AndFromAnUnchangedBody) {
  take("a", item("https://a.example/1", "One", kText));
  fetch::Response r = response("a", 304, "");
  r.validators = {"\"new\"", ""};
  ingest->take(std::move(r));
  EXPECT_EQ(state("a").validators.etag, "\"new\"");
  r = response("a", 200, rss(item("https://a.example/1", "One", kText)));
  r.validators = {"", "Sun, 10 Nov 2024 12:06:00 GMT"};
  ingest->take(std::move(r));
  EXPECT_EQ(state("a").validators, (Validators{"", "Sun, 10 Nov 2024 12:06:00 GMT"}));
}

TEST_F(IngestTest, CountsFailuresAndForgetsThemOnSuccess) {
  ingest->take(response("a", 503, ""));
  ingest->take(response("a", 503, ""));
  EXPECT_EQ(state("a").failures, 2);
  EXPECT_GT(*state("a").next_poll - wall_clock_now(), std::chrono::minutes(119));
  take("a", item("https://a.example/1", "One", kText));
  EXPECT_EQ(state("a").failures, 0);
  EXPECT_TRUE(state("a").last_error.empty());
}

TEST_F(IngestTest, GivesUpWhatIsGone) {
  ingest->take(response("a", 410, ""));
  EXPECT_TRUE(state("a").gone);
  EXPECT_EQ(state("a").next_poll, std::nullopt);
}

TEST_F(IngestTest, DropsDatesThatLieInTheFuture) {
  take("a", "<item><title>x</title><pubDate>Sun, 10 Nov 2999 12:06:00 GMT</pubDate></item>");
  const Story story = store.recent_stories(1).at(0);
  EXPECT_EQ(story.lead().published, std::nullopt);
  EXPECT_LE(story.published, wall_clock_now());
}

TEST_F(IngestTest, StoresNothingThatCanRun) {
  take("a",
       "<item><title>x</title><link>javascript:alert(1)</link>"
       "<description>&lt;script&gt;alert(1)&lt;/script&gt;text</description></item>");
  const Story story = store.recent_stories(1).at(0);
  EXPECT_EQ(story.lead().link, "");
  EXPECT_EQ(story.lead().summary, "<p>text</p>");
}

TEST_F(IngestTest, FoldsOnAfterARestart) {
  take("a", item("https://a.example/1", "One", kText));
  start();
  take("b", item("https://b.example/1", "Other", kText));
  EXPECT_EQ(store.recent_stories(10).size(), 1u);
}

TEST_F(IngestTest, PublishesWhatHasChanged) {
  const int before = audience.changes;
  ingest->take(response("a", 304, ""));
  ingest->publish_changes(false);
  EXPECT_EQ(audience.changes, before);
  EXPECT_TRUE(audience.events.empty());
  take("a", item("https://a.example/1", "One", kText));
  ingest->publish_changes(false);
  EXPECT_EQ(audience.changes, before + 1);
  ASSERT_EQ(audience.events.size(), 1u);
  EXPECT_EQ(audience.events[0].kind, "story");
}

TEST_F(IngestTest, IgnoresAFeedThatWasTakenOffTheList) {
  fetch::Response late = response("b", 200, rss(item("https://b.example/1", "One", kText)));
  config.sources.pop_back();
  ingest->apply(config);
  ingest->take(std::move(late));
  EXPECT_EQ(store.count_articles(), 0);
}

constexpr char kTeaser[] =
    "What happened in the night, and why nobody slept. Read the whole story.";

TEST_F(IngestTest, MergesAStoryWhoseTextComesLate) {
  take("a", item("https://a.example/1", "One", kText));
  take("b", item("https://b.example/1", "Other title", kTeaser));
  ASSERT_EQ(store.recent_stories(10).size(), 2u);
  take("b", item("https://b.example/1", "Other title", kText));
  const auto stories = store.recent_stories(10);
  ASSERT_EQ(stories.size(), 1u);
  EXPECT_EQ(outlets_of(stories[0]), (std::vector<std::string>{"A", "B"}));
  EXPECT_EQ(stories[0].members[1].reason.like, stories[0].lead().id);
}

TEST_F(IngestTest, KeepsTheOlderOfTwoStoriesThatAreOne) {
  take("a", item("https://a.example/1", "One", kTeaser));
  const StoryId older = store.recent_stories(1).at(0).id;
  take("b", item("https://b.example/1", "Other title", kText));
  take("a", item("https://a.example/1", "One", kText));
  const auto stories = store.recent_stories(10);
  ASSERT_EQ(stories.size(), 1u);
  EXPECT_EQ(stories[0].id, older);
  EXPECT_EQ(stories[0].lead().outlet, "A");
  ASSERT_EQ(stories[0].members.size(), 2u);
  EXPECT_EQ(stories[0].members[1].article.outlet, "B");
  EXPECT_EQ(stories[0].members[1].reason.like, stories[0].lead().id);
  EXPECT_EQ(stories[0].members[1].reason.rule, "text");
}

TEST_F(IngestTest, SplitsAnArticleThatIsNoCopyAnyMoreAndMovesItOnce) {
  const std::string other =
      "Bakers of the old town have begun to sell their bread at the harbour, "
      "because the ferries bring more customers in a morning than the market in a week, and some "
      "of "
      "them think of giving up their shops, which have become too expensive for most of them.";
  take("a", item("https://a.example/1", "One", kText));
  take("b", item("https://b.example/1", "Two", kText));
  take("b", item("https://b.example/1", "Bread at the harbour", other));
  ASSERT_EQ(store.recent_stories(10).size(), 2u);
  take("b", item("https://b.example/1", "Two", kText));
  EXPECT_EQ(store.recent_stories(10).size(), 2u) << "it has moved once";
}

TEST_F(IngestTest, MovesNothingOnceAStoryHasSettled) {
  config.fold.settle = std::chrono::seconds(-1);
  ingest->apply(config);
  take("a", item("https://a.example/1", "One", kText));
  take("b", item("https://b.example/1", "Other title", kTeaser));
  take("b", item("https://b.example/1", "Other title", kText));
  EXPECT_EQ(store.recent_stories(10).size(), 2u);
}

TEST_F(IngestTest, LetsAPreferredOutletLead) {
  config.fold.prefer = "C, B";
  ingest->apply(config);
  take("a", item("https://a.example/1", "One", kText));
  take("b", item("https://b.example/1", "Other title", kText));
  EXPECT_EQ(store.recent_stories(10).at(0).lead().outlet, "B");
  config.fold.prefer = "";
  ingest->apply(config);
  take("a", item("https://a.example/1", "One", kText));
  EXPECT_EQ(store.recent_stories(10).at(0).lead().outlet, "B") << "a lead does not flip";
}

TEST_F(IngestTest, LeavesTheLeadOfASettledStory) {
  config.fold.prefer = "B";
  config.fold.settle = std::chrono::seconds(-1);
  ingest->apply(config);
  take("a", item("https://a.example/1", "One", kText));
  take("b", item("https://b.example/1", "Other title", kText));
  EXPECT_EQ(store.recent_stories(10).at(0).lead().outlet, "A");
}

TEST_F(IngestTest, FoldsAfterARestartByWhatTheDatabaseHas) {
  take("a", item("https://a.example/1", "One", kText));
  start();
  take("b", item("https://b.example/1", "Other title", kText));
  EXPECT_EQ(store.recent_stories(10).size(), 1u);
}

TEST_F(IngestTest, FoldsAfterARestartByTheEditedText) {
  take("a", item("https://a.example/1", "One", kTeaser));
  take("a", item("https://a.example/1", "One", kText));
  start();
  take("b", item("https://b.example/1", "Other title", kText));
  EXPECT_EQ(store.recent_stories(10).size(), 1u);
}

TEST_F(IngestTest, MakesThePrintsOfADatabaseThatHasNone) {
  take("a", item("https://a.example/1", "One", kText));
  store.drop_prints(store.recent_stories(1).at(0).lead().id);
  start();
  take("b", item("https://b.example/1", "Other title", kText));
  EXPECT_EQ(store.recent_stories(10).size(), 1u);
}

TEST_F(IngestTest, PassesOverPrintsThatAreDamaged) {
  take("a", item("https://a.example/1", "One", kText));
  store.save_prints(
      {store.recent_stories(1).at(0).lead().id, 1, 0, {}, wall_clock_now(), {}, "no"});
  start();
  take("b", item("https://b.example/1", "Other title", kText));
  EXPECT_EQ(store.recent_stories(10).size(), 2u) << "nothing is lost, nothing is folded wrongly";
}

}  // namespace
}  // namespace wirefold::app
