// The 38 behaviours of a polite fetcher, as a server sees them: one test a row.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <openssl/hmac.h>
#include <sqlite3.h>

#include <algorithm>
#include <set>

#include "polite/raw_server.h"
#include "polite/world.h"
#include "support/gzip.h"
#include "support/process.h"
#include "wirefold/base/handle.h"
#include "wirefold/base/percent.h"
#include "wirefold/fetch/redirect.h"

namespace wirefold::test {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::seconds;
using Headers = std::vector<std::pair<std::string, std::string>>;

class Politeness : public testing::Test {
 protected:
  /// Polls one feed that answers `reply`, and says how long it was until the next poll within
  /// `most`; `most` if there was none.
  static seconds wait_after(const HttpReply& reply, seconds most = days(40)) {
    return nth_wait(1, reply, most);
  }

  /// The same after a first poll that went well and a change to `reply`.
  static seconds wait_after_second(const HttpReply& reply, seconds most = days(40)) {
    return nth_wait(2, reply, most);
  }

  /// The wait behind the n-th poll, which is the first that is answered `reply`.
  static seconds nth_wait(std::size_t n, const HttpReply& reply, seconds most) {
    World w;
    const std::string feed = w.url("a.example");
    w.on(feed, [polls = std::size_t{0}, n, reply](const Seen&) mutable {
      return ++polls < n ? ok(rss({"one"}), {{"ETag", "\"1\""}}) : reply;
    });
    w.add_feed(feed);
    w.start();
    const Timestamp begin = w.now();
    while (w.seen(feed).size() <= n && w.now() - begin < most) w.run_for(hours(1));
    return w.seen(feed).size() <= n ? most : w.last_gap(feed);
  }

  /// A feed whose second request is looked at.
  Seen second_request(World::Handler handler) {
    world.on(url, std::move(handler));
    world.add_feed(url);
    world.start();
    world.run_for(days(2));
    const auto all = world.seen(url);
    EXPECT_GE(all.size(), 2u);
    return all.size() < 2 ? Seen() : all[1];
  }

