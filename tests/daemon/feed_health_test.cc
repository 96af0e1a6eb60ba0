// The state of feeds as operators see it: the page, the metrics, wirefold status and wirefold feeds
// retry.
#include <gtest/gtest.h>

#include "daemon/daemon_under_test.h"
#include "support/http_test_server.h"

namespace wirefold::test {
namespace {

class FeedHealth : public testing::Test {
 protected:
  FeedHealth() {
    const auto table = [this](const char* path, const char* outlet) {
      return "[[feed]]\nurl = \"" + server.url(path) + "\"\noutlet = \"" + outlet + "\"\n";
    };
    daemon.configure("[feeds]\nopml = \"\"\n" + table("/well", "Well") + table("/ill", "Ill") +
                     table("/gone", "Gone"));
    daemon.start();
    daemon.process().wait_for_prefix("story ");
    daemon.process().wait_for_prefix("feed state=");
    daemon.process().wait_for_prefix("feed state=");
  }

  Finished run(std::vector<std::string> words) const {
    words.insert(words.begin(), WIREFOLD_PROGRAM);
    words.insert(words.end(), {"-c", daemon.dir().path("wirefold.toml")});
    return run_program(words, {{"STATE_DIRECTORY", daemon.dir().path("state")}, {"TZ", "WIB-7"}});
  }

  HttpTestServer server{[](const HttpRequest& r) -> HttpReply {
    if (r.path == "/gone") return {410, "", {}};
    if (r.path == "/ill") return {500, "", {}};
    return {200,
            "<rss><channel><title>T</title><item><title>x</title></item></channel></rss>",
            {{"ETag", "\"1\""}}};
  }};
  DaemonUnderTest daemon;
};

TEST_F(FeedHealth, IsOnThePageAndInTheMetrics) {
  EXPECT_EQ(daemon.end(SIGTERM), 0);
  daemon.start();  // the stored state is shown at once
  const std::string page = http_get(daemon.url("/feeds"));
  EXPECT_NE(page.find("3 feeds: 1 healthy, 1 failing, 1 gone."), std::string::npos) << page;
  EXPECT_NE(page.find("http_status: HTTP status 500"), std::string::npos);
  EXPECT_NE(page.find("the last poll failed, and each failure doubles the wait"),
            std::string::npos);
  EXPECT_NE(page.find("never: the server says that it is gone for good (410)"), std::string::npos);
  const std::string metrics = http_get(daemon.url("/metrics"));
  EXPECT_NE(metrics.find("wirefold_feeds{state=\"failing\"} 1\n"), std::string::npos) << metrics;
  EXPECT_NE(metrics.find("wirefold_feeds{state=\"gone\"} 1\n"), std::string::npos);
  EXPECT_NE(metrics.find("wirefold_network_up 1\n"), std::string::npos);
}

TEST_F(FeedHealth, IsToldBesideTheRunningDaemon) {
  const Finished text = run({"status"});
  EXPECT_EQ(text.status, 0) << text.output;
  EXPECT_NE(text.output.find("feeds      3: 1 healthy, 1 failing, 1 gone, 0 not polled yet"),
            std::string::npos)
      << text.output;
  EXPECT_NE(text.output.find("last hour  1 articles, 1 new stories"), std::string::npos);
  EXPECT_TRUE(text.output.starts_with("daemon     running\n")) << text.output;
  EXPECT_NE(text.output.find("\nx never  " + server.url("/gone")), std::string::npos);
  EXPECT_NE(text.output.find("\n! in "), std::string::npos) << "the one that fails";
  EXPECT_NE(text.output.find("\n  in "), std::string::npos) << "the one that is well";
  EXPECT_NE(text.output.find("\n      failing: http_status: HTTP status 500"), std::string::npos);
  EXPECT_NE(text.output.find(" WIB  " + server.url("/ill") + " \"Ill\"\n"), std::string::npos);
  const Finished json = run({"status", "--json"});
  EXPECT_EQ(json.status, 0);
  EXPECT_TRUE(json.output.starts_with(R"({"running":true,)")) << json.output;
  EXPECT_EQ(json.output.find("WIB"), std::string::npos) << "UTC for programs";
  EXPECT_NE(json.output.find(R"("feeds":{"total":3,"well":1,"failing":1,"gone":1,"new":0)"),
            std::string::npos)
      << json.output;
  daemon.end(SIGTERM);
  EXPECT_TRUE(run({"status"}).output.starts_with("daemon     not running\n"));
  EXPECT_TRUE(run({"status", "--json"}).output.starts_with(R"({"running":false,)"));
}

TEST_F(FeedHealth, AFeedThatIsGoneIsPolledAgainByHand) {
  const Finished done = run({"feeds", "retry", server.url("/gone")});
  EXPECT_EQ(done.status, 0) << done.output;
  EXPECT_EQ(run({"feeds", "retry", server.url("/unknown")}).status, 1);
  daemon.process().signal(SIGHUP);
  daemon.process().wait_for_prefix("feed state=gone");
  std::size_t polls = 0;
  for (const HttpRequest& r : server.requests()) polls += r.path == "/gone" ? 1 : 0;
  EXPECT_EQ(polls, 2u);
}

}  // namespace
}  // namespace wirefold::test
