// Rows 19 to 23 and 35: hosts that are asked too often, fail, are gone, or cannot be reached.
#include <algorithm>
#include <set>

#include "polite/politeness.h"
#include "wirefold/store/overrides.h"

namespace wirefold::test {
namespace {

TEST_F(Politeness, Row19_A429IsForTheWholeHostUnlessItIsSwitchedOff) {
  for (const bool host_wide : {true, false}) {
    World w;
    w.config.fetch.retry_scope = host_wide ? "host" : "feed";
    for (int i = 0; i < 5; ++i) {
      const std::string feed = w.url("a.example", "/" + std::to_string(i));
      w.on(feed, i == 0 ? HttpReply{429, "", {{"Retry-After", "36000"}}} : with({}));
      w.add_feed(feed);
    }
    const std::string elsewhere = w.url("b.example");
    w.on(elsewhere, with({}));
    w.add_feed(elsewhere);
    w.start();
    w.run_for(hours(2));
    w.restart();
    w.run_for(hours(7));
    std::size_t on_host = 0;
    for (const Seen& s : w.seen()) on_host += s.host == "a.example" ? 1 : 0;
    if (host_wide) {
      EXPECT_EQ(on_host, 1u) << "the others wait, after a restart too";
    } else {
      EXPECT_GT(on_host, 5u);
    }
    EXPECT_GT(w.seen(elsewhere).size(), 3u) << "another host has nothing to do with it";
    w.run_for(days(2));
    EXPECT_GT(w.seen(w.url("a.example", "/1")).size(), 1u) << "and then they go on";
  }
}

TEST_F(Politeness, Row19_APageOfAHostThatIsAskedTooMuchWaitsToo) {
  world.config.pages.below_words = 100;
  world.config.pages.wait = hours(20);
  std::string body;
  for (int i = 0; i < 5; ++i) {
    const std::string n = std::to_string(i);
    body += "<item><guid>" + n + "</guid><title>t" + n + "</title><link>" +
            world.url("pages.example", "/" + n) + "</link></item>";
    world.on(world.url("pages.example", "/" + n), HttpReply{429, "", {{"Retry-After", "36000"}}});
  }
  world.on(url, ok("<rss><channel><title>T</title>" + body + "</channel></rss>", {{"ETag", "1"}}));
  world.add_feed(url);
  world.start();
  world.run_for(hours(9));
  std::size_t asked = 0;
  for (const Seen& s : world.seen()) asked += s.host == "pages.example" ? 1 : 0;
  EXPECT_EQ(asked, 2u) << "robots.txt and one page";
}

TEST_F(Politeness, Row20_TwentyFeedsOfOneHostAreSpaced) {
  std::atomic<int> at_once = 0;
  std::atomic<int> most = 0;
  for (int i = 0; i < 20; ++i) {
    const std::string feed = world.url("a.example", "/" + std::to_string(i));
    world.on(feed, [&](const Seen&) {
      most = std::max<int>(most, ++at_once);
      --at_once;
      return with({});
    });
    world.add_feed(feed);
  }
  world.start();
  world.run_for(hours(1) - 1min);
  const auto seen = world.seen();
  ASSERT_EQ(seen.size(), 20u);
  for (std::size_t i = 1; i < seen.size(); ++i) EXPECT_GE(seen[i].at - seen[i - 1].at, 1s);
  EXPECT_LE(most, 2);
}

TEST_F(Politeness, Row20_OneConnectionServesThemAll) {
  for (int i = 0; i < 20; ++i) {
    const std::string feed = world.url("a.example", "/" + std::to_string(i));
    world.on(feed, with({}));
    world.add_feed(feed);
  }
  world.start();
  world.run_for(1h - 1min);
  EXPECT_EQ(world.seen().size(), 20u);
  EXPECT_EQ(world.server().connections(), 1u);
}

TEST_F(Politeness, Row21_FeedsThatFailTogetherComeBackApart) {
  for (int i = 0; i < 50; ++i) {
    const std::string feed = world.url("h" + std::to_string(i) + ".example");
    world.on(feed, HttpReply{500, "", {}});
    world.add_feed(feed);
  }
  world.start();
  world.run_for(hours(2));
  std::set<Timestamp> second;
  for (int i = 0; i < 50; ++i) {
    const auto seen = world.seen(world.url("h" + std::to_string(i) + ".example"));
    ASSERT_EQ(seen.size(), 2u);
    second.insert(seen[1].at);
  }
  EXPECT_GT(second.size(), 40u);
  EXPECT_GE(*second.rbegin() - *second.begin(), 5min);
}

TEST_F(Politeness, Row22_410IsTheEndAndIsSaid) {
  testing::internal::CaptureStderr();
  EXPECT_EQ(wait_after({410, "", {}}, days(60)), days(60));
  const std::string log = testing::internal::GetCapturedStderr();
  EXPECT_NE(log.find("feed state=gone"), std::string::npos) << log;

  world.on(url, HttpReply{410, "", {}});
  world.add_feed(url);
  world.start();
  world.run_for(1s);
  world.stop();
  EXPECT_TRUE(store::retry_feed(world.database(), url));
  world.start();
  world.run_for(1s);
  EXPECT_EQ(world.seen(url).size(), 2u) << "by hand it is polled again";
}

TEST_F(Politeness, Row23_ErrorsBackOffAndNeverEnd) {
  for (const int status : {404, 403, 500}) {
    World w;
    const std::string feed = w.url("a.example");
    w.on(feed, HttpReply{status, "", {}});
    w.add_feed(feed);
    w.start();
    w.run_for(days(60));
    const auto seen = w.seen(feed);
    ASSERT_GE(seen.size(), 10u);
    EXPECT_LT(seen.size(), 20u);
    const seconds last = seen.back().at - seen[seen.size() - 2].at;
    EXPECT_GT(seen[2].at - seen[1].at, seen[1].at - seen[0].at);
    EXPECT_GE(last, days(6));
    EXPECT_LE(last, days(7) + 1h);
  }
}

TEST_F(Politeness, Row35_WithoutANetworkNoFeedIsToBlame) {
  for (int i = 0; i < 30; ++i) {
    const std::string feed = world.url("h" + std::to_string(i) + ".example");
    world.on(feed, validated(rss({"one"}), "\"1\""));
    world.add_feed(feed);
  }
  world.start();
  world.run_for(1min);
  EXPECT_EQ(world.seen().size(), 30u);
  world.server().stop();
  testing::internal::CaptureStderr();
  world.run_for(days(2));
  const std::string log = testing::internal::GetCapturedStderr();
  EXPECT_TRUE(log.starts_with("network state=down url=http://h")) << log;
  EXPECT_NE(log.find("refuses the connection"), std::string::npos) << log;
  EXPECT_NE(log.find(" next=2024-11-"), std::string::npos) << log;
  EXPECT_EQ(std::ranges::count(log, '\n'), 1) << log;
  for (int i = 0; i < 30; ++i) {
    EXPECT_EQ(world.state(world.url("h" + std::to_string(i) + ".example")).failures, 0);
  }
  world.server().start();
  testing::internal::CaptureStderr();
  world.run_for(11min);
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "network state=up\n");
  EXPECT_EQ(world.seen().size(), 60u) << "and all are asked as soon as it is back";
}

TEST_F(Politeness, Row35_OneServerThatIsAwayIsToBlame) {
  world.on(url, validated(rss({"one"}), "\"1\""));
  world.add_feed(url);
  const std::string away = "http://away.example:1/feed";
  world.resolve("away.example:1:127.0.0.1");
  world.add_feed(away);
  world.start();
  world.run_for(3min);
  EXPECT_EQ(world.state(away).failures, 1);
  EXPECT_EQ(world.state(url).failures, 0);
}

}  // namespace
}  // namespace wirefold::test