  World world;
  const std::string url = world.url("a.example");
};

HttpReply with(const Headers& headers) {
  Headers all = headers;
  all.emplace_back("ETag", "\"1\"");
  return ok(rss({"one"}), all);
}

TEST_F(Politeness, Row01_TheSecondRequestIsConditional) {
  const Seen second = second_request([](const Seen&) {
    return ok(rss({"one"}), {{"ETag", "\"1\""}, {"Last-Modified", "then"}});
  });
  EXPECT_EQ(world.seen(url)[0].header("if-none-match"), "");
  EXPECT_EQ(world.seen(url)[0].header("if-modified-since"), "");
  EXPECT_EQ(second.header("if-none-match"), "\"1\"");
  EXPECT_EQ(second.header("if-modified-since"), "then");
}

TEST_F(Politeness, Row02_AnETagComesBackByteForByte) {
  int n = 0;
  for (const char* etag :
       {"\"a b\"", "W/\"x\"", "\"quo\\\"te\"", "bare", "\"\xC3\xBC,;\"", "w/\"y\""}) {
    const std::string feed = world.url("h" + std::to_string(++n) + ".example");
    world.on(feed, ok(rss({"one"}), {{"ETag", etag}}));
    world.add_feed(feed);
  }
  world.start();
  world.run_for(days(1));
  n = 0;
  for (const char* etag :
       {"\"a b\"", "W/\"x\"", "\"quo\\\"te\"", "bare", "\"\xC3\xBC,;\"", "w/\"y\""}) {
    const auto seen = world.seen(world.url("h" + std::to_string(++n) + ".example"));
    ASSERT_GE(seen.size(), 2u);
    EXPECT_EQ(seen[1].header("if-none-match"), etag);
  }
}

TEST_F(Politeness, Row03_LastModifiedComesBackAsItWas) {
  const std::string feed_date = "<pubDate>Sun, 10 Nov 2024 11:00:00 GMT</pubDate>";
  const Seen second = second_request([&](const Seen&) {
    return ok(rss({"one"}, feed_date), {{"Last-Modified", "Sunday, 10-Nov-24 07:28:00 GMT"}});
  });
  EXPECT_EQ(second.header("if-modified-since"), "Sunday, 10-Nov-24 07:28:00 GMT");
}

TEST_F(Politeness, Row04_NewValidatorsOfTheSameBodyCount) {
  int polls = 0;
  second_request([&](const Seen&) {
    return ok(rss({"one"}), {{"ETag", '"' + std::to_string(++polls) + '"'}});
  });
  EXPECT_EQ(world.seen(url)[1].header("if-none-match"), "\"1\"");
  EXPECT_EQ(world.seen(url)[2].header("if-none-match"), "\"2\"");
}

TEST_F(Politeness, Row05_NewValidatorsOfA304Count) {
  int polls = 0;
  second_request([&](const Seen&) -> HttpReply {
    if (++polls == 1) return ok(rss({"one"}), {{"ETag", "\"1\""}, {"Last-Modified", "then"}});
    return {304, "", {{"ETag", '"' + std::to_string(polls) + '"'}}};
  });
  EXPECT_EQ(world.seen(url)[2].header("if-none-match"), "\"2\"");
  EXPECT_EQ(world.seen(url)[2].header("if-modified-since"), "then")
      << "what a 304 leaves out stays";
  EXPECT_EQ(world.seen(url)[3].header("if-none-match"), "\"3\"");
}

TEST_F(Politeness, Row06_ADroppedETagIsForgotten) {
  int polls = 0;
  second_request([&](const Seen&) -> HttpReply {
    if (++polls == 1) return ok(rss({"one"}), {{"ETag", "\"1\""}});
    return ok(rss({"one", "two"}), {{"Last-Modified", "then"}});
  });
  EXPECT_EQ(world.seen(url)[1].header("if-none-match"), "\"1\"");
  for (std::size_t i = 2; i < world.seen(url).size(); ++i) {
    EXPECT_EQ(world.seen(url)[i].header("if-none-match"), "");
    EXPECT_EQ(world.seen(url)[i].header("if-modified-since"), "then");
  }
}

TEST_F(Politeness, Row07_ValidatorsOfWhatCouldNotBeTakenAreNotStored) {
  const std::string whole = rss({"one", "two"});
  const struct {
    const char* what;
    HttpReply bad;
  } cases[] = {
      {"no feed", {200, "<html><body>maintenance</body></html>", {{"ETag", "\"bad\""}}}},
      {"empty", {200, "", {{"ETag", "\"bad\""}}}},
      {"broken off", ok(whole.substr(0, whole.size() - 60), {{"ETag", "\"bad\""}})},
      {"an image", {200, "\x89PNG\r\n", {{"ETag", "\"bad\""}, {"Content-Type", "image/png"}}}},
      {"an error with an ETag", {500, whole, {{"ETag", "\"bad\""}}}},
  };
  int n = 0;
  for (const auto& c : cases) {
    const std::string feed = world.url("h" + std::to_string(n++) + ".example");
    const HttpReply bad = c.bad;
    world.on(feed, [bad, polls = 0](const Seen&) mutable {
      return ++polls == 2 ? bad : ok(rss({"one"}), {{"ETag", "\"good\""}});
    });
    world.add_feed(feed);
  }
  world.start();
  world.run_for(days(2));
  for (int i = 0; i < n; ++i) {
    const auto seen = world.seen(world.url("h" + std::to_string(i) + ".example"));
    ASSERT_GE(seen.size(), 3u) << cases[i].what;
    EXPECT_EQ(seen[2].header("if-none-match"), "\"good\"") << cases[i].what;
  }
}

TEST_F(Politeness, Row07_ValidatorsOfWhatCouldNotBeWrittenAreNotStored) {
  world.on(url, ok(rss({"one"}), {{"ETag", "\"lost\""}}));
  world.add_feed(url);
  world.start();
  const auto sql = [this](const char* text) {
    sqlite3* raw = nullptr;
    ASSERT_EQ(sqlite3_open(world.database().c_str(), &raw), SQLITE_OK);
    const Handle<sqlite3, sqlite3_close_v2> db(raw);
    ASSERT_EQ(sqlite3_exec(raw, text, nullptr, nullptr, nullptr), SQLITE_OK);
  };
  sql("CREATE TRIGGER full BEFORE INSERT ON article BEGIN SELECT RAISE(ABORT, 'disk full'); END");
  EXPECT_THROW(world.run_for(1s), store::StoreError);
  sql("DROP TRIGGER full");
  world.restart();
  world.run_for(days(1));
  ASSERT_GE(world.seen(url).size(), 2u);
  EXPECT_EQ(world.seen(url)[1].header("if-none-match"), "") << "what was not stored is asked again";
  EXPECT_EQ(world.store().count_articles(), 1);
}

TEST_F(Politeness, Row08_ADayWithoutValidators) {
  EXPECT_GE(wait_after(ok(rss({"one"}))), 24h);
  EXPECT_LE(wait_after(ok(rss({"one"}))), 25h);
}

TEST_F(Politeness, Row09_AnHourWithValidatorsAndNeverLessThanAQuarter) {
  EXPECT_GE(wait_after(with({})), 60min);
  world.config.fetch.interval = 1s;  // which the configuration's reader would refuse
  FeedSource& feed = world.add_feed(url);
  feed.interval = 1s;
  world.on(url, validated(rss({"one"}), "\"1\""));
  world.start();
  world.run_for(hours(6));
  const auto seen = world.seen(url);
  ASSERT_GE(seen.size(), 2u);
  for (std::size_t i = 1; i < seen.size(); ++i) EXPECT_GE(seen[i].at - seen[i - 1].at, 15min);
}

TEST_F(Politeness, Row10_FiveRestartsCostNoRequest) {
  world.on(url, validated(rss({"one"}), "\"1\""));
  world.on(world.url("b.example"), HttpReply{500, "", {}});
  world.add_feed(url);
  world.add_feed(world.url("b.example"));
  world.start();
  world.run_for(10s);
  for (int i = 0; i < 5; ++i) {
    world.restart();
    world.run_for(10s);
  }
  EXPECT_EQ(world.seen().size(), 2u);
}

TEST_F(Politeness, Row11_MaxAgeIsHonouredLessTheAge) {
  const seconds full = wait_after(with({{"Cache-Control", "public, max-age=7200"}}));
  EXPECT_GE(full, 7200s);
  EXPECT_LE(full, 8000s);
  const seconds aged = wait_after(with({{"Cache-Control", "max-age=10800"}, {"Age", "3000"}}));
  EXPECT_GE(aged, 7800s);
  EXPECT_LE(aged, 8700s);
}

TEST_F(Politeness, Row12_MaxAgeIsHonouredOn304And429) {
  EXPECT_GE(wait_after_second({304, "", {{"Cache-Control", "max-age=172800"}}}), 172800s);
  EXPECT_GE(wait_after_second({429, "", {{"Cache-Control", "max-age=172800"}}}), 172800s);
}

TEST_F(Politeness, Row13_ExpiresCountsAndMaxAgeWins) {
  const std::string in_3h = format_http_date(World::beginning() + 3h);
  EXPECT_GE(wait_after(with({{"Expires", in_3h}})), 3h);
  const seconds both = wait_after(with({{"Expires", in_3h}, {"Cache-Control", "max-age=7200"}}));
  EXPECT_GE(both, 2h);
  EXPECT_LT(both, 3h);
}

TEST_F(Politeness, Row14_NonsenseIsOurOwnMinimumAndAYearIsCapped) {
  for (const Headers& headers :
       {Headers{{"Cache-Control", "no-store"}}, Headers{{"Cache-Control", "max-age=0"}},
        Headers{{"Expires", "0"}}, Headers{{"Cache-Control", "max-age=soon"}}}) {
    const seconds wait = wait_after(with(headers));
    EXPECT_GE(wait, 1h) << headers[0].second;
    EXPECT_LE(wait, 2h) << headers[0].second;
  }
  set_log_level(LogLevel::kInfo);
  testing::internal::CaptureStderr();
  const seconds capped = wait_after(with({{"Cache-Control", "max-age=31536000"}}));
  const std::string log = testing::internal::GetCapturedStderr();
  set_log_level(LogLevel::kWarning);
  EXPECT_GE(capped, days(7));
  EXPECT_LE(capped, days(7) + 1h);
  EXPECT_NE(log.find("feed state=capped"), std::string::npos) << log;
}

TEST_F(Politeness, Row15_RetryAfterOf429IsKeptInBothForms) {
  EXPECT_GE(wait_after({429, "", {{"Retry-After", "20000"}}}), 20000s);
  EXPECT_LE(wait_after({429, "", {{"Retry-After", "20000"}}}), 22000s);
  const std::string date = format_http_date(World::beginning() + 5h);
  EXPECT_GE(wait_after({429, "", {{"Retry-After", date}}}), 5h);
}

TEST_F(Politeness, Row16_RetryAfterOf503IsKept) {
  EXPECT_GE(wait_after({503, "", {{"Retry-After", "20000"}}}), 20000s);
}

TEST_F(Politeness, Row17_A429WithoutHeaderMeansAnHourAtLeast) {
  std::set<seconds> waits;
  for (int i = 0; i < 20; ++i) {
    const std::string feed = world.url("h" + std::to_string(i) + ".example");
    world.on(feed, HttpReply{429, "", {}});
    world.add_feed(feed).interval = 15min;
  }
  world.start();
  world.run_for(hours(4));
  for (int i = 0; i < 20; ++i) {
    const auto seen = world.seen(world.url("h" + std::to_string(i) + ".example"));
    ASSERT_GE(seen.size(), 2u);
    EXPECT_GE(seen[1].at - seen[0].at, 1h);
    waits.insert(seen[1].at - seen[0].at);
  }
  EXPECT_GT(waits.size(), 10u) << "no jitter";
}

TEST_F(Politeness, Row18_ALongRetryAfterIsKeptUpToAWeek) {
  EXPECT_GE(wait_after({429, "", {{"Retry-After", "316800"}}}), 88h);
  const seconds capped = wait_after({429, "", {{"Retry-After", "31536000"}}});
  EXPECT_GE(capped, days(7));
  EXPECT_LE(capped, days(7) + 2h);
}

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
  EXPECT_EQ(hops, 6u);
  EXPECT_EQ(std::ranges::count(log, '\n'), 3) << log;

