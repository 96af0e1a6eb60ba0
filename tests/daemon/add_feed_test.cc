// The command wirefold feeds add, against sites on 127.0.0.1.
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>

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

  HttpReply site(const HttpRequest& request) const {
    const std::string feed = "<rss><channel><title>News &amp; more</title></channel></rss>";
    if (request.path == "/news.rdf" || request.path == "/plain/feed/") return {200, feed, {}};
    if (request.path == "/page") {
      return {200,
              "<html><head><link rel=alternate type=application/rss+xml href=/gone>"
              "<link rel=alternate type=application/rss+xml href=/news.rdf></head>x</html>",
              {{"Content-Type", "text/html"}}};
    }
    const auto to = [](int status, const std::string& where) -> HttpReply {
      return {status, "", {{"Location", where}}};
    };
    if (request.path == "/old") return to(301, "/old/2");
    if (request.path == "/old/2") return to(308, "/news.rdf");
    if (request.path == "/today") return to(302, "/today/2");
    if (request.path == "/today/2") return to(307, "/news.rdf");
    if (request.path == "/half") return to(301, "/today");
    if (request.path == "/round") return to(302, "/round");
    if (request.path == "/refresh") {
      return {200, "<meta http-equiv=refresh content=\"0; url=/old\"><a href=/old>go</a>", {}};
    }
    if (request.path == "/header") {
      return {200,
              "<html>x</html>",
              {{"Link", "</news.rdf>; rel=\"alternate\"; type=\"application/rss+xml\""}}};
    }
    if (request.path == "/anchor") {
      return {200, "<html><a href=\"/index/of/rss\">RSS</a></html>", {}};
    }
    if (request.path == "/index/of/rss") {
      return {200, "<html><a href=\"/about\">x</a><a href=\"/news.rdf\">All</a></html>", {}};
    }
    if (request.path == "/wordpress/") {
      return {200,
              "<link rel=alternate type=application/json href=/wp-json/2>"
              "<link rel=alternate type=application/json+oembed href=/oembed>",
              {}};
    }
    if (request.path == "/secret") return to(301, "http://me:pw@127.0.0.1/news.rdf");
    if (request.path == "/local") {
      return {200,
              "<link rel=alternate type=application/rss+xml href=\"file:///etc/passwd\">",
              {{"Link", "<file:///etc/hostname>; rel=alternate; type=\"application/rss+xml\""}}};
    }
    if (request.path == "/busy") return {429, "", {{"Retry-After", "7200"}}};
    if (request.path == "/title") {
      return {200,
              "<rss><channel><title>A \xE2\x80\xAE\x1B[31m &quot;B&quot; &#xFFFF;" +
                  std::string(5000, 'x') + "</title></channel></rss>",
              {}};
    }
    if (request.path == "/wp-json/2") return {200, "{\"id\":2}", {}};
    if (request.path == "/wordpress/feed/") return {200, feed, {}};
    if (request.path == "/plain" || request.path == "/none") return {200, "<html>x</html>", {}};
    if (request.path == "/" && has_home_) return {200, "<link rel=feed href=/news.rdf>", {}};
    return {404, "no", {}};
  }

  Finished add(const std::string& url) const { return add(std::vector<std::string>{url}); }
  Finished add(std::vector<std::string> words) const {
    words.insert(words.begin(), {WIREFOLD_PROGRAM, "feeds", "add", "-c", config_});
    return run_program(words);
  }
  bool has(const std::string& path) const {
    return list().find('"' + server_.url(path) + '"') != std::string::npos;
  }
  void write_list() { dir_.write("feeds.opml", kList); }
  std::string list() const { return *read_file(list_, 1 << 20); }

  TempDir dir_;
  std::string config_;
  std::string list_;
  std::atomic<bool> has_home_ = false;  // atomic: the server runs on its own thread
  HttpTestServer server_{[this](const HttpRequest& request) { return site(request); }};
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

