#include "wirefold/ingest/ingest.h"
#include "support/recent_stories.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "support/allocation_limit.h"
#include "support/pipeline.h"
#include "support/recording_listener.h"
#include "support/sentences.h"
#include "support/temp_dir.h"

namespace wirefold::ingest {
namespace {

using test::sentences;

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

  void start(const std::string& marks_in = {}) {
    pipeline.start(config, listener, marks_in);
    ingest = pipeline.ingest;
  }

  fetch::Response response(const std::string& host, int status, const std::string& body) {
    fetch::Response r;
    r.request.tag.owner = to_int(test::feed_at(store, "https://" + host + ".example/feed").id);
    r.status = status;
    r.body = body;
    r.request.url = "https://" + host + ".example/feed";
    r.validators.etag = "\"" + std::to_string(std::hash<std::string>()(body)) + "\"";
    if (status != 200 && status != 304) r.error = Error{Errc::kHttpStatus, "status"};
    return r;
  }

  void take(const std::string& host, const std::string& items) {
    pipeline.take(response(host, 200, rss(items)));
  }

  FeedState state(const std::string& host) {
    return test::feed_at(store, "https://" + host + ".example/feed");
  }

  config::Config config;
  test::RecordingListener listener;
  test::Pipeline pipeline;
  store::Database& store = pipeline.store;
  Ingest* ingest = nullptr;
};

TEST_F(IngestTest, FoldsACopyOfAnotherOutlet) {
  take("a", item("https://a.example/1", "One", kText));
  take("b", item("https://b.example/1", "Other title", kText));
  const auto stories = test::recent_stories(store, 10);
  ASSERT_EQ(stories.size(), 1u);
  EXPECT_EQ(outlets_of(stories[0]), (std::vector<std::string>{"A", "B"}));
  EXPECT_EQ(stories[0].lead().title, "One");
}

TEST_F(IngestTest, StoresWholeWhatWasReadBeforeAndIsStillUnknown) {
  const auto text = "JAKARTA, Nov 10 (Reuters) - " + std::string(kText);
  const fetch::Response answer = response("a", 200, rss(item("https://a.example/1", "One", text)));
  pipeline.read(answer);  // and lost, as with a transaction that failed
  pipeline.take(answer);
  const auto stories = test::recent_stories(store, 10);
  ASSERT_EQ(stories.size(), 1u);
  EXPECT_EQ(stories[0].lead().lang, "en");
  EXPECT_EQ(stories[0].lead().wire.agency, "Reuters");
}

/// `count` images with relative addresses. With `by_parser` the element has an xml:base, and the
/// parser makes them absolute.
std::string images(int count, bool by_parser) {
  std::string out = "<![CDATA[<p>" + std::string(3000, 'x') + "</p>";
  for (int i = 0; i < count; ++i) out += "<img src=x>";
  const std::string base = by_parser ? " xml:base=\"./\"" : "";
  return "<description" + base + ">" + out + "]]></description>";
}

std::string long_site() { return "<link>https://s.example/" + std::string(1900, 's') + "/</link>"; }

/// No byte of this document is escaped, so what is stored is bounded by its own bytes and its
/// Growth.
TEST_F(IngestTest, ADocumentGrowsOnceHoweverManyReadIt) {
  std::string items = long_site();
  for (int i = 0; i < 20; ++i) {
    items += "<item><guid>urn:" + std::to_string(i) + "</guid>" + images(30, i < 10) + "</item>";
  }
  take("a", items);
  std::size_t bytes = 0;
  for (const Story& story : test::recent_stories(store, 100)) {
    for (const Member& m : story.members)
      bytes += m.article.content.size() + m.article.summary.size();
  }
  EXPECT_LE(bytes, 5 * rss(items).size() + (64 << 10));
  EXPECT_GT(bytes, 4 * rss(items).size()) << "there is nothing to see here";
}

TEST_F(IngestTest, ADocumentGrowsByItsNewestEntriesFirst) {
  take("a", long_site() + "<item><guid>urn:new</guid>" + images(20, false) +
                "</item><item><guid>urn:old</guid>" + images(200, false) + "</item>");
  const auto article = [this](const char* key) {
    return store.reading().article(test::article_with(store, "A", key).value()).value();
  };
  const std::string& newest = article("urn:new").summary;
  const std::string oldest = article("urn:old").summary;
  EXPECT_EQ(std::count(newest.begin(), newest.end(), '<'), 22);
  EXPECT_LT(std::count(oldest.begin(), oldest.end(), '<'), 202);
  EXPECT_GT(article("urn:new").id, article("urn:old").id) << "stories are numbered by their age";
}

TEST_F(IngestTest, AnEntryWithoutIdHasOneKeyWhateverIsLeftOfTheGrowth) {
  const std::string entry = "<item><link>/one</link><title>One</title></item>";
  take("a", long_site() + entry);
  take("a", long_site() + "<item><guid>urn:big</guid>" + images(500, true) + "</item>" + entry);
  EXPECT_EQ(store.reading().count_articles(), 2);
  EXPECT_TRUE(test::article_with(store, "A", "https://s.example/one"));
}

TEST_F(IngestTest, TakesAnEditOfAnEntryForAnUpdate) {
  take("a", item("https://a.example/1", "One", kText));
  take("a", item("https://a.example/1", "One, corrected", kText));
  const auto stories = test::recent_stories(store, 10);
  ASSERT_EQ(stories.size(), 1u);
  ASSERT_EQ(stories[0].members.size(), 1u);
  EXPECT_EQ(stories[0].lead().title, "One, corrected");
}

TEST_F(IngestTest, StoresAnEntryOnceHoweverOftenItIsListed) {
  take("a", item("https://a.example/1", "One", kText));
  take("a", item("https://a.example/2", "Two", "else") + item("https://a.example/1", "One", kText));
  EXPECT_EQ(store.reading().count_articles(), 2);
}

TEST_F(IngestTest, TakesTheFirstOfTwoEntriesThatDoNotDiffer) {
  const auto entry = [](const char* text) {
    return std::string("<item><guid>https://a.example/1</guid><title>One</title><description>") +
           text + "</description><pubDate>Sun, 10 Nov 2024 12:06:00 GMT</pubDate></item>";
  };
  take("a", entry("Short.") + entry("Longer."));
  take("a", entry("Short.") + entry("Longer.") + "<!-- changed -->");
  EXPECT_EQ(store.reading().count_articles(), 1);
  EXPECT_EQ(state("a").left_out.repeated, 1);
  const Story story = test::recent_stories(store, 1).at(0);
  EXPECT_EQ(story.updated, story.published) << "an edit was seen where there is none";
}

TEST_F(IngestTest, KeepsPlainNumbersOfTwoFeedsOfOneOutletApart) {
  config.sources = {source("a", "Same"), source("b", "Same")};
  ingest->apply(config);
  take("a", item("17", "One", "some words of one"));
  take("b", item("17", "Two", "and words of the other"));
  EXPECT_EQ(store.reading().count_articles(), 2);
}

TEST_F(IngestTest, KeepsValidatorsOnlyOfWhatItCouldRead) {
  take("a", item("https://a.example/1", "One", kText));
  const Validators good = state("a").validators;
  EXPECT_FALSE(good.etag.empty());
  pipeline.take(response("a", 200, "<html>maintenance</html>"));
  EXPECT_EQ(state("a").validators, good);
  EXPECT_EQ(state("a").failures, 1);
  EXPECT_NE(state("a").last_error.find("HTML"), std::string::npos) << state("a").last_error;
}

TEST_F(IngestTest, TakesNewValidatorsFrom304AndFromAnUnchangedBody) {
  take("a", item("https://a.example/1", "One", kText));
  fetch::Response r = response("a", 304, "");
  r.validators = {"\"new\"", ""};
  pipeline.take(std::move(r));
  EXPECT_EQ(state("a").validators.etag, "\"new\"");
  r = response("a", 200, rss(item("https://a.example/1", "One", kText)));
  r.validators = {"", "Sun, 10 Nov 2024 12:06:00 GMT"};
  pipeline.take(std::move(r));
  EXPECT_EQ(state("a").validators, (Validators{"", "Sun, 10 Nov 2024 12:06:00 GMT"}));
}

TEST_F(IngestTest, CountsFailuresAndForgetsThemOnSuccess) {
  pipeline.take(response("a", 503, ""));
  pipeline.take(response("a", 503, ""));
  EXPECT_EQ(state("a").failures, 2);
  EXPECT_GT(*state("a").next_poll - wall_clock_now(), std::chrono::minutes(119));
  take("a", item("https://a.example/1", "One", kText));
  EXPECT_EQ(state("a").failures, 0);
  EXPECT_TRUE(state("a").last_error.empty());
}

TEST_F(IngestTest, GivesUpWhatIsGone) {
  pipeline.take(response("a", 410, ""));
  EXPECT_TRUE(state("a").gone);
  EXPECT_EQ(state("a").next_poll, std::nullopt);
}

TEST_F(IngestTest, DropsDatesThatLieInTheFuture) {
  take("a", "<item><title>x</title><pubDate>Sun, 10 Nov 2999 12:06:00 GMT</pubDate></item>");
  const Story story = test::recent_stories(store, 1).at(0);
  EXPECT_EQ(story.lead().published, std::nullopt);
  EXPECT_LE(story.published, wall_clock_now());
}

TEST_F(IngestTest, StoresNothingThatCanRun) {
  take("a",
       "<item><title>x</title><link>javascript:alert(1)</link>"
       "<description>&lt;script&gt;alert(1)&lt;/script&gt;text</description></item>");
  const Story story = test::recent_stories(store, 1).at(0);
  EXPECT_EQ(story.lead().link, "");
  EXPECT_EQ(story.lead().summary, "<p>text</p>");
}

TEST_F(IngestTest, PublishesWhatHasChanged) {
  const int before = listener.changes;
  pipeline.take(response("a", 304, ""));
  ingest->publication().publish(false);
  EXPECT_EQ(listener.changes, before);
  EXPECT_TRUE(listener.events.empty());
  take("a", item("https://a.example/1", "One", kText));
  ingest->publication().publish(false);
  EXPECT_EQ(listener.changes, before + 1);
  ASSERT_EQ(listener.events.size(), 1u);
  EXPECT_EQ(listener.events[0].kind, "story");
}

TEST_F(IngestTest, IgnoresAFeedThatWasTakenOffTheList) {
  fetch::Response late = response("b", 200, rss(item("https://b.example/1", "One", kText)));
  config.sources.pop_back();
  ingest->apply(config);
  pipeline.take(std::move(late));
  EXPECT_EQ(store.reading().count_articles(), 0);
}

constexpr char kTeaser[] =
    "What happened in the night, and why nobody slept. Read the whole story.";

TEST_F(IngestTest, MergesAStoryWhoseTextComesLate) {
  take("a", item("https://a.example/1", "One", kText));
  take("b", item("https://b.example/1", "Other title", kTeaser));
  ASSERT_EQ(test::recent_stories(store, 10).size(), 2u);
  take("b", item("https://b.example/1", "Other title", kText));
  const auto stories = test::recent_stories(store, 10);
  ASSERT_EQ(stories.size(), 1u);
  EXPECT_EQ(outlets_of(stories[0]), (std::vector<std::string>{"A", "B"}));
  EXPECT_EQ(stories[0].members[1].reason.like, stories[0].lead().id);
}

TEST_F(IngestTest, KeepsTheOlderOfTwoStoriesThatAreOne) {
  take("a", item("https://a.example/1", "One", kTeaser));
  const StoryId older = test::recent_stories(store, 1).at(0).id;
  take("b", item("https://b.example/1", "Other title", kText));
  take("a", item("https://a.example/1", "One", kText));
  const auto stories = test::recent_stories(store, 10);
  ASSERT_EQ(stories.size(), 1u);
  EXPECT_EQ(stories[0].id, older);
  EXPECT_EQ(stories[0].lead().outlet, "A");
  ASSERT_EQ(stories[0].members.size(), 2u);
  EXPECT_EQ(stories[0].members[1].article.outlet, "B");
  EXPECT_EQ(stories[0].members[1].reason.like, stories[0].lead().id);
  EXPECT_EQ(stories[0].members[1].reason.rule, "evidence");
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
  ASSERT_EQ(test::recent_stories(store, 10).size(), 2u);
  take("b", item("https://b.example/1", "Two", kText));
  EXPECT_EQ(test::recent_stories(store, 10).size(), 2u) << "it has moved once";
}

TEST_F(IngestTest, MovesNothingOnceAStoryHasSettled) {
  config.fold.settle = std::chrono::seconds(-1);
  ingest->apply(config);
  take("a", item("https://a.example/1", "One", kText));
  take("b", item("https://b.example/1", "Other title", kTeaser));
  take("b", item("https://b.example/1", "Other title", kText));
  EXPECT_EQ(test::recent_stories(store, 10).size(), 2u);
}

TEST_F(IngestTest, LetsAPreferredOutletLead) {
  config.fold.prefer = "C, B";
  ingest->apply(config);
  take("a", item("https://a.example/1", "One", kText));
  take("b", item("https://b.example/1", "Other title", kText));
  EXPECT_EQ(test::recent_stories(store, 10).at(0).lead().outlet, "B");
  config.fold.prefer = "";
  ingest->apply(config);
  take("a", item("https://a.example/1", "One", kText));
  EXPECT_EQ(test::recent_stories(store, 10).at(0).lead().outlet, "B") << "a lead does not flip";
}

TEST_F(IngestTest, LeavesTheLeadOfASettledStory) {
  config.fold.prefer = "B";
  config.fold.settle = std::chrono::seconds(-1);
  ingest->apply(config);
  take("a", item("https://a.example/1", "One", kText));
  take("b", item("https://b.example/1", "Other title", kText));
  EXPECT_EQ(test::recent_stories(store, 10).at(0).lead().outlet, "A");
}

TEST_F(IngestTest, FoldsAfterARestartByWhatTheDatabaseHas) {
  take("a", item("https://a.example/1", "One", kText));
  start();
  take("b", item("https://b.example/1", "Other title", kText));
  EXPECT_EQ(test::recent_stories(store, 10).size(), 1u);
}

TEST_F(IngestTest, FoldsAfterARestartByTheEditedText) {
  take("a", item("https://a.example/1", "One", kTeaser));
  take("a", item("https://a.example/1", "One", kText));
  start();
  take("b", item("https://b.example/1", "Other title", kText));
  EXPECT_EQ(test::recent_stories(store, 10).size(), 1u);
}

TEST_F(IngestTest, MakesTheFingerprintsOfADatabaseThatHasNone) {
  take("a", item("https://a.example/1", "One", kText));
  const ArticleId lead = test::recent_stories(store, 1).at(0).lead().id;
  test::change(store, [&](auto& tx) { tx.memory().drop_fingerprints({&lead, 1}); });
  start();
  take("b", item("https://b.example/1", "Other title", kText));
  EXPECT_EQ(test::recent_stories(store, 10).size(), 1u);
}

TEST_F(IngestTest, PassesOverFingerprintsThatAreDamaged) {
  take("a", item("https://a.example/1", "One", kText));
  const ArticleId lead = test::recent_stories(store, 1).at(0).lead().id;
  test::change(store, [&](auto& tx) {
    tx.memory().save_fingerprints({lead, 1, 0, {}, wall_clock_now(), {}, "no", {}, 0, {}, {}});
  });
  start();
  take("b", item("https://b.example/1", "Other title", kText));
  EXPECT_EQ(test::recent_stories(store, 10).size(), 2u)
      << "nothing is lost, nothing is folded wrongly";
}

/// Several outlets under a clock that the test sets.
class IngestOfMany : public IngestTest {
 protected:
  IngestOfMany() {
    config.sources.clear();
    for (const char* host : {"a", "b", "c", "d", "e", "f", "g", "x"}) {
      config.sources.push_back(source(host, std::string("Outlet ") + host));
    }
    pipeline.clock = [this] { return now; };
    start();
  }