  fetch::Response down;
  down.request.url = "https://a.example/";
  down.status = 301;
  down.location = "http://a.example/";
  EXPECT_FALSE(fetch::next_hop(down)) << "from https to http";
  down.location = "https://b.example/";
  EXPECT_TRUE(fetch::next_hop(down));
}

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

TEST_F(Politeness, Row31_TheFeedsOwnHintsCount) {
  const auto wait = [](const std::string& channel) {
    return wait_after(ok(rss({"one"}, channel), {{"ETag", "\"1\""}}));
  };
  EXPECT_GE(wait("<ttl>120</ttl>"), 2h);
  EXPECT_LE(wait("<ttl>120</ttl>"), 150min);
  EXPECT_GE(wait("<sy:updatePeriod>daily</sy:updatePeriod>"), 24h);
  EXPECT_GE(wait("<sy:updatePeriod>daily</sy:updatePeriod>"
                 "<sy:updateFrequency>4</sy:updateFrequency>"),
            6h);
  EXPECT_GE(wait("<ttl>10</ttl>"), 1h) << "never less than our own minimum";
  std::string hours_1_to_9;
  for (int hour = 1; hour <= 9; ++hour) {
    hours_1_to_9 += "<hour>" + std::to_string(hour) + "</hour>";
  }
  EXPECT_GE(wait("<skipHours>" + hours_1_to_9 + "</skipHours>"), 10h)
      << "the world begins at 00:00";
  EXPECT_GE(wait("<skipDays><day>Sunday</day><day>Monday</day></skipDays>"), 48h);

  // The hints of a document hold while it does not change.
  world.on(url, validated(rss({"one"}, "<ttl>300</ttl>"), "\"1\""));
  world.add_feed(url);
  world.start();
  world.run_for(days(1));
  EXPECT_GE(world.last_gap(url), 5h);
}

