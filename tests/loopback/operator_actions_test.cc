// What the pages of an operator have requested, over sockets.
#include "wirefold/control/operator_actions.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <semaphore>
#include <thread>

#include "support/http_test_server.h"
#include "support/process.h"
#include "support/temp_dir.h"
#include "wirefold/base/file.h"

namespace wirefold::control {
namespace {

using test::HttpReply;
using test::HttpRequest;

const std::string kFeed =
    "<rss xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>News &amp;amp; "
    "more</title><language>id</language>"
    "<item><title>&lt;b&gt;One&lt;/b&gt; of six</title><link>https://n.example/1</link>"
    "<pubDate>Sat, 09 Nov 2024 14:05:00 GMT</pubDate></item>"
    "<item><title>Two</title><link>javascript:alert(1)</link></item>"
    "<item/><item/><item/><item/></channel></rss>";

class Asked : public testing::Test {
 protected:
  Asked() { configure("127.0.0.1"); }

  ~Asked() override { answers_.release(1000); }

  void configure(const std::string& networks) {
    dir_.write("wirefold.toml",
               "[fetch]\nspacing = \"0s\"\nallow_networks = \"" + networks + "\"\n");
    actions_.set_config(config::load(dir_.path("wirefold.toml")).config);
  }

  HttpReply answer(const HttpRequest& request) {
    if (request.path == "/feed" || request.path == "/other") return {200, kFeed, {}};
    if (request.path == "/moved") return {301, "", {{"Location", "/feed"}}};
    if (request.path == "/site") {
      return {200, "<link rel=alternate type=application/rss+xml href=/feed>", {}};
    }
    if (request.path == "/page") return {200, "<html>x</html>", {}};
    if (request.path == "/meanwhile") {
      FeedSource feed;
      feed.url = server_.url("/meanwhile");
      EXPECT_TRUE(FeedList::of(dir_.path("wirefold.toml"), {})->add({feed}));
      return {200, kFeed, {}};
    }
    if (request.path == "/spoils") {
      dir_.write("feeds.opml", "no list");
      return {200, kFeed, {}};
    }
    if (request.path.starts_with("/slow")) {
      asked_.release();
      answers_.acquire();
    }
    return {404, "", {}};
  }

  std::string outline(const std::string& path) const {
    return "<outline xmlUrl='" + server_.url(path) + "' wirefold:outlet='Mine'/>";
  }

  /// Each imported path with its fate.
  Result<std::vector<std::string>> import(const std::string& outlines, std::stop_token stop = {}) {
    return actions_.import(
        "<opml><body>" + outlines + "</body></opml>",
        [this](const ImportLine& line, std::size_t of) {
          of_ = of;
          lines_.emplace(line.feed.place + ' ' + line.feed.url, line);
          fates_.push_back(std::string(to_string(line.fate)) + ' ' +
                           line.feed.url.substr(line.feed.url.find('/', 7)));
        },
        stop);
  }

  std::string list() const {
    const auto out = read_file(dir_.path("feeds.opml"), 1 << 20);
    return out ? *out : "";
  }