  /// Makes `text` the outlet's only article and returns the article's story.
  StoryId take_text(const std::string& host, const std::string& text,
                    const std::string& title = "") {
    take(host, item("https://" + host + ".example/1", title, text));
    return placement(host).story;
  }

  ArticleId id_of(const std::string& host) {
    return *test::article_with(store, "Outlet " + host, "https://" + host + ".example/1");
  }
  store::Placement placement(const std::string& host) {
    return *store.reading().placement(id_of(host));
  }
  std::string rule(const std::string& host) { return placement(host).reason.rule; }

  std::vector<std::string> event_kinds() const {
    std::vector<std::string> out;
    for (const StoryEvent& event : listener.events) out.push_back(event.kind);
    return out;
  }

  /// The last event of a kind.
  const StoryEvent& last_of(const std::string& kind) const {
    static const StoryEvent kNone;
    const auto found = std::find_if(listener.events.rbegin(), listener.events.rend(),
                                    [&](const StoryEvent& event) { return event.kind == kind; });
    return found == listener.events.rend() ? kNone : *found;
  }

  Timestamp now = wall_clock_now();
};

bool says(const StoryEvent& event, const std::string& name, StoryId id) {
  return event.data.find('"' + name + "\":" + std::to_string(to_int(id)) + ',') !=
         std::string::npos;
}

const std::string kOnePart = sentences(0, 6);
const std::string kOtherPart = sentences(20, 26);

TEST_F(IngestOfMany, TakesACompilationThatCameFirstApart) {
  const StoryId both = take_text("a", kOnePart + kOtherPart);
  EXPECT_EQ(take_text("b", kOnePart), both) << "nothing says yet that it holds two";
  const StoryId other = take_text("c", kOtherPart);
  const StoryId one = placement("b").story;
  EXPECT_EQ(placement("a").story, both);
  EXPECT_EQ((std::set<StoryId>{both, one, other}).size(), 3u);
  ASSERT_EQ(event_kinds(), (std::vector<std::string>{"story", "copy", "story", "split", "event",
                                                     "event_story", "event_story"}));
  const StoryEvent& split = last_of("split");
  EXPECT_TRUE(says(split, "from", both)) << split.data;
  EXPECT_TRUE(says(split, "story", one)) << split.data;
  EXPECT_NE(split.data.find("\"outlet\":\"Outlet b\""), std::string::npos) << split.data;
  EXPECT_NE(split.data.find("\"rule\":\"contained\""), std::string::npos) << split.data;
  EXPECT_EQ(take_text("d", kOnePart), one);
  EXPECT_EQ(take_text("e", kOtherPart), other);
  EXPECT_EQ(test::recent_stories(store, 10).size(), 3u);
}

TEST_F(IngestOfMany, KeepsWhatIsContainedInWhat) {
  take_text("a", kOnePart + kOtherPart);
  take_text("b", kOnePart);
  take_text("c", kOtherPart);
  EXPECT_EQ(rule("a"), kCompilation);
  EXPECT_EQ(placement("a").reason.like, ArticleId{});
  for (const char* host : {"b", "c"}) {
    EXPECT_EQ(rule(host), kContained) << host;
    EXPECT_EQ(placement(host).reason.like, id_of("a")) << host;
    EXPECT_GT(placement(host).reason.similarity, 0.99) << host;
  }
}

TEST_F(IngestOfMany, KeepsACompilationApartAfterARestart) {
  const StoryId both = take_text("a", kOnePart + kOtherPart);
  take_text("b", kOnePart);
  take_text("c", kOtherPart);
  const StoryId one = placement("b").story;
  start();
  EXPECT_EQ(take_text("d", kOnePart), one);
  EXPECT_EQ(take_text("e", kOnePart + kOtherPart), both);
  EXPECT_EQ(placement("a").story, both);
  EXPECT_EQ(placement("b").story, one);
  EXPECT_EQ(rule("a"), kCompilation);
  EXPECT_EQ(rule("b"), kContained);
}

TEST_F(IngestOfMany, TakesACompilationApartThatCameBeforeARestart) {
  const StoryId both = take_text("a", kOnePart + kOtherPart);
  EXPECT_EQ(take_text("b", kOnePart), both);
  start();
  take_text("c", kOtherPart);
  EXPECT_NE(placement("b").story, both);
  EXPECT_EQ(rule("a"), kCompilation);
  EXPECT_EQ(rule("b"), kContained);
}

TEST_F(IngestOfMany, MovesAnArticleThreeTimesAtMost) {
  const std::string one = sentences(0, 8);
  const std::string two = sentences(20, 28);
  const std::string three = sentences(40, 48);
  const StoryId first = take_text("a", one);
  EXPECT_EQ(take_text("x", one), first);
  const StoryId alone = take_text("x", two);
  EXPECT_NE(alone, first);
  EXPECT_EQ(placement("x").moves, 1);
  EXPECT_EQ(take_text("x", one), alone) << "an edit moves it once";
  take_text("b", one);
  EXPECT_EQ(placement("x").story, first) << "an article that comes may move it again";
  EXPECT_EQ(placement("x").moves, 2);
  take_text("x", three);
  const StoryId third = take_text("c", three);
  EXPECT_NE(third, first);
  EXPECT_EQ(placement("x").story, third);
  EXPECT_EQ(placement("x").moves, 3);
  take_text("x", one);
  take_text("d", one);
  EXPECT_EQ(placement("x").story, third) << "it has moved three times";
  EXPECT_EQ(placement("x").moves, 3);
}

TEST_F(IngestOfMany, MovesWhatIsYoung) {
  const StoryId both = take_text("a", kOnePart + kOtherPart);
  take_text("b", kOnePart);
  now += config.fold.settle;
  take_text("c", kOtherPart);
  EXPECT_NE(placement("b").story, both);
}

TEST_F(IngestOfMany, MovesNothingThatHasSettled) {
  const StoryId both = take_text("a", kOnePart + kOtherPart);
  take_text("b", kOnePart);
  now += config.fold.settle + std::chrono::seconds(1);
  EXPECT_NE(take_text("c", kOtherPart), both);
  EXPECT_EQ(placement("b").story, both);
  EXPECT_EQ(placement("a").story, both);
  const std::vector<std::string> kinds = event_kinds();
  EXPECT_EQ(std::count(kinds.begin(), kinds.end(), "split"), 0);
}

TEST_F(IngestOfMany, MovesNothingThatHasSettledBeforeARestart) {
  const StoryId both = take_text("a", kOnePart + kOtherPart);
  take_text("b", kOnePart);
  now += config.fold.settle + std::chrono::seconds(1);
  start();
  take_text("c", kOtherPart);
  EXPECT_EQ(placement("b").story, both);
}

constexpr char kFerry[] = "Ferry adrift off the northern coast for nine hours";

/// A brief text after sentences that outlets put before every text.
std::string brief(unsigned number) {
  return sentences(900, 902) + sentences(10 * number, 10 * number + 2);
}

TEST_F(IngestOfMany, TakesAStoryApartThatWasFoldedByWhatOutletsPutBeforeAnything) {
  const StoryId story = take_text("a", brief(0), kFerry);
  EXPECT_EQ(take_text("b", brief(1), kFerry), story);
  EXPECT_EQ(rule("b"), "evidence");
  take_text("c", brief(2), "Bridge closed after cracks");
  EXPECT_EQ(placement("b").story, story) << "two other texts with it are not enough";
  take_text("d", brief(3), "Bakers sell bread at the harbour");
  EXPECT_EQ(placement("a").story, story);
  EXPECT_NE(placement("b").story, story);
  EXPECT_EQ(rule("b"), "new");
  const StoryEvent& split = last_of("split");
  EXPECT_EQ(split.kind, "split");
  EXPECT_TRUE(says(split, "from", story)) << split.data;
  EXPECT_TRUE(says(split, "story", placement("b").story)) << split.data;
  EXPECT_EQ(test::recent_stories(store, 10).size(), 4u);
}

TEST_F(IngestOfMany, KnowsWhatAllOutletsPutBeforeAnythingAfterARestart) {
  take_text("a", brief(0), "Market reopens in the old town");
  take_text("b", brief(1), "Court clears a rail operator");
  take_text("c", brief(2), "Bridge closed after cracks");
  now += config.fold.window + std::chrono::hours(1);
  start();
  take_text("x", sentences(80, 88), "What comes when these have left the window");
  const StoryId story = take_text("d", brief(3), kFerry);
  EXPECT_NE(take_text("e", brief(4), kFerry), story);
  EXPECT_EQ(take_text("f", brief(3) + sentences(70, 72), kFerry),
            take_text("g", brief(3) + sentences(70, 72), kFerry));
}

TEST_F(IngestOfMany, KeepsTheCopyOfACompilationApartAfterARestart) {
  const StoryId one = take_text("b", kOnePart);
  take_text("c", kOtherPart);
  const StoryId both = take_text("a", kOnePart + kOtherPart);
  ASSERT_EQ(take_text("e", kOnePart + kOtherPart), both);
  start();
  EXPECT_EQ(take_text("d", kOnePart), one);
  EXPECT_EQ(placement("e").story, both);
}

TEST_F(IngestOfMany, MovesNothingThatHasSettledByAnEdit) {
  take_text("a", kText);
  const StoryId other = take_text("b", kTeaser);
  now += config.fold.settle + std::chrono::hours(1);
  EXPECT_EQ(take_text("b", kText), other);
}

/// Starts after the daemon ended while it read a document.
class AfterACrash : public IngestTest {
 protected:
  /// Leaves the mark of a daemon that ended while it folded the document `url` of the feed of
  /// `host`.
  void crash_on(const std::string& host, const std::string& url) {
    pipeline.stop();
    ReadingMark mark(file);
    const ReadingMark::Scope reading(mark, state(host).id, url);
    start_again();
  }

