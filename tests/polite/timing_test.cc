// Rows 8 to 18 and 31: when a feed is polled again.
#include <algorithm>
#include <set>

#include "polite/politeness.h"

namespace wirefold::test {
namespace {

/// A feed with the 20 newest entries of one every `gap`, at the time of the request.
World::Handler every(seconds gap, const Headers& headers = {}) {
  return [gap, headers](const Seen& seen) {
    std::string items;
    const auto newest = seen.at.time_since_epoch() / gap;
    for (auto number = newest; number > newest - 20; --number) {
      const std::string name = "n" + std::to_string(number);
      items += "<item><guid>" + name + "</guid><title>" + name + "</title><pubDate>" +
               format_http_date(Timestamp(number * gap)) + "</pubDate></item>";
    }
    return ok("<rss version=\"2.0\"><channel><title>T</title>" + items + "</channel></rss>",
              headers);
  };
}

/// The shortest and the longest time between two polls of `url`.
std::pair<seconds, seconds> waits(const World& world, const std::string& url) {
  const auto seen = world.seen(url);
  std::pair<seconds, seconds> out{days(99), 0s};
  for (std::size_t i = 1; i < seen.size(); ++i) {
    out.first = std::min(out.first, seen[i].at - seen[i - 1].at);
    out.second = std::max(out.second, seen[i].at - seen[i - 1].at);
  }
  return out;
}

TEST_F(Politeness, Row08_ADayWithoutValidators) {
  EXPECT_GE(wait_after(ok(rss({"one"}))), 24h);
  EXPECT_LE(wait_after(ok(rss({"one"}))), 25h);
}

TEST_F(Politeness, Row08_WithoutValidatorsHalfOfAListThatIsReplacedSooner) {
  const std::string slow = world.url("slow.example"), busy = world.url("busy.example");
  world.on(slow, every(5h));     // all entries are replaced within 100 h
  world.on(busy, every(15min));  // all entries are replaced within 5 h
  world.add_feed(slow);
  world.add_feed(busy);
  world.start();
  world.run_for(days(4));
  EXPECT_GE(waits(world, slow).first, 24h);
  EXPECT_GE(waits(world, busy).first, 1h);
  EXPECT_LE(waits(world, busy).second, 150min);
}

TEST_F(Politeness, Row09_AServerThatInvitesIsAskedDownToEveryQuarterOfAnHour) {
  struct Case {
    seconds gap;
    const char* cache_control;
    std::optional<seconds> own;
    seconds least, most;
  };
  const std::vector<Case> cases = {
      {10min, "max-age=60", {}, 15min, 16min}, {10min, "max-age=1800", {}, 30min, 31min},
      {10min, "max-age=0", {}, 1h, 61min},     {10min, "no-cache, max-age=60", {}, 1h, 61min},
      {2h, "max-age=60", {}, 1h, 61min},       {10min, "max-age=60", 2h, 2h, 121min}};
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const Case& c = cases[i];
    const std::string feed = world.url("h" + std::to_string(i) + ".example");
    world.on(feed, every(c.gap, {{"Cache-Control", c.cache_control}, {"ETag", "\"1\""}}));
    world.add_feed(feed).interval = c.own;
  }
  world.start();
  world.run_for(days(1));
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const auto [least, most] = waits(world, world.url("h" + std::to_string(i) + ".example"));
    EXPECT_GE(least, cases[i].least) << i;
    EXPECT_LE(most, cases[i].most) << i;
  }
}

TEST_F(Politeness, Row09_AnHourWithValidatorsAndNeverLessThanAQuarter) {
  EXPECT_GE(wait_after(with({})), 60min);
  world.config.fetch.interval = 1s;  // the reader of the configuration would refuse this
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
  set_log({});
  testing::internal::CaptureStderr();
  const seconds capped = wait_after(with({{"Cache-Control", "max-age=31536000"}}));
  const std::string log = testing::internal::GetCapturedStderr();
  LogSettings quiet;
  quiet.levels.fill(LogLevel::kWarning);
  set_log(quiet);
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

  // A document's hints still hold after a 304.
  world.on(url, validated(rss({"one"}, "<ttl>300</ttl>"), "\"1\""));
  world.add_feed(url);
  world.start();
  world.run_for(days(1));
  EXPECT_GE(world.last_gap(url), 5h);
}

}  // namespace
}  // namespace wirefold::test
