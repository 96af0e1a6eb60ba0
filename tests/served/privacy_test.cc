// What strangers and pages of other sites can read from a server that is not public.
#include "served/newsroom.h"
#include "support/database.h"
#include "wirefold/base/percent.h"
#include "wirefold/base/strings.h"

namespace wirefold::test {
namespace {

class Privacy : public Newsroom {
 protected:
  Privacy() { start(); }
};

TEST_F(Privacy, ScriptsOfOtherSitesReadTheFeedsAndNothingElse) {
  take("Alpha", {{"1", "Fire on a ferry", text_of(1), ""}});
  for (const char* format : kFormats) {
    EXPECT_EQ(get(format).header("access-control-allow-origin"), "*") << format;
  }
  for (const char* path :
       {"/", "/feeds", "/opml", "/metrics", "/api/v1/stories", "/api/v1/feeds", "/story/1.json",
        "/api/v1/articles/1", "/story/1", "/nothing", "/openapi.json"}) {
    EXPECT_EQ(get(path).header("access-control-allow-origin"), "") << path;
    EXPECT_EQ(request("OPTIONS", path).header("access-control-allow-origin"), "") << path;
  }
}

TEST_F(Privacy, WithoutAPublicAddressScriptsReadNothing) {
  config.serve.base_url = "";
  start();
  for (const char* format : kFormats) {
    EXPECT_EQ(get(format).status, 200);
    EXPECT_EQ(get(format).header("access-control-allow-origin"), "") << format;
    EXPECT_EQ(request("OPTIONS", format).header("access-control-allow-origin"), "") << format;
  }
}

TEST_F(Privacy, ANameThatSomebodyElseMadeLeadsNowhere) {
  config.serve.hosts = "Reader.lan, news.home";
  start();
  for (const char* path : {"/", "/feed.atom", "/feeds", "/opml", "/events", "/api/v1/stories",
                           "/metrics", "/readyz", "/nothing"}) {
    const RawAnswer answer = get(path, {"Host: evil.example:8710"});
    EXPECT_EQ(answer.status, 421) << path;
    EXPECT_NE(answer.body.find("serve.hosts"), std::string::npos) << "the cure is named";
    EXPECT_EQ(answer.body.find("Wire"), std::string::npos);
  }
  EXPECT_EQ(get("/healthz", {"Host: evil.example"}).status, 200);
  EXPECT_EQ(request("POST", "/websub", {"Host: evil.example"}, "hub.mode=subscribe").status, 421);
  for (const char* host : {"localhost:8710", "[::1]:8710", "news.example", "reader.lan",
                           "NEWS.home:80", "192.168.1.5"}) {
    EXPECT_EQ(get("/feed.atom", {std::string("Host: ") + host}).status, 200) << host;
  }
}

TEST_F(Privacy, TheNamesOfTheServerAreTakenAsBrowsersSendThem) {
  config.serve.base_url = "https://www.Müller.example";
  config.serve.hosts = "zeitung.straße.example";
  start();
  for (const char* host : {"www.xn--mller-kva.example", "zeitung.xn--strae-oqa.example"}) {
    EXPECT_EQ(get("/feed.atom", {std::string("Host: ") + host}).status, 200) << host;
  }
  EXPECT_EQ(get("/feed.atom", {"Host: xn--mller-kva.example"}).status, 421);
  EXPECT_NE(request("POST", "/websub", {"Origin: https://www.xn--mller-kva.example"}, "").status,
            403);
}

TEST_F(Privacy, AnOddSpellingOfItsAddressIsOne) {
  config.serve.base_url = "http://0x7f.1:8710/wire";
  start();
  EXPECT_EQ(get("/feed.atom", {"Host: 127.0.0.1:8710"}).status, 200);
  EXPECT_NE(request("POST", "/websub", {"Origin: http://127.0.0.1:8710"}, "").status, 403);
}

TEST_F(Privacy, PagesOfOtherSitesSubscribeNobody) {
  const std::string body = "hub.mode=subscribe&hub.callback=" + escaped("https://evil.example/cb") +
                           "&hub.topic=" + escaped("https://news.example/wire/feed.atom");
  for (const char* header : {"Origin: https://evil.example", "Origin: null",
                             "Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site"}) {
    EXPECT_EQ(request("POST", "/websub", {header}, body).status, 403) << header;
  }
  EXPECT_EQ(request("POST", "/websub", {"Origin: https://news.example"}, body).status, 202);
}

class Secrets : public Newsroom {
 protected:
  Secrets() {
    FeedSource paid;
    paid.url = "https://alpha.example/paid?feed=rss2&token=Geh31m";
    paid.name = "Paid";
    config.sources.push_back(paid);
    FeedSource plain;
    plain.url = "https://beta.example/?feed=rss2";
    config.sources.push_back(plain);
    start();
  }

  /// Takes an answer of the paid feed with one entry.
  void take_paid() {
    fetch::Response response;
    response.request.url = config.sources.at(4).url;
    response.request.tag.owner = to_int(feed_at(*store, response.request.url).id);
    response.status = 200;
    response.body =
        "<rss version=\"2.0\"><channel><title>P</title><item><guid>1</guid><title>Own "
        "words</title><description>" +
        text_of(9) + "</description></item></channel></rss>";
    take_response(std::move(response));
  }
};

TEST_F(Secrets, OfAFeedsAddressAreShownToNobody) {
  take_paid();
  for (const char* path : {"/", "/feeds", "/api/v1/feeds?limit=1000", "/metrics", "/opml",
                           "/feed.atom", "/feed.rss", "/feed.json", "/story/1", "/story/1.json",
                           "/story/1.atom", "/api/v1/stories", "/api/v1/articles/1"}) {
    const RawAnswer answer = get(path);
    EXPECT_EQ(answer.status, 200) << path;
    EXPECT_EQ(answer.body.find("Geh31m"), std::string::npos) << path;
  }
  EXPECT_NE(get("/api/v1/feeds").body.find("?feed=rss2&token=***"), std::string::npos);
  EXPECT_EQ(get("/opml").body.find("alpha.example/paid"), std::string::npos);
  EXPECT_NE(get("/opml").body.find("beta.example/?feed=rss2"), std::string::npos);
  EXPECT_EQ(get("/feeds").body.find("href=\"https://alpha.example/paid"), std::string::npos);
}

TEST_F(Secrets, OfAnAddressThatStandsForANameOrALinkAreShownToNobody) {
  config.sources.at(4).name = config.sources.at(4).url;
  start();
  fetch::Response response;
  response.request.url = config.sources.at(4).url;
  response.request.tag.owner = to_int(feed_at(*store, response.request.url).id);
  response.status = 200;
  response.body = "<rss version=\"2.0\"><channel><title>" + escape_markup(response.request.url) +
                  "</title><item><guid>1</guid><title>Own words</title><link>#ep2</link>"
                  "<description>" +
                  text_of(9) + "</description></item></channel></rss>";
  take_response(std::move(response));
  for (const char* path :
       {"/", "/feeds", "/api/v1/feeds", "/opml", "/feed.atom", "/feed.rss", "/feed.json",
        "/story/1", "/story/1.json", "/story/1.atom", "/api/v1/stories", "/api/v1/articles/1"}) {
    EXPECT_EQ(get(path).body.find("Geh31m"), std::string::npos) << path;
  }
}

TEST_F(Secrets, AreInTheListOfWhoKnowsThePassword) {
  config.serve.password = "s3cret";
  start();
  EXPECT_NE(get("/opml?token=s3cret").body.find("token=Geh31m"), std::string::npos);
}

}  // namespace
}  // namespace wirefold::test
