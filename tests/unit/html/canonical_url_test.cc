#include "wirefold/html/canonical_url.h"

#include <gtest/gtest.h>

namespace wirefold::html {
namespace {

struct Case {
  std::string_view url;
  std::string_view canonical;
};

void expect_all(std::initializer_list<Case> cases) {
  for (const Case& c : cases) {
    SCOPED_TRACE(c.url);
    EXPECT_EQ(canonical_url(c.url), c.canonical);
    EXPECT_EQ(canonical_url(c.canonical), c.canonical);  // the canonical form is a fixed point
  }
}

constexpr std::string_view kArticle = "https://h.example/news/a-1";

TEST(CanonicalUrl, OneArticle) {
  expect_all(
      {Case{"https://h.example/news/a-1", kArticle},
       Case{"http://h.example/news/a-1", kArticle},
       Case{"http://h.example:80/news/a-1", kArticle},
       Case{"https://h.example:443/news/a-1", kArticle},
       Case{"HTTPS://WWW.H.Example/news/a-1/", kArticle},
       Case{"https://user@h.example/news/a-1#comments", kArticle},
       Case{"https://m.h.example/news/a-1", kArticle},
       Case{"https://www.m.h.example/news/a-1", kArticle},
       Case{"https://amp.h.example/news/a-1", kArticle},
       Case{"https://h.example/news/a-1/amp", kArticle},
       Case{"https://h.example/news/a-1/amp/", kArticle},
       Case{"https://h.example/amp/news/a-1", kArticle},
       Case{"https://h.example/news/a-1.amp", kArticle},
       Case{"https://h.example/news/a-1/amp.html", kArticle},
       Case{"https://h.example/news/a-1/print", kArticle},
       Case{"https://h.example/news/a-1?amp=1&outputType=amp", kArticle},
       Case{"https://h.example/news/a-1?print=1", kArticle},
       Case{"https://h.example/news/a-1?utm_source=rss&utm_medium=feed", kArticle},
       Case{"https://h.example/news/a-1?fbclid=x&gclid=y&at_medium=RSS&xtor=RSS-3", kArticle},
       Case{"https://h.example/news/a-1?", kArticle},
       Case{"https://h.example/news/index.html", "https://h.example/news"},
       Case{"https://h.example/news/%61-1", kArticle},
       Case{"https://h.example/caf%c3%a9", "https://h.example/caf%C3%A9"},
       Case{"https://h.example/café", "https://h.example/caf%C3%A9"},
       Case{"https://h.example/a.amp.html", "https://h.example/a.html"},
       Case{"https://h.example/v?b=2&a=1", "https://h.example/v?a=1&b=2"}});
}

TEST(CanonicalUrl, Redirectors) {
  expect_all(
      {Case{"https://www.google.com/url?sa=t&url=https%3A%2F%2Fh.example%2Fnews%2Fa-1&usg=x",
            kArticle},
       Case{"https://www.google.com/amp/s/m.h.example/news/a-1", kArticle},
       Case{"https://h-example.cdn.ampproject.org/c/s/h.example/news/a-1", kArticle},
       Case{"https://l.facebook.com/l.php?u=https%3A%2F%2Fh.example%2Fnews%2Fa-1%3Ffbclid%3Dq",
            kArticle},
       Case{"http://www.bing.com/news/"
            "apiclick.aspx?ref=FexRss&url=https%3a%2f%2fh.example%2fnews%2fa-1",
            kArticle},
       Case{"https://go.h.example/feed/www.h.example/news/a-1", kArticle},
       Case{"http://rss.feedsportal.com/c/1/f/2/s/3/l/0Lh0Bexample0Cnews0Ca0E1/story01.htm",
            kArticle},
       Case{"https://r.example/"
            "out?link=https%3A%2F%2Fr.example%2Fgo%3Furl%3Dhttps%253A%252F%252Fh.example%252Fnews%"
            "252Fa-1",
            kArticle}});
}

// URLs that resemble a variant or have a tracker's parameter, but name another page.
TEST(CanonicalUrl, OtherPages) {
  expect_all({Case{"https://h.example/story?id=7", "https://h.example/story?id=7"},
              Case{"https://h.example/?p=123", "https://h.example?p=123"},
              Case{"https://h.example/list?mode=2", "https://h.example/list?mode=2"},
              Case{"https://h.example/list?feed=sport", "https://h.example/list?feed=sport"},
              Case{"https://h.example/News/A-1", "https://h.example/News/A-1"},
              Case{"https://m.example/a", "https://m.example/a"},
              Case{"https://h.example/feed/other.test/a", "https://h.example/feed/other.test/a"},
              Case{"https://h.example/search?q=https%3A%2F%2Fx.example%2F",
                   "https://h.example/search?q=https%3A%2F%2Fx.example%2F"},
              Case{"https://h.example:8443/a", "https://h.example:8443/a"}});
}

TEST(CanonicalUrl, NoArticles) {
  expect_all({Case{"https://h.example/", ""}, Case{"https://www.h.example", ""},
              Case{"https://h.example/?utm_source=rss", ""}, Case{"javascript:alert(1)", ""},
              Case{"/news/a", ""}, Case{"https://h.example\\@evil.example/a", ""}, Case{"", ""}});
}

}  // namespace
}  // namespace wirefold::html
