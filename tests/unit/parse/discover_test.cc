#include "wirefold/parse/discover.h"

#include <gtest/gtest.h>

namespace wirefold::parse {
namespace {

struct PageCase {
  std::string_view what;
  std::string_view page;
  std::vector<std::string> urls;
};

TEST(PageFeeds, FindsWhatPagesName) {
  const PageCase cases[] = {
      {"RSS",
       R"(<head><link rel="alternate" type="application/rss+xml" title="All" href="/rss"></head>)",
       {"https://h.example/rss"}},
      {"Atom and JSON, in order",
       R"(<link rel=alternate type=application/atom+xml href=a.xml>)"
       R"(<link rel=alternate type=application/feed+json href=b.json>)",
       {"https://h.example/news/a.xml", "https://h.example/news/b.json"}},
      {"capitals and more tokens",
       R"(<LINK REL="Alternate Home" TYPE="Application/RSS+XML; charset=utf-8" HREF="/rss">)",
       {"https://h.example/rss"}},
      {"rel=feed without a type", R"(<link rel="feed" href="/f">)", {"https://h.example/f"}},
      {"a base",
       R"(<base href="https://b.example/x/"><link rel="feed" href="f">)",
       {"https://b.example/x/f"}},
      {"in the body, where some put it",
       R"(<body><p>x<link rel="alternate" type="application/rss+xml" href="/rss"></body>)",
       {"https://h.example/rss"}},
      {"comments last, doubles once",
       R"(<link rel="alternate" type="application/rss+xml" title="Comments" href="/c/">)"
       R"(<link rel="alternate" type="application/rss+xml" href="/rss">)"
       R"(<link rel="alternate" type="application/rss+xml" href="/rss">)",
       {"https://h.example/rss", "https://h.example/c/"}},
      {"other alternates are no feeds",
       R"(<link rel="alternate" hreflang="id" href="/id"><link rel="alternate" )"
       R"(type="application/json+oembed" href="/o"><link rel="stylesheet" type="text/xml" href="s">)",
       {}},
      {"other schemes are no feeds",
       R"(<link rel="alternate" type="application/rss+xml" href="javascript:x">)",
       {}},
      {"what may be any document stands behind feeds",
       R"(<link rel=alternate type=application/json href=/wp-json/wp/v2/pages/2>)"
       R"(<link rel=alternate type=application/rss+xml href=/rss>)",
       {"https://h.example/rss", "https://h.example/wp-json/wp/v2/pages/2"}},
      {"links in the text that look like feeds, behind those that are named",
       R"(<a href="/x">x</a><a href="/press/news.rss">News</a><a href="/sub#top">RSS</a>)"
       R"(<a href="/go?format=atom"><b>All</b></a><a href="/rss/"><img alt=""></a>)"
       R"(<link rel=feed href=/f>)",
       {"https://h.example/f", "https://h.example/press/news.rss", "https://h.example/sub",
        "https://h.example/go?format=atom", "https://h.example/rss/"}},
      {"links that do not look like feeds",
       R"(<a href="/sitemap.xml">Map</a><a href="/embassy">Embassy of Atomia</a>)"
       R"(<a href="/feedback">Feedback</a><a href="mailto:rss@h.example">rss</a>)",
       {}},
      {"feed:, as browsers once had it",
       R"(<link rel=feed href="feed://h.example/a"><link rel=feed href="feed:https://h.example/b">)",
       {"https://h.example/a", "https://h.example/b"}},
      {"a base without an address before one that has it",
       R"(<base target=_top><base href="https://b.example/"><link rel=feed href=f>)",
       {"https://b.example/f"}},
      {"a picture that says what it links to",
       R"(<a href="/live.php"><img src=i.png alt="RSS"></a>)",
       {"https://h.example/live.php"}},
      {"an empty address", R"(<link rel="alternate" type="application/rss+xml" href=" ">)", {}},
  };
  for (const PageCase& c : cases) {
    std::vector<std::string> urls;
    for (const FeedLink& link : page_feeds(c.page, "", "https://h.example/news/").feeds) {
      urls.push_back(link.url);
    }
    EXPECT_EQ(urls, c.urls) << c.what;
  }
}

TEST(PageFeeds, KeepsTheTitleInAnyEncoding) {
  const auto links =
      page_feeds(
          "<link rel=alternate type=application/rss+xml title=\"Caf\xE9 d\xE9j\xE0 vu\" href=/f>",
          "text/html; charset=iso-8859-1", "https://h.example/")
          .feeds;
  ASSERT_EQ(links.size(), 1u);
  EXPECT_EQ(links[0].title, "Café déjà vu");
}

TEST(PageFeeds, GoWhereThePageSendsItsReadersAtOnce) {
  const std::pair<const char*, const char*> rows[] = {
      {R"(<meta http-equiv="refresh" content="0;url=/ok.xml">)", "https://h.example/ok.xml"},
      {R"(<META HTTP-EQUIV=Refresh CONTENT="3; URL='b.xml'">)", "https://h.example/news/b.xml"},
      {R"(<meta http-equiv="refresh" content="0, https://o.example/">)", "https://o.example/"},
      {R"(<meta http-equiv="refresh" content="900; url=/front">)", ""},
      {R"(<meta http-equiv="refresh" content="5">)", ""},
      {R"(<meta http-equiv="refresh" content="0;url=https://h.example/news/">)", ""},
      {R"(<noscript><meta http-equiv="refresh" content="0;url=/plain"></noscript>)", ""},
      {R"(<meta name="refresh" content="0;url=/x">)", ""}};
  for (const auto& [page, url] : rows) {
    EXPECT_EQ(page_feeds(page, "", "https://h.example/news/").refresh, url) << page;
  }
}

TEST(UsualFeedUrls, LooksBesideThePageFirst) {
  const auto urls = usual_feed_urls("https://h.example/world?x=1#top");
  EXPECT_EQ(urls.at(0), "https://h.example/world/feed/");
  EXPECT_EQ(urls.at(1), "https://h.example/feed/");
  EXPECT_EQ(usual_feed_urls("https://h.example").at(0), "https://h.example/feed/");
  EXPECT_EQ(usual_feed_urls("https://h.example/a/old.xml").at(0), "https://h.example/feed/");
  EXPECT_EQ(usual_feed_urls("https://h.example").size(), urls.size() - 1);  // without a duplicate
}

}  // namespace
}  // namespace wirefold::parse