TEST_F(AddFeed, TakesTheOperatorsWordOnWhoseItIs) {
  EXPECT_EQ(add({"--outlet", "The \"News\"", server_.url("/news.rdf")}).status, 0);
  EXPECT_NE(list().find("text=\"News &amp; more\" xmlUrl=\"" + server_.url("/news.rdf") +
                        "\" xmlns:wirefold=\"urn:x-wirefold:opml\" "
                        "wirefold:outlet=\"The &quot;News&quot;\"/>"),
            std::string::npos)
      << list();
}

TEST_F(AddFeed, TakesTheFirstFeedOfAPageThatCanBeRead) {
  const Finished done = add(server_.url("/page"));
  EXPECT_EQ(done.status, 0) << done.output;
  EXPECT_NE(done.output.find("added: " + server_.url("/news.rdf")), std::string::npos)
      << done.output;
  EXPECT_EQ(done.output.find("also offered"), std::string::npos) << "what is gone is no offer";
}

TEST_F(AddFeed, LooksWhereSitesUsuallyHaveOne) {
  EXPECT_EQ(add(server_.url("/plain")).status, 0);
  EXPECT_NE(list().find(server_.url("/plain/feed/")), std::string::npos) << list();
}

TEST_F(AddFeed, LeavesTheListWhenThereIsNone) {
  const Finished done = add(server_.url("/none"));
  EXPECT_EQ(done.status, 1);
  EXPECT_TRUE(done.output.find("no feed found at " + server_.url("/none") + "; tried:\n  " +
                               server_.url("/none") + "\n      ") != std::string::npos)
      << done.output;
  EXPECT_NE(done.output.find("  " + server_.url("/none/feed/") + "\n  " + server_.url("/") + "\n"),
            std::string::npos)
      << done.output;
  EXPECT_EQ(done.output.find("HTTP status 404"), done.output.rfind("HTTP status 404"))
      << "each reason once";
  EXPECT_EQ(add(server_.url("/gone")).status, 1);
  EXPECT_EQ(add("mailto://x").status, 1);
  EXPECT_EQ(list(), kList);
}

TEST_F(AddFeed, KnowsWhatIsInTheList) {
  EXPECT_EQ(add(server_.url("/news.rdf")).status, 0);
  const std::string once = list();
  const Finished again = add(server_.url("/news.rdf"));
  EXPECT_EQ(again.status, 0);
  EXPECT_NE(again.output.find("already listed: "), std::string::npos) << again.output;
  EXPECT_EQ(list(), once);
}

TEST_F(AddFeed, FollowsRedirectsAtOnceAndKeepsWhereThePermanentOnesLead) {
  EXPECT_EQ(add(server_.url("/old")).output,
            "added: " + server_.url("/news.rdf") + " \"News & more\" to " + list_ +
                "\nmoved: " + server_.url("/old") +
                " redirects there permanently; the list has the new address\n"
                "No daemon runs with this configuration: start one with \"wirefold run\".\n");
  EXPECT_EQ(add(server_.url("/today")).status, 0);
  EXPECT_TRUE(has("/today")) << "that address may lead elsewhere tomorrow";
  const Finished half = add(server_.url("/half"));
  EXPECT_NE(half.output.find("already listed: " + server_.url("/today")), std::string::npos)
      << half.output;
  const Finished round = add(server_.url("/round"));
  EXPECT_EQ(round.status, 1);
  EXPECT_NE(round.output.find("a loop"), std::string::npos) << round.output;
}

TEST_F(AddFeed, FollowsAPageThatSendsItsReadersOn) {
  EXPECT_EQ(add(server_.url("/refresh")).status, 0);
  EXPECT_TRUE(has("/news.rdf"));
}

TEST_F(AddFeed, ReadsTheLinkHeaderAndLinksInTheText) {
  EXPECT_EQ(add(server_.url("/header")).status, 0);
  EXPECT_TRUE(has("/news.rdf"));
  write_list();
  EXPECT_EQ(add(server_.url("/anchor")).status, 0);
  EXPECT_TRUE(has("/news.rdf"));
}

TEST_F(AddFeed, GoesOnBehindAnAlternateThatCannotBeRead) {
  const Finished done = add(server_.url("/wordpress/"));
  EXPECT_EQ(done.status, 0) << done.output;
  EXPECT_TRUE(has("/wordpress/feed/"));
  EXPECT_EQ(done.output.find("wp-json"), std::string::npos) << done.output;
}

