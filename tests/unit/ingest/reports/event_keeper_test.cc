// From the documents of feeds to events in the store.
#include "wirefold/ingest/reports/event_keeper.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/database.h"
#include "support/pipeline.h"
#include "support/recent_stories.h"
#include "support/recording_listener.h"
#include "support/temp_dir.h"

namespace wirefold::ingest {
namespace {

using std::chrono::hours;

constexpr char kFire[] =
    "Firefighters rescued eleven sailors from a burning ferry off Kalundborg on Monday night, "
    "the coastguard of Denmark said.";
constexpr char kFireToo[] =
    "Eleven sailors escaped when the ferry Margrethe caught fire near Kalundborg. A coastguard "
    "helicopter and firefighters from Denmark took part in the rescue.";
constexpr char kFireThird[] =
    "The ferry Margrethe burned off Kalundborg: firefighters and the coastguard of Denmark saved "
    "eleven sailors.";
constexpr char kChess[] =
    "A schoolgirl of twelve beat the reigning grandmaster at the open tournament in Zagreb with a "
    "sacrifice of her queen.";

class EventsOfFeeds : public testing::Test {
 protected:
  EventsOfFeeds() {
    for (const std::string name : {"a", "b", "c", "d"}) {
      FeedSource source;
      source.url = url_of(name);
      source.outlet = "Outlet " + name;
      config.sources.push_back(source);
    }
    config.pages.below_words = 0;
    start();
  }

  static std::string url_of(const std::string& outlet) {
    return "https://" + outlet + ".example/feed";
  }

  /// As after a crash.
  void start() {
    pipeline.reset();
    pipeline = std::make_unique<test::Pipeline>(folder.path() + "/w.db", [this] { return now; });
    pipeline->start(config, listener);
  }

  /// Makes `text` an entry of the outlet's feed. Returns its story.
  StoryId take(const std::string& outlet, const std::string& text) {
    fetch::Response response;
    response.request.tag.owner = to_int(test::feed_at(pipeline->store, url_of(outlet)).id);
    response.request.url = url_of(outlet);
    response.status = 200;
    const std::string id = std::to_string(++entries);
    response.body = "<rss version=\"2.0\"><channel><title>T</title><item><guid>" + id +
                    "</guid><title>" + text.substr(0, text.find(' ', 40)) +
                    "</title><link>https://" + outlet + ".example/" + id + "</link><description>" +
                    text + "</description></item></channel></rss>";
    pipeline->take(std::move(response));
    StoryId last{};
    for (const Story& story : test::recent_stories(pipeline->store, 100)) {
      for (const Member& member : story.members) {
        if (member.article.link.ends_with("/" + id)) last = story.id;
      }
    }
    return last;
  }

  void carry_out(Override& order) {
    store::add_override(folder.path() + "/w.db", order);
    pipeline->ingest->take_orders();
  }

  store::Events& stored() { return pipeline->store.events(); }

  EventId event_of(StoryId story) {
    const auto membership = stored().membership(story);
    return membership ? membership->event : EventId{};
  }

  std::vector<std::string> news_of_events() const {
    std::vector<std::string> out;
    for (const StoryEvent& event : listener.events) {
      if (event.kind.starts_with("event")) out.push_back(event.kind);
    }
    return out;
  }

  using Kinds = std::vector<std::string>;