std::string signature(const std::string& secret, const std::string& body) {
  unsigned char mac[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
       reinterpret_cast<const unsigned char*>(body.data()), body.size(), mac, &size);
  std::string out = "X-Hub-Signature: sha256=";
  for (unsigned i = 0; i < size; ++i) out += fmt::format("{:02x}", mac[i]);
  return out;
}

/// Value of a form's field, with escapes undone.
std::string form_field(const std::string& form, const std::string& name) {
  const std::size_t at = ('&' + form).find('&' + name + '=');
  if (at == std::string::npos) return {};
  const std::size_t begin = at + name.size() + 1;
  return without_escapes(form.substr(begin, form.find('&', begin) - begin));
}

/// A feed with a hub, and what the hub does.
class PolitenessHub : public Politeness {
 protected:
  PolitenessHub() {
    world.config.serve.base_url = "self";
    world.on(hub, [](const Seen&) -> HttpReply { return {202, "", {}}; });
    const std::string body = rss({"one"},
                                 "<atom:link rel=\"hub\" href=\"http://wrong.example/\"/>"
                                 "<atom:link rel=\"self\" href=\"http://wrong.example/f\"/>");
    world.on(url, [this, body](const Seen& seen) {
      HttpReply reply = validated(body, "\"1\"")(seen);
      reply.headers.emplace_back(
          "Link", '<' + hub + ">; rel=\"hub\", <" + topic + ">; title=\"a, b\"; rel=self");
      return reply;
    });
    world.add_feed(url);
    world.start();
    world.run_for(10s);
  }

