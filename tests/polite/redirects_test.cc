// Rows 24 to 26 and 38: where redirects lead, and whether credentials follow.
#include <algorithm>

#include "polite/politeness.h"
#include "wirefold/fetch/redirect.h"

namespace wirefold::test {
namespace {

TEST_F(Politeness, Row24_APermanentRedirectIsBelievedWhenItStays) {
  const std::string old_url = world.url("old.example");
  world.on(old_url, [&](const Seen&) -> HttpReply { return {301, "", {{"Location", url}}}; });
  world.on(url, validated(rss({"one"}), "\"1\""));
  const std::string to_page = world.url("page.example");
  world.on(to_page, [&](const Seen&) -> HttpReply {
    return {308, "", {{"Location", world.url("page.example", "/sorry")}}};
  });
  world.on(world.url("page.example", "/sorry"), HttpReply{200, "<html>sorry</html>", {}});
  world.add_feed(old_url);
  world.add_feed(to_page);
  world.start();
  world.run_for(days(1));
  const auto first_day = world.seen(old_url).size();
  EXPECT_GE(first_day, 3u) << "a day is not enough";
  EXPECT_EQ(world.state(old_url).moved_to, "");
  EXPECT_EQ(world.seen(url)[1].header("if-none-match"), "\"1\"");
  EXPECT_EQ(world.seen(old_url)[1].header("if-none-match"), "") << "it is the other URL's";
  world.run_for(days(5));
  EXPECT_EQ(world.state(old_url).moved_to, url);
  const auto settled = world.seen(old_url).size();
  world.restart();
  world.run_for(days(5));
  EXPECT_EQ(world.seen(old_url).size(), settled) << "the old URL is left alone";
  EXPECT_EQ(world.state(to_page).moved_to, "") << "no feed there";
  const auto polls = world.seen(url).size();
  world.on(url, HttpReply{410, "", {}});
  world.run_for(days(3));
  EXPECT_GT(world.seen(url).size(), polls);
  EXPECT_GT(world.seen(old_url).size(), settled) << "and asked again when the new one is gone";
}

TEST_F(Politeness, Row25_ATemporaryRedirectIsAskedForEachTime) {
  for (const int status : {302, 303, 307}) {
    World w;
    const std::string from = w.url("from.example");
    const std::string to = w.url("to.example");
    w.on(from, [&to, status](const Seen&) -> HttpReply {
      return {status, "", {{"Location", to}, {"ETag", "\"of the redirect\""}}};
    });
    w.on(to, validated(rss({"one"}), "\"1\""));
    w.add_feed(from);
    w.start();
    w.run_for(days(6));
    EXPECT_GT(w.seen(from).size(), 20u);
    EXPECT_EQ(w.seen(from).size(), w.seen(to).size());
    EXPECT_EQ(w.seen(from).back().header("if-none-match"), "");
    EXPECT_EQ(w.seen(to).back().header("if-none-match"), "\"1\"");
    EXPECT_EQ(w.seen(to)[1].status, 304);
    EXPECT_EQ(w.state(from).moved_to, "");
  }
}

TEST_F(Politeness, Row26_RedirectsEnd) {
  world.on(world.url("loop.example"), [&](const Seen&) -> HttpReply {
    return {302, "", {{"Location", world.url("loop.example")}}};
  });
  for (int i = 0; i < 20; ++i) {
    const std::string next = world.url("long.example", "/" + std::to_string(i + 1));
    world.on(world.url("long.example", "/" + std::to_string(i)),
             HttpReply{302, "", {{"Location", next}}});
  }
  world.on(world.url("file.example"), HttpReply{302, "", {{"Location", "file:///etc/passwd"}}});
  testing::internal::CaptureStderr();
  world.add_feed(world.url("loop.example"));
  world.add_feed(world.url("long.example", "/0"));
  world.add_feed(world.url("file.example"));
  world.start();
  world.run_for(1min);
  const std::string log = testing::internal::GetCapturedStderr();
  EXPECT_EQ(world.seen(world.url("loop.example")).size(), 1u);
  std::size_t hops = 0;
  for (const Seen& s : world.seen()) hops += s.host == "long.example" ? 1 : 0;
  EXPECT_EQ(hops, 1 + fetch::kMaxRedirects);
  EXPECT_EQ(std::ranges::count(log, '\n'), 3) << log;

  fetch::Response down;
  down.request.url = "https://a.example/";
  down.status = 301;
  down.location = "http://a.example/";
  EXPECT_FALSE(fetch::next_hop(down)) << "from https to http";
  down.location = "https://b.example/";
  EXPECT_TRUE(fetch::next_hop(down));
}

TEST_F(Politeness, Row38_CredentialsDoNotMoveWithAFeed) {
  auto access = std::make_shared<FeedAccess>();
  access->user = "me";
  access->password = "secret";
  const std::string elsewhere = world.url("other.example");
  world.on(url, [&](const Seen&) -> HttpReply { return {301, "", {{"Location", elsewhere}}}; });
  world.on(elsewhere, validated(rss({"one"}), "\"1\""));
  world.add_feed(url).access = access;
  world.start();
  world.run_for(days(8));
  ASSERT_EQ(world.state(url).moved_to, elsewhere);
  ASSERT_GT(world.seen(elsewhere).size(), world.seen(url).size());
  for (const Seen& s : world.seen(elsewhere)) EXPECT_EQ(s.header("authorization"), "");
}

TEST_F(Politeness, Row38_CredentialsAreNoPartOfWhereAFeedMovesTo) {
  auto access = std::make_shared<FeedAccess>();
  access->user = "me";
  access->password = "s3cret";
  const std::string moved = world.url("a.example", "/new/feed");
  world.on(url, [&](const Seen&) -> HttpReply { return {301, "", {{"Location", "/new/feed"}}}; });
  world.on(moved, [&](const Seen& seen) -> HttpReply {
    if (seen.header("authorization").empty()) return {401, "", {}};
    return {200, rss({"one"}), {{"ETag", "\"1\""}}};
  });
  world.add_feed(url).access = access;
  world.start();
  world.run_for(1min);
  EXPECT_EQ(world.state(url).validators.url, moved);
  EXPECT_EQ(world.state(url).move.url, moved);
  world.run_for(days(8));
  EXPECT_EQ(world.state(url).moved_to, moved);
  EXPECT_EQ(world.seen(moved).back().header("authorization"), "Basic bWU6czNjcmV0");
}

TEST_F(Politeness, Row38_ARedirectThatSpellsASecretIsRefused) {
  FeedAccess access;
  access.user = "me";
  access.password = "s3cret";
  access.headers = {"Authorization: Bearer t0ken-of-mine"};
  fetch::Response response;
  response.request.url = "https://a.example/feed";
  response.request.access = std::make_shared<FeedAccess>(access);
  response.status = 302;
  for (const char* to : {"https://b.example/?p=s3cret", "https://b.example/%733cret",
                         "https://b.example/#bWU6czNjcmV0", "https://b.example/t0ken-of-mine",
                         "http:me:s3cret@h/", "x://me:s3cret\\@h/", "https://\xFFs3cret/"}) {
    response.location = to;
    const auto next = fetch::next_hop(response);
    ASSERT_FALSE(next) << to;
    EXPECT_TRUE(next.error().detail.starts_with("redirect from https://a.example/feed to "));
    for (const char* secret : {"s3cret", "bWU6", "t0ken", "%733"}) {
      EXPECT_EQ(next.error().detail.find(secret), std::string::npos) << next.error().detail;
    }
  }
  response.location = "https://b.example/?p=s3cre";
  EXPECT_TRUE(fetch::next_hop(response));
}

TEST_F(Politeness, Row38_CredentialsStayAtTheirOrigin) {
  auto access = std::make_shared<FeedAccess>();
  access->user = "me";
  access->password = "secret";
  access->headers = {"X-Key: k3y"};
  access->agent_suffix = "(subscriber 7)";
  const std::string inside = world.url("a.example", "/moved");
  const std::string outside = world.url("other.example");
  bool leave = false;
  world.on(url, [&](const Seen& seen) -> HttpReply {
    if (seen.header("authorization").empty()) return {401, "", {{"WWW-Authenticate", "Basic"}}};
    return {302, "", {{"Location", leave ? outside : inside}}};
  });
  world.on(inside, with({}));
  world.on(outside, with({}));
  world.add_feed(url).access = access;
  world.add_feed(world.url("other.example", "/own"));
  world.start();
  world.run_for(10min);
  leave = true;
  world.run_for(hours(3));
  EXPECT_EQ(world.seen(url)[0].header("authorization"), "Basic bWU6c2VjcmV0");
  EXPECT_EQ(world.seen(url)[0].header("x-key"), "k3y");
  EXPECT_EQ(world.seen(inside).at(0).header("authorization"), "Basic bWU6c2VjcmV0");
  ASSERT_FALSE(world.seen(outside).empty());
  for (const Seen& s : world.seen()) {
    if (s.host != "other.example") continue;
    EXPECT_EQ(s.header("authorization"), "");
    EXPECT_EQ(s.header("x-key"), "");
  }
  EXPECT_TRUE(world.seen(url)[0].header("user-agent").ends_with(" (subscriber 7)"));
}

}  // namespace
}  // namespace wirefold::test
