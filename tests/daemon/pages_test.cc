// The built daemon fetches the pages of short entries.
#include <gtest/gtest.h>

#include <algorithm>

#include "daemon/daemon_under_test.h"
#include "support/http_test_server.h"

namespace wirefold::test {
namespace {

constexpr char kStory[] =
    "<p>A ferry with four hundred people drifted for nine hours in the northern strait after a "
    "fire in its engine room knocked out the power and all of the pumps, the coastguard said.</p>"
    "<p>Everybody was brought ashore unhurt by two tugs before the storm came up again in the "
    "morning, and the ferry was towed to the old harbour.</p>";

std::string feed_of(const std::string& link, const std::string& title, const std::string& summary) {
  return "<rss version=\"2.0\"><channel><title>T</title><item><title>" + title + "</title><link>" +
         link + "</link><description>" + summary + "</description></item></channel></rss>";
}

TEST(Pages, MakeCopiesOfShortEntriesKnown) {
  HttpTestServer site([](const HttpRequest& r) -> HttpReply {
    if (r.path == "/robots.txt") return {200, "User-agent: *\nDisallow: /private/\n", {}};
    return {200,
            "<html><body><h1>Ferry</h1>" + std::string(kStory) + "</body></html>",
            {{"Content-Type", "text/html; charset=utf-8"}}};
  });
  HttpTestServer feeds([&site](const HttpRequest& r) -> HttpReply {
    if (r.path == "/a") {
      return {200,
              feed_of(site.url("/news/ferry"), "Ferry adrift for nine hours", "All are safe."),
              {}};
    }
    if (r.path == "/b") {
      return {200,
              feed_of(site.url("/wire/4711"), "Four hundred saved", "Two tugs came to the ferry."),
              {}};
    }
    return {200, feed_of(site.url("/private/1"), "Ferry adrift", "Of the ferry that drifted."), {}};
  });
  const auto table = [&feeds](const std::string& name) {
    return "[[feed]]\nurl = \"" + feeds.url("/" + name) + "\"\noutlet = \"" + name + "\"\n";
  };
  DaemonUnderTest daemon;
  daemon.configure("[feeds]\nopml = \"\"\n" + table("a") + table("b") + table("c"), 50);
  daemon.start();
  daemon.process().wait_for_prefix("copy ");
  EXPECT_EQ(daemon.end(SIGTERM), 0);
  daemon.start();  // nothing is fetched twice
  EXPECT_EQ(daemon.end(SIGTERM), 0);

  const auto requests = site.requests();
  const auto times = [&requests](const std::string& path) {
    return std::count_if(requests.begin(), requests.end(),
                         [&path](const HttpRequest& r) { return r.path == path; });
  };
  EXPECT_EQ(times("/robots.txt"), 1);
  EXPECT_EQ(times("/news/ferry"), 1);
  EXPECT_EQ(times("/wire/4711"), 1);
  EXPECT_EQ(times("/private/1"), 0);
  for (const HttpRequest& r : requests) {
    if (r.path == "/news/ferry") {
      EXPECT_TRUE(r.headers.at("accept").starts_with("text/html"));
      EXPECT_TRUE(r.headers.at("user-agent").starts_with("wirefold/"));
      EXPECT_FALSE(r.headers.contains("referer"));
    }
  }
}

}  // namespace
}  // namespace wirefold::test
