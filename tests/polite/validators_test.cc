// Rows 1 to 7, 36 and 37: conditional requests.
#include <sqlite3.h>

#include "polite/politeness.h"
#include "wirefold/base/handle.h"
#include "wirefold/store/error.h"

namespace wirefold::test {
namespace {

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
  EXPECT_EQ(world.store().reading().count_articles(), 1);
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
  EXPECT_EQ(world.store().reading().count_articles(), 2);
  world.run_for(days(3));
  EXPECT_EQ(world.store().reading().count_articles(), 4)
      << "two new ones of the feed that is rechecked";
  items = 5;
  world.run_for(days(2));
  EXPECT_EQ(world.store().reading().count_articles(), 6) << "a liar is asked for all once a day";
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
  EXPECT_EQ(world.store().reading().count_articles(), 3);
  EXPECT_EQ(world.seen(url)[2].header("if-none-match"), "\"2\"");
  EXPECT_EQ(world.state(url).failures, 0);
  EXPECT_EQ(world.state(url).listed, 2u) << "the delta is not the feed";
}

}  // namespace
}  // namespace wirefold::test