  test::TempDir folder;
  Timestamp now = Timestamp(hours(500000));
  config::Config config;
  test::RecordingListener listener;
  std::unique_ptr<test::Pipeline> pipeline;
  int entries = 0;
};

TEST_F(EventsOfFeeds, HoldReportsInOwnWords) {
  const StoryId one = take("a", kFire);
  const StoryId other = take("b", kChess);
  const StoryId two = take("c", kFireToo);
  EXPECT_NE(one, two);
  EXPECT_EQ(event_of(one), event_of(two));
  EXPECT_NE(event_of(one), event_of(other));
  const auto event = stored().event(event_of(one));
  ASSERT_TRUE(event);
  ASSERT_EQ(event->reports.size(), 2U);
  EXPECT_EQ(event->reports[1].link.like, one);
  EXPECT_GE(event->reports[1].link.points, 28);
  EXPECT_FALSE(event->reports[1].link.words.empty());
  EXPECT_FALSE(stored().event(event_of(other)));
  EXPECT_EQ(news_of_events(), (Kinds{"event", "event_story", "event_story"}));
}

TEST_F(EventsOfFeeds, AreToldToFollowersOneStoryAtATime) {
  take("a", kFire);
  take("b", kFireToo);
  listener.events.clear();
  const StoryId third = take("c", kFireThird);
  EXPECT_EQ(news_of_events(), (Kinds{"event_story"}));
  const std::string& data = listener.events.back().data;
  EXPECT_NE(data.find("\"story\":" + std::to_string(to_int(third))), std::string::npos) << data;
  EXPECT_NE(data.find("\"points\":"), std::string::npos) << data;
  EXPECT_NE(data.find("\"words\":["), std::string::npos) << data;
}

TEST_F(EventsOfFeeds, AreNotMadeByCopies) {
  const StoryId one = take("a", kFire);
  EXPECT_EQ(take("b", kFire), one);
  EXPECT_FALSE(stored().is_served(event_of(one)));
  EXPECT_EQ(news_of_events(), Kinds());
}

TEST_F(EventsOfFeeds, AreFoundAfterARestart) {
  const StoryId one = take("a", kFire);
  const StoryId two = take("b", kFireToo);
  const EventId event = event_of(one);
  now += hours(3);
  start();
  EXPECT_EQ(event_of(one), event);
  EXPECT_EQ(event_of(two), event);
  EXPECT_EQ(event_of(take("c", kFireThird)), event);
}

TEST_F(EventsOfFeeds, DoNotReachBeyondTheirWindow) {
  const StoryId one = take("a", kFire);
  now += hours(24 * 7 + 1);
  start();
  const StoryId two = take("b", kFireToo);
  EXPECT_NE(event_of(one), event_of(two));
  std::size_t with_terms = 0;
  stored().for_each_report(
      [&](const store::StoredReport& report) { with_terms += !report.terms.empty(); });
  EXPECT_EQ(with_terms, 1U);
}

TEST_F(EventsOfFeeds, AreNotFoundIfThatIsOff) {
  config.events.find = "off";
  start();
  const StoryId one = take("a", kFire);
  take("b", kFireToo);
  EXPECT_FALSE(stored().membership(one));
}

TEST_F(EventsOfFeeds, CountAsUpdatedOnceEnoughOutletsHaveThem) {
  config.serve.update_at_outlets = 3;
  start();
  const StoryId one = take("a", kFire);
  now += hours(1);
  take("b", kFireToo);
  const Timestamp before = stored().event(event_of(one))->updated;
  now += hours(1);
  take("c", kFireToo);  // a copy
  EXPECT_EQ(stored().event(event_of(one))->updated, now);
  EXPECT_LT(before, now);
  const Timestamp updated = now;
  now += hours(1);
  take("d", kFireThird);
  EXPECT_EQ(stored().event(event_of(one))->updated, updated);
}

TEST_F(EventsOfFeeds, RelateStoriesThatAreLessAlike) {
  config.events.threshold = 1;
  start();
  const StoryId one = take("a", kFire);
  const StoryId two = take("b", kFireToo);
  EXPECT_NE(event_of(one), event_of(two));
  const StoryContext context = stored().around(one);
  ASSERT_EQ(context.related.size(), 1U);
  EXPECT_EQ(context.related[0].story.id, two);
}

TEST_F(EventsOfFeeds, PassOnThePlaceOfAMergedStory) {
  const StoryId one = take("a", kFire);
  const StoryId two = take("b", kFireToo);
  const StoryId other = take("c", kChess);
  const EventId event = event_of(one);
  Override merge;
  merge.kind = OverrideKind::kMerge;
  merge.story = two;
  merge.other = other;
  carry_out(merge);
  EXPECT_FALSE(stored().membership(two));
  EXPECT_EQ(event_of(other), event);
  EXPECT_TRUE(stored().is_served(event));
  Override undo;
  undo.kind = OverrideKind::kUndo;
  undo.undoes = merge.id;
  carry_out(undo);
  EXPECT_EQ(event_of(two), event) << "it is compared anew";
}

}  // namespace
}  // namespace wirefold::ingest
