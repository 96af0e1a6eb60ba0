// Rows 8 to 16, 28, 29 and 31: requests for documents, and their answers.
#include <set>

#include "served/newsroom.h"
#include "wirefold/base/json_writer.h"
#include "wirefold/base/strings.h"
#include "wirefold/html/text_construct.h"

namespace wirefold::test {
namespace {

using namespace std::chrono_literals;

class Http : public Newsroom {
 protected:
  Http() {
    start();
    take("Alpha", {{"1", "Fire on a ferry", text_of(1), ""}, {"2", "Bakery", text_of(2), ""}});
    take("Beta", {{"b", "Ferry burns", text_of(1), ""}});
  }

  static std::string bytes_of_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
};

TEST_F(Http, Row08_TheETagIsStrongAndOfOneRepresentation) {
  std::set<std::string> tags;
  for (const char* format : kFormats) {
    for (const char* coding : {"identity", "gzip", "br"}) {
      const std::string accept = std::string("Accept-Encoding: ") + coding;
      const RawAnswer full = get(format, {accept});
      const std::string tag = full.header("etag");
      ASSERT_TRUE(tag.starts_with('"') && tag.ends_with('"') && tag.size() > 2) << tag;
      EXPECT_TRUE(tags.insert(tag).second) << format << ' ' << coding;
      for (const std::string& value :
           {tag, "W/" + tag, "\"other\", " + tag, "\"a\",W/" + tag + ",\"b\"", std::string("*")}) {
        EXPECT_EQ(get(format, {accept, "If-None-Match: " + value}).status, 304) << value;
      }
      EXPECT_EQ(get(format, {accept, "If-None-Match: \"other\""}).status, 200);
    }
  }
  const std::string gzip_tag = get("/feed.atom", {"Accept-Encoding: gzip"}).header("etag");
  EXPECT_EQ(get("/feed.atom", {"If-None-Match: " + gzip_tag}).status, 200);
}

TEST_F(Http, Row09_LastModifiedIsUsedOnlyWithoutATag) {
  for (const char* format : kFormats) {
    const RawAnswer full = get(format);
    const std::string tag = full.header("etag");
    const std::string date = full.header("last-modified");
    EXPECT_EQ(date, format_http_date(now() - 1s)) << format;
    const std::string early = "If-Modified-Since: Sat, 09 Nov 2024 00:00:00 GMT";
    EXPECT_EQ(get(format, {"If-Modified-Since: " + date}).status, 304);
    EXPECT_EQ(get(format, {early}).status, 200);
    EXPECT_EQ(get(format, {"If-None-Match: \"x\"", "If-Modified-Since: " + date}).status, 200);
    EXPECT_EQ(get(format, {"If-None-Match: " + tag, early}).status, 304);
    EXPECT_EQ(get(format, {"If-Modified-Since: yesterday"}).status, 200);
  }
}

TEST_F(Http, Row10_A304HasNoBodyAndRepeatsTheHeaders) {
  for (const char* format : kFormats) {
    const RawAnswer full = get(format);
    const RawAnswer same = get(format, {"If-None-Match: " + full.header("etag")});
    EXPECT_EQ(same.status, 304);
    EXPECT_EQ(same.body, "");
    for (const char* name : {"etag", "cache-control", "vary", "last-modified", "link"}) {
      EXPECT_NE(same.header(name), "") << name;
      EXPECT_EQ(same.header(name), full.header(name)) << name;
    }
    EXPECT_NE(same.header("date"), "");
  }
}

TEST_F(Http, Row11_HowLongAnAnswerMayBeKept) {
  for (const char* format : kFormats) {
    EXPECT_EQ(get(format).header("cache-control"), "public, max-age=300") << format;
  }
  EXPECT_STREQ(xml("/feed.rss").select_node("//ttl").node().child_value(), "5");
  config.serve.password = "s3cret";
  start();
  const std::string basic = "Authorization: Basic YW5hOnMzY3JldA==";  // ana:s3cret
  EXPECT_EQ(get("/feed.atom", {basic}).header("cache-control"), "private, max-age=300");
}

TEST_F(Http, Row11_APasswordKeepsStrangersOut) {
  config.serve.password = "s3cret";
  start();
  for (const char* path : {"/feed.atom", "/", "/story/1", "/events", "/opml", "/metrics"}) {
    const RawAnswer refused = get(path);
    EXPECT_EQ(refused.status, 401) << path;
    EXPECT_TRUE(refused.header("www-authenticate").starts_with("Basic ")) << path;
    EXPECT_EQ(get(path, {"Authorization: Basic YW5hOndyb25n"}).status, 401) << path;
    EXPECT_EQ(get(std::string(path) + "?token=wrong").status, 401) << path;
  }
  EXPECT_EQ(get("/style.css").status, 401);
  EXPECT_EQ(get("/feed.css").status, 200) << "a feed opened with a token cannot pass it on";
  const RawAnswer feed = get("/feed.atom?token=s3cret");
  EXPECT_EQ(feed.status, 200);
  EXPECT_EQ(feed.header("access-control-allow-origin"), "");
  EXPECT_EQ(feed.body.find("s3cret"), std::string::npos) << "the link to itself does not tell it";
  EXPECT_EQ(get("/healthz").status, 200);
  EXPECT_EQ(request("POST", "/websub", {}, "hub.mode=subscribe").status, 404) << "no hub then";
}

TEST_F(Http, Row12_CompressedWhenAskedFor) {
  const std::string plain = get("/feed.atom").body;
  struct Case {
    const char* accept;
    const char* coding;
  };
  for (const Case& c : {Case{"gzip", "gzip"}, Case{"br", "br"}, Case{"gzip, br", "br"},
                        Case{"gzip;q=1, br;q=0.5", "gzip"}, Case{"*", "br"}, Case{"identity", ""},
                        Case{"gzip;q=0, br;q=0", ""}, Case{"GZIP", "gzip"}, Case{"deflate", ""}}) {
    const RawAnswer answer = get("/feed.atom", {std::string("Accept-Encoding: ") + c.accept});
    EXPECT_EQ(answer.header("content-encoding"), c.coding) << c.accept;
    EXPECT_EQ(answer.header("vary"), "Accept-Encoding, Accept") << c.accept;
    EXPECT_EQ(answer.body == plain, *c.coding == 0) << c.accept;
    EXPECT_LE(answer.body.size(), plain.size()) << c.accept;
  }
  EXPECT_EQ(get("/feed.atom").header("content-encoding"), "");
}

TEST_F(Http, Row13_HeadIsGetWithoutABodyAndOtherMethodsAreRefused) {
  for (const char* path : {"/feed.atom", "/feed.rss", "/feed.json", "/", "/story/1"}) {
    const RawAnswer whole = get(path);
    const RawAnswer head = request("HEAD", path);
    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(head.body, "");
    for (const char* name : {"content-length", "etag", "content-type", "last-modified", "vary"}) {
      EXPECT_EQ(head.header(name), whole.header(name)) << path << ' ' << name;
    }
    for (const char* method : {"POST", "PUT", "DELETE", "PATCH", "TRACE", "BREW"}) {
      const RawAnswer refused = request(method, path);
      EXPECT_EQ(refused.status, 405) << method;
      EXPECT_EQ(refused.header("allow"), "GET, HEAD, OPTIONS") << method;
    }
  }
}

TEST_F(Http, Row14_EachFormatHasItsType) {
  EXPECT_EQ(get("/feed.atom").header("content-type"), "application/atom+xml; charset=utf-8");
  EXPECT_EQ(get("/feed.rss").header("content-type"), "application/rss+xml; charset=utf-8");
  EXPECT_EQ(get("/feed.json").header("content-type"), "application/feed+json; charset=utf-8");
  EXPECT_EQ(get("/").header("content-type"), "text/html; charset=utf-8");
}

TEST_F(Http, Row14_ABrowserShowsAFeedWithItsStyleSheet) {
  const std::string browser =
      "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
  for (const char* path : {"/feed.atom", "/feed.rss", "/story/1.atom"}) {
    const RawAnswer shown = get(path, {browser});
    EXPECT_EQ(shown.header("content-type"), "application/xml; charset=utf-8") << path;
    EXPECT_NE(shown.header("content-security-policy").find("style-src 'self'"), std::string::npos);
    EXPECT_EQ(get(path, {browser}).header("content-type"), shown.header("content-type"));
    const RawAnswer read = get(path);
    EXPECT_NE(read.header("content-type"), shown.header("content-type")) << "each has its own";
    EXPECT_EQ(read.body, shown.body) << path;
    EXPECT_EQ(get(path, {"If-None-Match: " + read.header("etag"), browser}).status, 304) << path;
  }
  EXPECT_EQ(get("/feed.css").header("content-type"), "text/css; charset=utf-8");
}

TEST_F(Http, Row15_OtherSitesScriptsMayReadFeedsAlsoWhenCached) {
  const RawAnswer full = get("/feed.json");
  EXPECT_EQ(full.header("access-control-allow-origin"), "*");
  const RawAnswer same = get("/feed.json", {"If-None-Match: " + full.header("etag")});
  EXPECT_EQ(same.header("access-control-allow-origin"), "*");
  EXPECT_EQ(request("HEAD", "/feed.json").header("access-control-allow-origin"), "*");
  const RawAnswer preflight =
      request("OPTIONS", "/feed.json", {"Access-Control-Request-Headers: if-none-match"});
  EXPECT_EQ(preflight.status, 204);
  EXPECT_EQ(preflight.header("access-control-allow-origin"), "*");
  EXPECT_NE(preflight.header("access-control-allow-headers").find("If-None-Match"),
            std::string::npos);
}

TEST_F(Http, Row16_ADocumentKnowsItsPublicUrlWhateverTheHostIs) {
  const std::vector<std::string> host = {"Host: 10.0.0.1:99"};
  for (const char* format : kFormats) {
    const std::string want = std::string("https://news.example/wire") + format;
    EXPECT_EQ(feed(format).self, want);
    EXPECT_EQ(get(format, host).body.find("10.0.0.1"), std::string::npos);
    EXPECT_EQ(get(format, host).header("link").find("<" + want + ">; rel=\"self\""), 0u);
    const std::string filtered = std::string(format) + "?lang=en&min_outlets=2&utm_source=x";
    EXPECT_EQ(feed(filtered).self, want + "?min_outlets=2&lang=en") << "one spelling for all";
  }
}

TEST_F(Http, Row28_AGetChangesNothing) {
  for (const char* path :
       {"/feed.atom", "/", "/story/1", "/api/v1/stories", "/?q=ferry", "/feeds"}) {
    const std::string before = bytes_of_file(dir.path("wirefold.db-wal"));
    const std::string first = get(path).body;
    for (int i = 0; i < 3; ++i) EXPECT_EQ(get(path).body, first) << path;
    EXPECT_EQ(bytes_of_file(dir.path("wirefold.db-wal")), before) << path;
  }
}

TEST_F(Http, Row29_TheHintsOfTheFeedAgreeWithItsHeaders) {
  config.serve.max_age = 15min;
  start();
  EXPECT_EQ(get("/feed.rss").header("cache-control"), "public, max-age=900");
  const pugi::xml_document rss = xml("/feed.rss");
  EXPECT_STREQ(rss.select_node("//ttl").node().child_value(), "15");
  for (const char* hint : {"//skipHours", "//skipDays", "//sy:updatePeriod"}) {
    EXPECT_TRUE(rss.select_nodes(hint).empty()) << hint;
  }
}

TEST_F(Http, Row31_OurOwnFeedsAreNotTakenInAgain) {
  const std::vector<Entry> ours = feed("/feed.atom").entries;
  std::vector<News> echo;
  for (const Entry& e : ours) echo.push_back({e.id, "Echo", text_of(50), ""});
  take("Gamma", echo);
  EXPECT_EQ(feed("/feed.atom").entries.size(), ours.size());
  EXPECT_EQ(store->reading().count_articles(), 3);
}

TEST_F(Http, Row31_WhoAsksTooMuchIsToldToWait) {
  config.serve.trusted = "";
  config.serve.requests = 1;
  start();
  RawAnswer last;
  for (int i = 0; i < 40 && last.status != 429; ++i) last = get("/feed.atom");
  EXPECT_EQ(last.status, 429);
  const int seconds = std::stoi(last.header("retry-after"));
  EXPECT_GE(seconds, 1);
  EXPECT_LE(seconds, 10);
}

TEST_F(Http, Row31_EachFilterIsAFeedOfItsOwn) {
  std::set<std::string> uids;
  std::set<std::string> titles;
  for (const char* filter :
       {"", "?lang=en", "?min_outlets=2", "?q=ferry", "?outlet=Alpha", "?group=g",
        "?agency=Reuters", "?limit=5", "?since=1d", "?since=2d", "?since=2024-11-10"}) {
    const pugi::xml_document atom = xml(std::string("/feed.atom") + filter);
    EXPECT_TRUE(uids.insert(atom.child("feed").child_value("id")).second) << filter;
    EXPECT_TRUE(titles.insert(atom.child("feed").child_value("title")).second) << filter;
  }
}

TEST_F(Http, FiltersLetThroughWhatTheySay) {
  take("Gamma", {{"g", "북한 조약",
                  "<p>블라디미르 푸틴 러시아 대통령이 조약을 비준하는 법안에 서명했다고 "
                  "러시아 정부의 공식 법률 정보 포털이 밝혔다.</p>",
                  ""}});
  const auto titles = [this](const std::string& filter) {
    std::vector<std::string> out;
    for (const Entry& e : feed("/feed.json?" + filter).entries) {
      out.push_back(html::one_line(e.title));
    }
    return out;
  };
  using List = std::vector<std::string>;
  EXPECT_EQ(titles("min_outlets=2"), List{"Fire on a ferry"});
  EXPECT_EQ(titles("lang=ko"), List{"북한 조약"});
  EXPECT_EQ(titles("outlet=Beta"), List{"Fire on a ferry"}) << "any of its articles";
  EXPECT_EQ(titles("q=burns"), List{"Fire on a ferry"}) << "the copy's title";
  EXPECT_EQ(titles("q=FERRY+fire"), List{"Fire on a ferry"});
  EXPECT_EQ(titles("q=%ED%91%B8%ED%8B%B4"), List{"북한 조약"}) << "two characters";
  EXPECT_EQ(titles("q=nothing+like+it"), List{});
  EXPECT_EQ(titles("q=%22%25_%5C"), List{});
  EXPECT_EQ(titles("limit=1").size(), 1u);
  for (const char* bad : {"lang=e1", "min_outlets=0", "min_outlets=x", "limit=0", "limit=9999",
                          "before=0", "before=x", "q=%ff", "since=x"}) {
    const RawAnswer refused = get(std::string("/feed.atom?") + bad);
    EXPECT_EQ(refused.status, 400) << bad;
    EXPECT_EQ(refused.body.find(std::string(bad).substr(0, std::string(bad).find('='))), 0u)
        << refused.body;
  }
}

TEST_F(Http, WhatLooksBackLosesWhatHasGrownOldWithoutAChange) {
  const std::vector<std::string> recent = {"/feed.atom?since=10min", "/?since=10min",
                                           "/api/v1/stories?since=10min"};
  std::vector<std::string> tags;
  for (const std::string& target : recent) {
    const RawAnswer answer = get(target);
    EXPECT_NE(answer.body.find("Bakery"), std::string::npos) << target;
    EXPECT_EQ(answer.header("last-modified"), "") << "it does not tell when a story left";
    tags.push_back(answer.header("etag"));
  }
  pass(5min);
  for (std::size_t i = 0; i < recent.size(); ++i) {
    EXPECT_EQ(get(recent[i], {"If-None-Match: " + tags[i]}).status, 304) << "all are there still";
  }
  const std::string date = format_http_date(now());
  pass(10min);
  for (std::size_t i = 0; i < recent.size(); ++i) {
    EXPECT_EQ(get(recent[i], {"If-None-Match: " + tags[i]}).status, 200) << recent[i];
    EXPECT_EQ(get(recent[i]).body.find("Bakery"), std::string::npos) << recent[i];
    EXPECT_EQ(get(recent[i], {"If-Modified-Since: " + date}).status, 200) << recent[i];
  }
  const std::string dated = "/feed.atom?since=2024-11-10";
  EXPECT_NE(get(dated).header("last-modified"), "");
  EXPECT_NE(get(dated).body.find("Bakery"), std::string::npos);
  EXPECT_EQ(get("/feed.atom?since=2024-11-11").body.find("Bakery"), std::string::npos);
}

TEST_F(Http, APersonIsToldWhatIsWrongAndWhereToGo) {
  const std::string html = "Accept: text/html,application/xhtml+xml,*/*;q=0.8";
  struct Case {
    const char* method;
    const char* target;
    int status;
    const char* says;
  };
  for (const Case& c : {Case{"GET", "/nothing/at/all", 404, "There is nothing at this address."},
                        Case{"GET", "/story/99", 404, "There is no such story here"},
                        Case{"GET", "/api/v1/articles/99", 404, "There is no such article here"},
                        Case{"GET", "/?lang=%3Cb%3E", 400, "The value of lang is not a language"},
                        Case{"GET", "/feed.atom?since=x", 400, "The value of since is not a time"},
                        Case{"POST", "/", 405, "This address is read-only."}}) {
    const RawAnswer page = request(c.method, c.target, {html});
    EXPECT_EQ(page.status, c.status) << c.target;
    EXPECT_EQ(page.header("content-type"), "text/html; charset=utf-8") << c.target;
    EXPECT_EQ(page.header("content-security-policy"),
              get("/", {html}).header("content-security-policy"));
    EXPECT_NE(page.body.find("<title>"), std::string::npos) << c.target;
    EXPECT_NE(page.body.find(c.says), std::string::npos) << page.body;
    EXPECT_NE(page.body.find("<a href=\"/wire/\">To the stories</a>"), std::string::npos);
    const RawAnswer text = request(c.method, c.target);
    EXPECT_EQ(text.status, c.status);
    EXPECT_EQ(text.header("content-type"), "text/plain; charset=utf-8");
    EXPECT_NE(text.header("vary").find("Accept"), std::string::npos);
    const RawAnswer json = request(c.method, c.target, {"Accept: application/json"});
    EXPECT_EQ(json.header("content-type"), "application/json; charset=utf-8");
    JsonWriter error;
    error.begin_object().member("error", trim(text.body)).end_object();
    EXPECT_EQ(json.body, error.take() + '\n');
  }
}

TEST_F(Http, AStrangerIsNotToldTheName) {
  config.serve.password = "s3cret";
  start();
  const std::string html = "Accept: text/html";
  EXPECT_EQ(get("/", {html}).header("content-type"), "text/plain; charset=utf-8");
  EXPECT_EQ(request("POST", "/", {html}).body.find("Wire"), std::string::npos);
  EXPECT_NE(get("/nothing?token=s3cret", {html}).body.find("<title>Not found: Wire</title>"),
            std::string::npos);
}

TEST_F(Http, BrowsersFindTheIconWhereTheyLookForIt) {
  const RawAnswer icon = get("/favicon.ico");
  EXPECT_EQ(icon.status, 200);
  EXPECT_EQ(icon.header("content-type"), "image/svg+xml");
  EXPECT_EQ(icon.header("cache-control"), "public, max-age=86400");
  EXPECT_EQ(icon.body, get("/icon.svg").body);
  EXPECT_EQ(get("/favicon.ico", {"If-None-Match: " + icon.header("etag")}).status, 304);
  EXPECT_NE(get("/").body.find("<link rel=\"icon\" type=\"image/svg+xml\""), std::string::npos);
}

TEST_F(Http, WhatIsMadeOnDemandIsMadeAnewAfterAChange) {
  int number = 100;
  for (const char* target : {"/feed.atom?lang=en", "/?q=ferry", "/api/v1/stories"}) {
    const RawAnswer before = get(target);
    EXPECT_EQ(get(target, {"If-None-Match: " + before.header("etag")}).status, 304) << target;
    const std::string title = "Ferry number " + std::to_string(++number);
    take("Delta", {{std::to_string(number), title, text_of(number), ""}});
    EXPECT_NE(get(target).body.find(title), std::string::npos) << target;
    EXPECT_EQ(get(target, {"If-None-Match: " + before.header("etag")}).status, 200) << target;
  }
}

TEST_F(Http, ADeltaHasWhatIsNewSinceTheClientsVersion) {
  for (const char* format : kFormats) {
    const RawAnswer before = get(format);
    const std::vector<std::string> knows = {"A-IM: feed",
                                            "If-None-Match: " + before.header("etag")};
    EXPECT_EQ(get(format, knows).status, 304);
    take("Delta", {{format, std::string("News for ") + format, text_of(format[6]), ""}});
    const RawAnswer delta = get(format, knows);
    EXPECT_EQ(delta.status, 226);
    EXPECT_EQ(delta.header("im"), "feed");
    EXPECT_EQ(delta.header("etag"), get(format).header("etag")) << "what the client has then";
    EXPECT_NE(delta.body.find("News for"), std::string::npos);
    EXPECT_EQ(delta.body.find("Bakery"), std::string::npos) << "it knows that";
    EXPECT_EQ(get(format, {"A-IM: feed", "If-None-Match: \"strange\""}).status, 200);
    EXPECT_EQ(get(format, {"If-None-Match: " + before.header("etag")}).status, 200);
  }
}

}  // namespace
}  // namespace wirefold::test
