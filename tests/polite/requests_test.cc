// Rows 27 to 30: what requests contain.
#include "polite/politeness.h"

namespace wirefold::test {
namespace {

TEST_F(Politeness, Row27_NothingIsSentThatNobodyAskedFor) {
  const std::string feed = url + "?a=1&b=%20";
  world.on(url, ok(rss({"one"}), {{"ETag", "\"1\""}, {"Set-Cookie", "id=7"}}));
  world.add_feed(feed);
  world.start();
  world.run_for(hours(5));
  ASSERT_GE(world.seen(url).size(), 3u);
  for (const Seen& s : world.seen(url)) {
    EXPECT_EQ(s.header("cookie"), "");
    EXPECT_EQ(s.header("referer"), "");
    EXPECT_EQ(s.request.target, "/feed?a=1&b=%20");
  }
}

TEST_F(Politeness, Row28_TheUserAgentIsTrueAndStable) {
  world.config.fetch.contact = "https://me.example/bot";
  int polls = 0;
  world.on(url, [&](const Seen&) { return ++polls % 2 == 0 ? HttpReply{403, "", {}} : with({}); });
  world.add_feed(url);
  world.start();
  world.run_for(days(1));
  ASSERT_GE(world.seen(url).size(), 3u);
  for (const Seen& s : world.seen(url)) {
    EXPECT_EQ(s.header("user-agent"), "wirefold/" WIREFOLD_VERSION " (+https://me.example/bot)");
  }
}

TEST_F(Politeness, Row29_CompressionAndFeedTypesAreAskedFor) {
  world.add_feed(url);
  world.start();
  world.run_for(1s);
  const Seen seen = world.seen(url).at(0);
  EXPECT_NE(seen.header("accept-encoding").find("gzip"), std::string::npos);
  EXPECT_NE(seen.header("accept").find("application/atom+xml"), std::string::npos);
  EXPECT_NE(seen.header("accept").find("application/rss+xml"), std::string::npos);
}

TEST_F(Politeness, Row30_OneGetAFeedACycle) {
  for (int i = 0; i < 10; ++i) {
    const std::string feed = world.url("h" + std::to_string(i) + ".example");
    world.on(feed, validated(rss({"one"}, "<link>http://h.example/</link>"), "\"1\""));
    world.add_feed(feed);
  }
  world.start();
  world.run_for(59min);
  EXPECT_EQ(world.seen().size(), 10u);
  for (const Seen& s : world.seen()) EXPECT_EQ(s.request.method, "GET");
  world.run_for(hours(1));
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(world.seen(world.url("h" + std::to_string(i) + ".example")).size(), 2u);
  }
  EXPECT_EQ(world.seen().size(), 20u) << "nothing but the feeds";
}

}  // namespace
}  // namespace wirefold::test