  /// The hub asks whether we meant it.
  HttpResult verify(const std::string& of_topic, const std::string& mode = "subscribe") const {
    return http_ask(callback + "?hub.mode=" + mode + "&hub.topic=" + escaped(of_topic) +
                    "&hub.challenge=c%26h&hub.lease_seconds=864000");
  }

  void subscribe() {
    ASSERT_EQ(world.seen(hub).size(), 1u);
    form = world.seen(hub)[0].request.body;
    callback = form_field(form, "hub.callback");
    secret = form_field(form, "hub.secret");
    const HttpResult verified = verify(topic);
    ASSERT_EQ(verified.status, 200);
    ASSERT_EQ(verified.body, "c&h");
    world.drain();
  }

  const std::string hub = world.url("hub.example", "/hub");
  const std::string topic = world.url("a.example", "/canonical");
  std::string form, callback, secret;
};

TEST_F(PolitenessHub, Row32_AHubIsSubscribedToAndPollsGetRare) {
  subscribe();
  EXPECT_EQ(form_field(form, "hub.mode"), "subscribe");
  EXPECT_EQ(form_field(form, "hub.topic"), topic) << "header first, then body";
  EXPECT_GE(secret.size(), 32u);
  const auto polls = world.seen(url).size();
  world.run_for(days(5));
  EXPECT_LE(world.seen(url).size(), polls + 6) << "a poll a day";
  EXPECT_EQ(world.seen(hub).size(), 1u);
  world.run_for(days(4) + 30min);
  ASSERT_EQ(world.seen(hub).size(), 2u) << "renewed before the lease ends";
  EXPECT_EQ(world.seen(hub)[1].request.body, form);
  EXPECT_EQ(verify(topic).body, "c&h");
  world.run_for(days(8));
  EXPECT_EQ(world.seen(hub).size(), 2u);
  EXPECT_LE(world.seen(url).size(), polls + 19) << "still a poll a day";
}

TEST_F(PolitenessHub, Row32_OnlyWhatWeAskedForIsVerified) {
  form = world.seen(hub).at(0).request.body;
  callback = form_field(form, "hub.callback");
  EXPECT_EQ(verify(topic + "x").status, 404);
  EXPECT_EQ(verify(topic, "unsubscribe").status, 404);
  const std::string right = callback;
  callback.back() = callback.back() == '0' ? '1' : '0';
  EXPECT_EQ(verify(topic).status, 404) << "a guessed callback";
  callback = right;
  subscribe();
  EXPECT_EQ(verify(topic).status, 404) << "once is enough";
}

TEST_F(PolitenessHub, Row32_WhatTheHubBringsCountsIfItIsSigned) {
  subscribe();
  const std::string news = rss({"two", "three"});
  EXPECT_EQ(http_post(callback, news, {signature("guess", news)}).status, 202);
  EXPECT_EQ(http_post(callback, news, {}).status, 202);
  world.drain();
  EXPECT_EQ(world.store().count_articles(), 1) << "not signed with our secret";
  EXPECT_EQ(http_post(callback, news, {signature(secret, news)}).status, 200);
  world.drain();
  EXPECT_EQ(world.store().count_articles(), 3);
  const std::string large(2 << 20, 'x');
  EXPECT_EQ(http_post(callback, large, {signature(secret, large)}).status, 413);
  world.restart();
  EXPECT_EQ(world.seen(hub).size(), 1u);
  world.run_for(hours(20));
  EXPECT_EQ(world.seen(hub).size(), 1u) << "the subscription outlasts a restart";
}

TEST_F(PolitenessHub, Row32_PollsComeBackWhenTheHubDies) {
  subscribe();
  world.on(hub, HttpReply{500, "", {}});
  world.run_for(days(11));
  const auto polls = world.seen(url).size();
  world.run_for(days(2));
  EXPECT_GT(world.seen(url).size(), polls + 4) << "the lease has ended";
  EXPECT_GT(world.seen(hub).size(), 2u) << "and the hub is asked again";
}

