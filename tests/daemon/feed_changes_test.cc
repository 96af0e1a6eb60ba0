// Changes of the list of feeds beside a running daemon. No signal is sent.
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>

#include "daemon/daemon_under_test.h"
#include "support/http_test_server.h"
#include "wirefold/base/file.h"

namespace wirefold::test {
namespace {

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

class FeedChanges : public testing::Test {
 protected:
  FeedChanges() {
    daemon_.configure("");
    daemon_.start();
  }

  HttpReply site(const HttpRequest& request) const {
    if (gone_) return {410, "", {}};
    return {200,
            "<rss><channel><title>Outlet " + request.path.substr(1) +
                "</title><item><title>News of " + request.path.substr(1) + "</title><link>" +
                "http://news.example" + request.path + "/1</link></item></channel></rss>",
            {{"ETag", "\"1\""}}};
  }

  Finished feeds(std::vector<std::string> words) const {
    words.insert(words.begin(), {WIREFOLD_PROGRAM, "feeds"});
    words.insert(words.end(), {"-c", daemon_.config()});
    return run_program(words, {{"STATE_DIRECTORY", daemon_.dir().path("state")}});
  }

  void wait_for(const std::string& path, const std::string& part, bool there = true) const {
    const auto deadline = std::chrono::steady_clock::now() + kDeadline;
    while (has(http_get(daemon_.url(path)), part) != there) {
      ASSERT_LT(std::chrono::steady_clock::now(), deadline) << part << " on " << path;
    }
  }

  std::atomic<bool> gone_ = false;
  HttpTestServer server_{[this](const HttpRequest& request) { return site(request); }};
  DaemonUnderTest daemon_;
};

TEST_F(FeedChanges, AnAddedFeedHasItsStoriesOnThePage) {
  EXPECT_TRUE(has(http_get(daemon_.url("/")), "wirefold feeds add")) << "how the first one comes";
  const Finished done = feeds({"add", server_.url("/alpha")});
  EXPECT_EQ(done.status, 0) << done.output;
  EXPECT_TRUE(has(done.output, "The running daemon applies it")) << done.output;
  wait_for("/", "News of alpha");
  EXPECT_TRUE(has(http_get(daemon_.url("/feed.atom")), "News of alpha"));
  EXPECT_EQ(feeds({"add", server_.url("/beta")}).status, 0);
  wait_for("/", "News of beta");
}

TEST_F(FeedChanges, ARemovedFeedIsPolledNoMore) {
  feeds({"add", server_.url("/alpha")});
  feeds({"add", server_.url("/beta")});
  wait_for("/feeds", "/beta");
  EXPECT_EQ(feeds({"remove", server_.url("/alpha")}).status, 0);
  wait_for("/api/v1/feeds", server_.url("/alpha"), false);
  EXPECT_TRUE(has(http_get(daemon_.url("/api/v1/feeds")), server_.url("/beta")));
}

TEST_F(FeedChanges, AFeedThatWasGoneIsPolledAgain) {
  feeds({"add", server_.url("/alpha")});
  wait_for("/", "News of alpha");
  gone_ = true;
  EXPECT_EQ(feeds({"retry", server_.url("/alpha")}).status, 0);
  wait_for("/api/v1/feeds", "\"state\":\"gone\"");
  gone_ = false;
  EXPECT_EQ(feeds({"retry", server_.url("/alpha")}).status, 0);
  const auto deadline = std::chrono::steady_clock::now() + kDeadline;
  while (server_.requests().size() < 4) {  // one by the command that added the feed, three by polls
    ASSERT_LT(std::chrono::steady_clock::now(), deadline);
  }
  wait_for("/api/v1/feeds", "\"state\":\"gone\"", false);
}

TEST_F(FeedChanges, AListWithAMistakeKeepsTheFeedsAndSaysWhere) {
  feeds({"add", server_.url("/alpha")});
  wait_for("/", "News of alpha");
  daemon_.dir().write("feeds.opml", "<opml><body>\n<outline text=");
  const std::string line = daemon_.process().wait_for_prefix("reload place=");
  EXPECT_TRUE(has(line, "feeds.opml:2")) << line;
  EXPECT_TRUE(has(http_get(daemon_.url("/api/v1/feeds")), server_.url("/alpha")));
  std::filesystem::remove(daemon_.dir().path("feeds.opml"));
  EXPECT_EQ(feeds({"add", server_.url("/beta")}).status, 0);
  wait_for("/api/v1/feeds", server_.url("/beta"));
}

TEST_F(FeedChanges, OtherSettingsWaitForASignal) {
  const std::string toml = *read_file(daemon_.config(), 1 << 20);
  daemon_.dir().write("wirefold.toml", toml + "[log]\nlevel = \"debug\"\n[[feed]]\nurl = \"" +
                                           server_.url("/table") + "\"\n");
  feeds({"add", server_.url("/alpha")});
  const std::string line = daemon_.process().wait_for_prefix("reload feeds=1");
  EXPECT_TRUE(has(line, "changed=\"feed list\"")) << line;
  daemon_.process().signal(SIGHUP);
  EXPECT_TRUE(has(daemon_.process().wait_for_prefix("reload feeds=2"), "log.level"));
  feeds({"remove", server_.url("/alpha")});
  daemon_.process().wait_for_prefix("reload feeds=1");
  wait_for("/api/v1/feeds", server_.url("/table"));
}

}  // namespace
}  // namespace wirefold::test