  void start_again() {
    pipeline.clock = [this] { return now; };
    start(file);
  }

  std::chrono::seconds wait(const std::string& host) {
    return state(host).next_poll.value_or(now) - now;
  }

  const Timestamp now = wall_clock_now();
  test::TempDir dir;
  const std::string file = dir.path("mark");
};

TEST_F(AfterACrash, TheFeedWaitsAndSaysWhy) {
  testing::internal::CaptureStderr();
  crash_on("a", "https://a.example/feed");
  const std::string log = testing::internal::GetCapturedStderr();
  EXPECT_NE(log.find("feed state=crashed url=https://a.example/feed error=\"crash: "),
            std::string::npos)
      << log;
  EXPECT_NEAR(static_cast<double>(wait("a").count()), 3600, 1);
  EXPECT_NE(state("a").last_error.find("https://a.example/feed"), std::string::npos);
  EXPECT_FALSE(state("b").next_poll) << "the others are due";
  start_again();
  EXPECT_EQ(state("a").crashes, 1) << "one crash counts once";
  crash_on("a", "https://a.example/feed");
  EXPECT_NEAR(static_cast<double>(wait("a").count()), 7200, 1);
  EXPECT_NE(state("a").last_error.find("2 times in a row"), std::string::npos);
  take("a", item("https://a.example/1", "One", kText));
  EXPECT_EQ(state("a").crashes, 0);
  EXPECT_EQ(state("a").last_error, "");
}

TEST_F(AfterACrash, TheFeedOfADocumentThatWasBeingReadWaitsToo) {
  pipeline.stop();
  ReadingMark folding(file, 0), reading(file, 1);
  const ReadingMark::Scope folds(folding, state("a").id, "https://a.example/feed");
  const ReadingMark::Scope reads(reading, state("b").id, "https://b.example/feed");
  start_again();
  EXPECT_EQ(state("a").crashes, 1);
  EXPECT_EQ(state("b").crashes, 1);
  EXPECT_FALSE(ReadingMark(file, 0).left());
  EXPECT_FALSE(ReadingMark(file, 1).left());
}

TEST_F(AfterACrash, ThePagesOfItsNextEntriesAreNotFetched) {
  config.pages.below_words = 200;
  crash_on("a", "https://a.example/page");
  take("a", item("https://a.example/1", "One", "A word."));
  EXPECT_EQ(store.reading().count_articles(), 1) << "as the feed has it";
  take("a", item("https://a.example/2", "Two", "A word."));
  EXPECT_EQ(store.reading().count_articles(), 1) << "the next one waits for its page again";
}

TEST_F(AfterACrash, WhatItsHubPushesWaitsToo) {
  crash_on("a", "https://a.example/feed");
  const std::string body = rss(item("https://a.example/1", "One", kText));
  pipeline.take(websub::Push{state("a").id, body, "application/rss+xml"});
  EXPECT_EQ(store.reading().count_articles(), 0);
  take("a", item("https://a.example/2", "Two", "else"));
  pipeline.take(websub::Push{state("a").id, body, "application/rss+xml"});
  EXPECT_EQ(store.reading().count_articles(), 2);
}

TEST_F(AfterACrash, AMarkOfAFeedThatIsGoneDoesNothing) {
  {
    ReadingMark mark(file);
    const ReadingMark::Scope reading(mark, FeedId{99}, "https://c.example/feed");
    start_again();
  }
  EXPECT_EQ(state("a").crashes, 0);
  EXPECT_FALSE(ReadingMark(file).left());
}

TEST_F(IngestTest, GivesUpOneDocumentThatNeedsMoreMemoryThanThereIs) {
  const std::string large =
      item("https://a.example/1", "One", std::string(std::size_t{3} << 20, 'x'));
  const fetch::Response poison = response("a", 200, rss(large));
  std::vector<Message> works = {poison};
  {
    const test::AllocationLimit limit(std::size_t{1} << 20);
    pipeline.take(std::move(works));
  }
  EXPECT_EQ(state("a").failures, 1);
  EXPECT_NE(state("a").last_error.find("more memory"), std::string::npos);
  EXPECT_EQ(store.reading().count_articles(), 0);
  pipeline.take(poison);
  EXPECT_EQ(store.reading().count_articles(), 1) << "when there is more";
}

TEST_F(IngestTest, NoIdNamesAUser) {
  take("a", item("https://me:pw@a.example/1", "One", kText));
  const Story story = test::recent_stories(store, 1).at(0);
  EXPECT_EQ(story.lead().key, "https://a.example/1");
  EXPECT_EQ(story.lead().link, "https://a.example/1");
}

}  // namespace
}  // namespace wirefold::ingest
