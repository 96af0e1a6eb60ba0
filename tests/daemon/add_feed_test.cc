// wirefold feeds add, against sites on 127.0.0.1.
#include <gtest/gtest.h>

#include "support/http_test_server.h"
#include "support/process.h"
#include "support/temp_dir.h"
#include "wirefold/base/file.h"

namespace wirefold::test {
namespace {

constexpr char kList[] =
    "<opml version=\"2.0\">\n  <body>\n    <outline text=\"A\" "
    "xmlUrl=\"https://a.example/f\"/>\n  </body>\n</opml>\n";

class AddFeed : public ::testing::Test {
 protected:
  AddFeed()
      : config_(dir_.write("wirefold.toml", "[fetch]\nallow_networks = \"127.0.0.1\"\n")),
        list_(dir_.write("feeds.opml", kList)) {}

  static HttpReply site(const HttpRequest& request) {
    const std::string feed = "<rss><channel><title>News &amp; more</title></channel></rss>";
    if (request.path == "/news.rdf" || request.path == "/plain/feed/") return {200, feed, {}};
    if (request.path == "/page") {
      return {200,
              "<html><head><link rel=alternate type=application/rss+xml href=/gone>"
              "<link rel=alternate type=application/rss+xml href=/news.rdf></head>x</html>",
              {{"Content-Type", "text/html"}}};
    }
    if (request.path == "/plain" || request.path == "/none") return {200, "<html>x</html>", {}};
    return {404, "no", {}};
  }

  Finished add(const std::string& url) const {
    return run_program({WIREFOLD_PROGRAM, "feeds", "add", "-c", config_, url});
  }
  std::string list() const { return *read_file(list_, 1 << 20); }

  TempDir dir_;
  std::string config_;
  std::string list_;
  HttpTestServer server_{site};
};

TEST_F(AddFeed, TakesAFeedItself) {
  const Finished done = add(server_.url("/news.rdf"));
  EXPECT_EQ(done.status, 0) << done.output;
  EXPECT_EQ(list(),
            "<opml version=\"2.0\">\n  <body>\n    <outline text=\"A\" "
            "xmlUrl=\"https://a.example/f\"/>\n    <outline type=\"rss\" text=\"News &amp; more\" "
            "xmlUrl=\"" +
                server_.url("/news.rdf") + "\"/>\n  </body>\n</opml>\n");
}

TEST_F(AddFeed, TakesTheFirstFeedOfAPageThatCanBeRead) {
  const Finished done = add(server_.url("/page"));
  EXPECT_EQ(done.status, 0) << done.output;
  EXPECT_NE(done.output.find("added: " + server_.url("/news.rdf")), std::string::npos)
      << done.output;
  EXPECT_NE(done.output.find("also offered: " + server_.url("/gone")), std::string::npos);
}

TEST_F(AddFeed, LooksWhereSitesUsuallyHaveOne) {
  EXPECT_EQ(add(server_.url("/plain")).status, 0);
  EXPECT_NE(list().find(server_.url("/plain/feed/")), std::string::npos) << list();
}

TEST_F(AddFeed, LeavesTheListWhenThereIsNone) {
  const Finished done = add(server_.url("/none"));
  EXPECT_EQ(done.status, 1);
  EXPECT_NE(done.output.find("names no feed"), std::string::npos) << done.output;
  EXPECT_EQ(add(server_.url("/gone")).status, 1);
  EXPECT_EQ(add("mailto://x").status, 1);
  EXPECT_EQ(list(), kList);
}

TEST_F(AddFeed, KnowsWhatIsInTheList) {
  EXPECT_EQ(add(server_.url("/news.rdf")).status, 0);
  const std::string once = list();
  const Finished again = add(server_.url("/news.rdf"));
  EXPECT_EQ(again.status, 0);
  EXPECT_NE(again.output.find("known: "), std::string::npos) << again.output;
  EXPECT_EQ(list(), once);
}

}  // namespace
}  // namespace wirefold::test