  test::TempDir dir_;
  std::counting_semaphore<> asked_{0};    // of requests for /slow
  std::counting_semaphore<> answers_{0};  // to them
  test::HttpTestServer server_{[this](const HttpRequest& request) { return answer(request); }};
  OperatorActions actions_{dir_.path("wirefold.toml"), dir_.path("w.db"), config::Config()};
  std::multimap<std::string, ImportLine> lines_;
  std::vector<std::string> fates_;
  std::size_t of_ = 0;
};

TEST_F(Asked, AFoundFeedHasItsFirstEntries) {
  std::vector<std::string> asked;
  const auto found = actions_.find(server_.url("/site"),
                                   [&](const std::string& url) { asked.push_back(url); }, {});
  ASSERT_TRUE(found) << found.error().detail;
  EXPECT_EQ(asked, (std::vector<std::string>{server_.url("/site"), server_.url("/feed")}));
  EXPECT_EQ(found->url, server_.url("/feed"));
  EXPECT_EQ(found->title, "News & more");
  EXPECT_EQ(found->lang, "id");
  ASSERT_EQ(found->entries.size(), kMostFoundEntries);
  EXPECT_EQ(found->entries[0].title, "One of six");
  EXPECT_EQ(found->entries[0].link, "https://n.example/1");
  EXPECT_EQ(found->entries[0].published, Timestamp(std::chrono::seconds(1731161100)));
  EXPECT_EQ(found->entries[1].link, "") << "no script";
}

TEST_F(Asked, APrivateAddressIsRefusedUnlessTheConfigurationAllowsIt) {
  configure("10.0.0.0/8");
  const auto found = actions_.find(server_.url("/feed"), nullptr, {});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->url, "");
  ASSERT_EQ(found->tried.size(), 1u);
  EXPECT_NE(found->tried[0].why.find("fetch.allow_networks"), std::string::npos);
  EXPECT_TRUE(server_.requests().empty());
}

TEST_F(Asked, ASearchEndsWhenItIsStopped) {
  std::stop_source stop;
  const std::jthread stops([&] {
    asked_.acquire();
    stop.request_stop();
  });
  int asked = 0;
  const auto found = actions_.find(
      server_.url("/slow"), [&asked](const std::string&) { ++asked; }, stop.get_token());
  ASSERT_TRUE(found);
  EXPECT_EQ(found->url, "");
  EXPECT_EQ(asked, 1) << "nothing more is tried";
  ASSERT_EQ(found->tried.size(), 1u);
  EXPECT_EQ(found->tried[0].why, "stopped") << "no end of its own";
}

TEST_F(Asked, AnImportTellsOfEachFeedAndAddsThoseThatCanBeRead) {
  ASSERT_FALSE(actions_.add([this] {
    FeedSource listed;
    listed.url = server_.url("/listed");
    return listed;
  }()));
  configure("127.0.0.1");
  const auto problems =
      import(outline("/moved") + outline("/listed") + outline("/page") + outline("/gone") +
             outline("/other") + outline("/other") + "<outline xmlUrl='file:///etc/passwd'/>");
  ASSERT_TRUE(problems) << problems.error().detail;
  EXPECT_TRUE(problems->empty());
  EXPECT_EQ(of_, 7u);
  std::ranges::sort(fates_);
  EXPECT_EQ(fates_, (std::vector<std::string>{"added /feed", "added /other", "broken /etc/passwd",
                                              "broken /gone", "broken /page", "known /listed",
                                              "known /other"}));
  const ImportLine& moved = lines_.find("list:1 " + server_.url("/feed"))->second;
  EXPECT_EQ(moved.moved_from, server_.url("/moved"));
  EXPECT_EQ(moved.feed.name, "News & more");
  EXPECT_TRUE(moved.outlet_left_out);
  for (const std::string path : {"/feed", "/other", "/listed"}) {
    EXPECT_NE(list().find('"' + server_.url(path) + '"'), std::string::npos) << path;
  }
  for (const std::string no : {"/gone", "/page", "passwd", "Mine"}) {
    EXPECT_EQ(list().find(no), std::string::npos) << no;
  }
}

TEST_F(Asked, AnImportNamesTheMistakesOfTheList) {
  const auto problems = import("<outline text='a'b' xmlUrl='x'/>" + outline("/feed"));
  ASSERT_TRUE(problems) << problems.error().detail;
  ASSERT_EQ(problems->size(), 1u);
  EXPECT_TRUE(problems->at(0).starts_with("list:1: ")) << problems->at(0);
  EXPECT_NE(list().find("/feed"), std::string::npos);
}

TEST_F(Asked, AnImportTellsAgainOfAFeedThatAnotherAdds) {
  ASSERT_TRUE(import(outline("/meanwhile") + outline("/feed")));
  std::ranges::sort(fates_);
  EXPECT_EQ(fates_,
            (std::vector<std::string>{"added /feed", "added /meanwhile", "known /meanwhile"}));
}

TEST_F(Asked, AnImportSaysThatItAddedNothing) {
  const auto problems = import(outline("/spoils"));
  ASSERT_FALSE(problems);
  EXPECT_TRUE(problems.error().detail.starts_with("nothing was added: " + dir_.path("feeds.opml")))
      << problems.error().detail;
}

TEST_F(Asked, AnImportThatIsStoppedAddsNothing) {
  std::stop_source stop;
  const std::jthread stops([&] {
    asked_.acquire();
    stop.request_stop();
  });
  EXPECT_FALSE(import(outline("/feed") + outline("/slow"), stop.get_token()));
  EXPECT_EQ(list(), "");
  EXPECT_EQ(std::ranges::count(fates_, "added /slow"), 0) << "no end of its own";
}

}  // namespace
}  // namespace wirefold::control