TEST_F(AddFeed, FindsTheFeedOfASiteWhosePageIsGone) {
  has_home_ = true;
  EXPECT_EQ(add(server_.url("/2019/moved-away")).status, 0);
  EXPECT_TRUE(has("/news.rdf"));
}

TEST_F(AddFeed, TakesAddressesAsPeopleTypeThem) {
  const std::string bare = server_.url("/news.rdf").substr(7);
  for (const std::string& typed : {bare, "feed://" + bare, "feed:http://" + bare, ' ' + bare}) {
    write_list();
    EXPECT_EQ(add(typed).status, 0) << typed;
    EXPECT_TRUE(has("/news.rdf")) << typed;
  }
  const Finished secret = add("http://me:secret@" + bare);
  EXPECT_EQ(secret.status, 1);
  EXPECT_NE(secret.output.find("[[feed]]"), std::string::npos) << secret.output;
}

TEST_F(AddFeed, TakesSeveralWithNameGroupAndLanguage) {
  EXPECT_EQ(add({"--group", "World/Asia", "--lang", "id", server_.url("/news.rdf"),
                 server_.url("/none"), server_.url("/plain/feed/")})
                .status,
            1)
      << "one of them is none";
  EXPECT_TRUE(has("/news.rdf"));
  EXPECT_TRUE(has("/plain/feed/"));
  const std::string listed =
      run_program({WIREFOLD_PROGRAM, "feeds", "list", "-c", config_, "--json"}).output;
  EXPECT_NE(listed.find("\"group\":\"World/Asia\",\"lang\":\"id\""), std::string::npos) << listed;
  EXPECT_EQ(add({"--name", "N", server_.url("/today"), server_.url("/old")}).status, 2);
  EXPECT_EQ(add({"--name", "My Name", server_.url("/today")}).status, 0);
  EXPECT_NE(list().find("text=\"My Name\""), std::string::npos);
}

TEST_F(AddFeed, PutsNothingOnTheListThatTheListCannotHave) {
  for (const char* path : {"/secret", "/local"}) {
    const Finished done = add(server_.url(path));
    EXPECT_EQ(done.status, 1) << path << done.output;
    EXPECT_EQ(done.output.find("pw@"), std::string::npos) << done.output;
  }
  EXPECT_EQ(list(), kList);
  EXPECT_EQ(add(server_.url("/title")).status, 0);
  EXPECT_EQ(list().find('\x1B'), std::string::npos);
  EXPECT_LT(list().size(), 600u);
  EXPECT_EQ(run_program({WIREFOLD_PROGRAM, "check", "-c", config_}).status, 0);
  EXPECT_EQ(add({"--name", "\xFF", server_.url("/news.rdf")}).status, 2);
  EXPECT_EQ(add({"--group", "a\nb", server_.url("/news.rdf")}).status, 2);
  EXPECT_EQ(add({"--lang", "english", server_.url("/news.rdf")}).status, 2);
}

TEST_F(AddFeed, AsksNothingMoreOfAHostThatIsBusy) {
  EXPECT_EQ(add(server_.url("/busy")).status, 1);
  EXPECT_EQ(server_.requests().size(), 1u);
}

TEST_F(AddFeed, IsWrittenOnceByTwoCommandsAtOnce) {
  Process first({WIREFOLD_PROGRAM, "feeds", "add", "-c", config_, server_.url("/news.rdf")});
  Process second({WIREFOLD_PROGRAM, "feeds", "add", "-c", config_, server_.url("/news.rdf")});
  EXPECT_EQ(first.wait(), 0);
  EXPECT_EQ(second.wait(), 0);
  EXPECT_EQ(run_program({WIREFOLD_PROGRAM, "check", "-c", config_}).status, 0) << list();
}

TEST_F(AddFeed, MakesAListThatIsNotThere) {
  std::filesystem::remove(list_);
  EXPECT_EQ(add(server_.url("/news.rdf")).status, 0);
  EXPECT_TRUE(has("/news.rdf")) << list();
}

}  // namespace
}  // namespace wirefold::test