TEST_F(PolitenessHub, Row32_AHubThatKeepsSilentIsNotReliedOn) {
  subscribe();
  world.on(url, [n = 0](const Seen&) mutable {
    return ok(rss({"item " + std::to_string(++n)}), {{"ETag", std::to_string(n)}});
  });
  world.run_for(days(2));
  const auto polls = world.seen(url).size();
  world.run_for(days(1));
  EXPECT_GT(world.seen(url).size(), polls + 6);
}

TEST_F(PolitenessHub, Row32_ARefusalIsTaken) {
  form = world.seen(hub).at(0).request.body;
  callback = form_field(form, "hub.callback");
  const HttpResult denied =
      http_ask(callback + "?hub.mode=denied&hub.topic=" + escaped(topic) + "&hub.reason=no");
  EXPECT_EQ(denied.status, 200);
  world.drain();
  world.run_for(days(2));
  EXPECT_GT(world.seen(url).size(), 8u) << "polled as before";
}

TEST_F(Politeness, Row33_WhatIsTooLongOrTooSlowIsCutOff) {
  RawServer raw;
  world.timeout = 2s;
  world.config.fetch.max_body = 1 << 20;
  world.on(world.url("big.example"), HttpReply{200, std::string(100 << 20, 'x'), {}});
  world.on(world.url("bomb.example"),
           HttpReply{200, gzip(std::string(100 << 20, ' ')), {{"Content-Encoding", "gzip"}}});
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
      {"http://headers.example" + raw_port + "/headers", "too_large: headers over"},
      {"http://hollow.example" + raw_port + "/hollow", "too_large: body over"},
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
  // Feeds that may be on a private network, and lead elsewhere in it.
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
  EXPECT_EQ(world.store().count_articles(), 1) << "taken as the feed has it";
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
  EXPECT_EQ(log, "network state=down\n");
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

TEST_F(Politeness, Row36_AServerThatSays304ForEverIsFoundOut) {
  int items = 1;
  const auto liar = [&](const Seen& seen) -> HttpReply {
    if (!seen.header("if-none-match").empty()) return {304, "", {}};
    std::vector<std::string> titles;
    for (int i = 0; i < items; ++i) titles.push_back("t" + std::to_string(i));
    return ok(rss(titles), {{"ETag", "\"never changes\""}});
  };
  world.on(url, liar);
  world.add_feed(url);
  const std::string trusted = world.url("trusted.example");
  world.on(trusted, liar);
  world.add_feed(trusted).recheck = false;
  testing::internal::CaptureStderr();
  world.start();
  world.run_for(days(1));
  items = 3;
  world.run_for(days(5));
  EXPECT_EQ(world.store().count_articles(), 2);
  world.run_for(days(3));
  EXPECT_EQ(world.store().count_articles(), 4) << "two new ones of the feed that is rechecked";
  items = 5;
  world.run_for(days(2));
  EXPECT_EQ(world.store().count_articles(), 6) << "a liar is asked for all once a day";
  EXPECT_NE(testing::internal::GetCapturedStderr().find("feed state=stale_304"), std::string::npos);
  std::size_t plain = 0;
  for (const Seen& s : world.seen(url)) {
    plain += s.header("if-none-match").empty() ? 1 : 0;
    EXPECT_EQ(s.request.target, "/feed") << "no trick in the query";
  }
  EXPECT_GE(plain, 3u);
  EXPECT_LE(plain, 6u);
}

TEST_F(Politeness, Row37_ADeltaIsMerged) {
  int polls = 0;
  second_request([&](const Seen& seen) -> HttpReply {
    if (++polls == 1) return ok(rss({"one", "two"}), {{"ETag", "\"1\""}});
    EXPECT_EQ(seen.header("a-im"), "feed");
    if (polls > 2) return {304, "", {}};
    HttpReply reply = ok(rss({"three"}), {{"ETag", "\"2\""}, {"IM", "feed"}});
    reply.status = 226;
    return reply;
  });
  EXPECT_EQ(world.seen(url)[0].header("a-im"), "") << "there is nothing to be a delta to";
  EXPECT_EQ(world.store().count_articles(), 3);
  EXPECT_EQ(world.seen(url)[2].header("if-none-match"), "\"2\"");
  EXPECT_EQ(world.state(url).failures, 0);
  EXPECT_EQ(world.state(url).listed, 2u) << "the delta is not the feed";
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
