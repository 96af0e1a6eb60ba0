// Start, reload, stop.
#include <gtest/gtest.h>

#include <set>

#include "daemon/daemon_under_test.h"
#include "support/http_test_server.h"
#include "wirefold/base/file.h"

namespace wirefold::test {
namespace {

std::string rss(const std::string& title, const std::string& guid) {
  return "<rss version=\"2.0\"><channel><title>T</title><item><guid>" + guid + "</guid><title>" +
         title + "</title><description>words</description></item></channel></rss>";
}

std::string feed_table(const std::string& url, const std::string& outlet) {
  return "[[feed]]\nurl = \"" + url + "\"\noutlet = \"" + outlet + "\"\n";
}

constexpr char kNoList[] = "[feeds]\nopml = \"\"\n";

TEST(Daemon, RefusesABadConfigurationBeforeItStarts) {
  const TempDir dir;
  const std::string file = dir.write("w.toml", "[serve]\nlisten = \"nowhere\"\n[fold]\nx = 1\n");
  const Finished done =
      run_program({WIREFOLD_PROGRAM, "run", "-c", file}, {{"STATE_DIRECTORY", dir.path("state")}});
  EXPECT_EQ(done.status, 1);
  EXPECT_NE(done.output.find(file + ":2: serve.listen"), std::string::npos) << done.output;
  EXPECT_NE(done.output.find(file + ":4: unknown setting: fold.x"), std::string::npos);
  EXPECT_EQ(done.output.find("start "), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(dir.path("state")));
}

TEST(Daemon, EndsCleanlyOnSigtermAndSigint) {
  for (const int number : {SIGTERM, SIGINT}) {
    DaemonUnderTest daemon;
    daemon.configure(kNoList);
    daemon.start();
    EXPECT_EQ(daemon.end(number), 0);
    EXPECT_EQ(daemon.process().lines().back(), "stop articles=0");
  }
}

TEST(Daemon, RefusesADatabaseThatIsInUse) {
  DaemonUnderTest daemon;
  daemon.configure(kNoList);
  daemon.start();
  const Finished second =
      run_program({WIREFOLD_PROGRAM, "run", "-c", daemon.dir().path("wirefold.toml")},
                  {{"STATE_DIRECTORY", daemon.dir().path("state")}});
  EXPECT_EQ(second.status, 1);
  EXPECT_NE(second.output.find("in use by another wirefold"), std::string::npos) << second.output;
}

TEST(Daemon, RefusesAPortThatIsTaken) {
  DaemonUnderTest first;
  first.configure(kNoList);
  first.start();
  const std::string port = first.url("").substr(first.url("").rfind(':') + 1);
  const TempDir dir;
  const std::string file =
      dir.write("w.toml", std::string(kNoList) + "[serve]\nlisten = \"127.0.0.1:" + port + "\"\n");
  const Finished second =
      run_program({WIREFOLD_PROGRAM, "run", "-c", file}, {{"STATE_DIRECTORY", dir.path("state")}});
  EXPECT_EQ(second.status, 1);
  EXPECT_NE(second.output.find("cannot listen on 127.0.0.1 port " + port), std::string::npos)
      << second.output;
}

TEST(Daemon, ReadsItsFeedListAgainOnSighup) {
  HttpTestServer feeds([](const HttpRequest& r) -> HttpReply {
    return {200, rss("title of " + r.path, "https://h.example" + r.path), {}};
  });
  DaemonUnderTest daemon;
  daemon.configure(kNoList + feed_table(feeds.url("/a"), "A"));
  daemon.start();
  daemon.process().wait_for_prefix("story id=1 outlet=\"A\"");
  daemon.configure(kNoList + feed_table(feeds.url("/a"), "A") + feed_table(feeds.url("/b"), "B"));
  daemon.process().signal(SIGHUP);
  EXPECT_EQ(daemon.process().wait_for_prefix("reload "), "reload feeds=2");
  daemon.process().wait_for_prefix("story id=2 outlet=\"B\"");
  EXPECT_EQ(daemon.end(SIGTERM), 0);
  EXPECT_EQ(feeds.requests().size(), 2u) << "the first feed was not due";
}

TEST(Daemon, TakesNewSettingsOfFetchAndLogOnSighup) {
  HttpTestServer feeds([](const HttpRequest& r) -> HttpReply {
    return {200, rss("title of " + r.path, "https://h.example" + r.path), {}};
  });
  DaemonUnderTest daemon;
  daemon.configure(kNoList + feed_table(feeds.url("/a"), "A"));
  daemon.start();
  daemon.process().wait_for_prefix("story id=1");
  const std::string log = daemon.dir().path("log.json");
  daemon.configure("[log]\njson = \"" + log + "\"\n" + kNoList + feed_table(feeds.url("/b"), "B"));
  std::string toml = *read_file(daemon.config(), 1 << 16);
  toml.insert(toml.find("[fetch]\n") + 8, "contact = \"desk@h.example\"\n");
  daemon.dir().write("wirefold.toml", toml);
  daemon.process().signal(SIGHUP);
  EXPECT_EQ(daemon.process().wait_for_prefix("reload "),
            "reload feeds=1 changed=\"fetch.contact, log.json\"");
  daemon.process().wait_for_prefix("story id=2");
  daemon.process().signal(SIGHUP);
  EXPECT_EQ(daemon.process().wait_for_prefix("reload "), "reload feeds=1") << "nothing is new";
  EXPECT_EQ(daemon.end(SIGTERM), 0);
  const auto asked = feeds.requests();
  ASSERT_EQ(asked.size(), 2u);
  EXPECT_EQ(asked[0].header("user-agent").find("desk@h.example"), std::string::npos);
  EXPECT_NE(asked[1].header("user-agent").find("desk@h.example"), std::string::npos);
  EXPECT_NE(read_file(log, 1 << 16)->find("\"event\":\"story\",\"id\":2"), std::string::npos);
}

TEST(Daemon, KeepsTheOldConfigurationWhenTheNewOneIsBad) {
  DaemonUnderTest daemon;
  daemon.configure(kNoList);
  daemon.start();
  daemon.dir().write("wirefold.toml", "[fold]\nmin_words = 0\n");
  daemon.process().signal(SIGHUP);
  const std::string line = daemon.process().wait_for_prefix("reload ");
  EXPECT_EQ(log_field(line, "place"), daemon.dir().path("wirefold.toml") + ":2");
  EXPECT_EQ(http_get(daemon.url("/healthz")), "ok\n");
  EXPECT_EQ(daemon.end(SIGTERM), 0);
  for (const std::string& later : daemon.process().lines()) {
    EXPECT_FALSE(later.starts_with("reload feeds=")) << "the bad configuration was taken";
  }
}

TEST(Daemon, DoesNotPollAgainAfterARestart) {
  HttpTestServer feeds([](const HttpRequest&) -> HttpReply {
    return {200, rss("x", "https://h.example/1"), {{"ETag", "\"1\""}}};
  });
  DaemonUnderTest daemon;
  daemon.configure(kNoList + feed_table(feeds.url("/a"), "A"));
  daemon.start();
  daemon.process().wait_for_prefix("story ");
  EXPECT_EQ(daemon.end(SIGTERM), 0);
  for (int i = 0; i < 5; ++i) {
    daemon.start();
    EXPECT_EQ(http_get(daemon.url("/readyz")), "ready\n");
    EXPECT_EQ(daemon.end(SIGTERM), 0);
  }
  EXPECT_EQ(feeds.requests().size(), 1u);
}

TEST(Daemon, SaysOnceThatAFeedFails) {
  HttpTestServer feeds([](const HttpRequest& r) -> HttpReply {
    if (r.path == "/gone") return {410, "", {}};
    return {500, "", {}};
  });
  DaemonUnderTest daemon;
  daemon.configure(kNoList + feed_table(feeds.url("/a"), "A") +
                   feed_table(feeds.url("/gone"), "B"));
  daemon.start();
  daemon.process().wait_for_prefix("feed state=");
  daemon.process().wait_for_prefix("feed state=");
  EXPECT_EQ(daemon.end(SIGTERM), 0);
  std::multiset<std::string> said;
  for (const std::string& line : daemon.process().lines()) {
    if (line.starts_with("feed ")) said.insert(log_field(line, "state") + log_field(line, "url"));
  }
  EXPECT_EQ(said,
            (std::multiset<std::string>{"failing" + feeds.url("/a"), "gone" + feeds.url("/gone")}));
}

}  // namespace
}  // namespace wirefold::test
