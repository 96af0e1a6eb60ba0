// Rows 33 and 34: limits on what a server can make the daemon do.
#include <map>

#include "polite/politeness.h"
#include "polite/raw_server.h"
#include "support/gzip.h"

namespace wirefold::test {
namespace {

TEST_F(Politeness, Row33_WhatIsTooLongOrTooSlowIsCutOff) {
  RawServer raw;
  world.timeout = 6s;
  world.config.fetch.max_body = 1 << 20;
  world.on(world.url("big.example"), HttpReply{200, std::string(16 << 20, 'x'), {}});
  world.on(world.url("bomb.example"),
           HttpReply{200, gzip(std::string(16 << 20, ' ')), {{"Content-Encoding", "gzip"}}});
  world.on(url, validated(rss({"one"}), "\"1\""));
  const std::string raw_port = ':' + std::to_string(raw.port());
  for (const char* host : {"drip", "headers", "long-header", "hollow", "nothing"}) {
    world.resolve(std::string(host) + ".example" + raw_port + ":127.0.0.1");
    world.add_feed("http://" + std::string(host) + ".example" + raw_port + "/" + host);
  }
  world.add_feed(world.url("big.example"));
  world.add_feed(world.url("bomb.example"));
  world.add_feed(url);
  world.start();
  world.run_for(5s);
  EXPECT_EQ(world.seen(url).size(), 1u);
  EXPECT_EQ(world.state(url).failures, 0) << "others are well";
  EXPECT_EQ(raw.connections(), 5u);
  const std::map<std::string, std::string> reasons = {
      {world.url("big.example"), "too_large: "},
      {world.url("bomb.example"), "too_large: "},
      {"http://drip.example" + raw_port + "/drip", "timeout: "},
      {"http://headers.example" + raw_port + "/headers", "too_large: the headers are larger"},
      {"http://hollow.example" + raw_port + "/hollow", "too_large: the body is larger"},
      {"http://nothing.example" + raw_port + "/nothing", "timeout: "}};
  for (const auto& [feed, reason] : reasons) {
    const FeedState state = world.state(feed);
    EXPECT_EQ(state.failures, 1) << feed;
    EXPECT_TRUE(state.last_error.starts_with(reason)) << feed << ": " << state.last_error;
  }
  EXPECT_EQ(world.state("http://long-header.example" + raw_port + "/long-header").failures, 1);
}

TEST_F(Politeness, Row34_OnlyPublicAddressesAreAsked) {
  world.config.fetch.allow_networks = "";
  HttpTestServer inside([](const HttpRequest&) -> HttpReply { return {200, "secret", {}}; });
  const std::string port = std::to_string(inside.port());
  world.resolve("rebinding.example:" + port + ":127.0.0.1");
  std::vector<std::string> forbidden = {"http://127.0.0.1:" + port + "/",
                                        "http://[::ffff:127.0.0.1]:" + port + "/",
                                        "http://2130706433:" + port + "/",
                                        "http://0x7f.1:" + port + "/",
                                        "http://rebinding.example:" + port + "/",
                                        "http://169.254.169.254/latest/meta-data/",
                                        "http://[64:ff9b::7f00:1]:" + port + "/",
                                        "http://[::1]:" + port + "/",
                                        "http://10.0.0.1/",
                                        "http://[fd00::1]/",
                                        "http://0.0.0.0:" + port + "/"};
  for (const std::string& feed : forbidden) world.add_feed(feed);
  // Feeds that may use the private network, and redirect to other addresses in it.
  std::vector<std::string> leading;
  for (std::size_t i = 0; i < forbidden.size(); ++i) {
    leading.push_back(world.url("lead" + std::to_string(i) + ".example"));
    world.on(leading.back(), HttpReply{302, "", {{"Location", forbidden[i]}}});
    auto access = std::make_shared<FeedAccess>();
    access->private_network = true;
    world.add_feed(leading.back()).access = access;
  }
  const std::string unnamed = world.url("unnamed.example");
  world.on(unnamed, with({}));
  world.add_feed(unnamed);
  world.start();
  world.run_for(1min);
  EXPECT_EQ(inside.connections(), 0u);
  EXPECT_TRUE(world.seen(unnamed).empty()) << "its name leads to 127.0.0.1, and nobody allowed it";
  for (const std::string& feed : forbidden) {
    EXPECT_TRUE(world.state(feed).last_error.starts_with("forbidden: its address"))
        << feed << ": " << world.state(feed).last_error;
  }
  for (const std::string& feed : leading) {
    EXPECT_EQ(world.seen(feed).size(), 1u) << "the feed's own server may be asked";
    EXPECT_TRUE(world.state(feed).last_error.starts_with("forbidden: its address"))
        << feed << ": " << world.state(feed).last_error;
  }
}

TEST_F(Politeness, Row34_NeitherAHubNorAPageLeadsInside) {
  world.config.fetch.allow_networks = "";
  world.config.pages.below_words = 100;
  world.config.serve.base_url = "https://us.example";
  HttpTestServer inside([](const HttpRequest&) -> HttpReply { return {200, "secret", {}}; });
  const std::string target = "http://127.0.0.1:" + std::to_string(inside.port()) + "/";
  std::string body = rss({"one"}, "<atom:link rel=\"hub\" href=\"" + target + "\"/>");
  body.insert(body.find("<title>one"), "<link>" + target + "page</link>");
  world.on(url, ok(body, {{"ETag", "\"1\""}}));
  auto access = std::make_shared<FeedAccess>();
  access->private_network = true;
  world.add_feed(url).access = access;
  world.start();
  world.run_for(59min);
  EXPECT_EQ(world.seen(url).size(), 1u);
  EXPECT_EQ(inside.connections(), 0u);
  EXPECT_EQ(world.store().reading().count_articles(), 1) << "taken as the feed has it";
}

TEST_F(Politeness, Row34_PagesOfAPrivateFeedAreReadAtItsOwnServer) {
  world.config.fetch.allow_networks = "";
  world.config.pages.below_words = 100;
  const std::string page = world.url("a.example", "/page");
  std::string body = rss({"one"});
  body.insert(body.find("<title>one"), "<link>" + page + "</link>");
  world.on(url, ok(body, {{"ETag", "\"1\""}}));
  world.on(world.url("a.example", "/robots.txt"), HttpReply{200, "User-agent: *\nAllow: /\n", {}});
  world.on(page, HttpReply{200, "<html><body><p>words</p></body></html>", {}});
  auto access = std::make_shared<FeedAccess>();
  access->private_network = true;
  world.add_feed(url).access = access;
  world.start();
  world.run_for(5min);
  EXPECT_EQ(world.seen(world.url("a.example", "/robots.txt")).size(), 1u);
  EXPECT_EQ(world.seen(page).size(), 1u);
}

}  // namespace
}  // namespace wirefold::test
