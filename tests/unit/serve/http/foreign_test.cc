#include "serve/http/foreign.h"

#include <gtest/gtest.h>

namespace wirefold::serve {
namespace {

const OwnNames kNames{{"news.example", "news.lan"}, "https://news.example"};

TEST(Foreign, AServerOnLoopbackIsNamedByItsNamesAndAddresses) {
  for (const char* host : {"localhost", "LocalHost:8710", "127.0.0.1:8710", "[::1]:8710", "[::1]",
                           "news.example", "NEWS.lan:80", "10.1.2.3", ""}) {
    EXPECT_TRUE(names_us(host, kNames)) << host;
  }
  for (const char* host :
       {"evil.example", "evil.example:8710", "localhost.evil.example", "127.0.0.1.evil.example",
        "news.example.evil.example", "evilnews.example", "x@localhost", "localhost:80@evil.example",
        ":8710", "[evil.example]", "0x7f.1", "localhost\\evil"}) {
    EXPECT_FALSE(names_us(host, kNames)) << host;
  }
}

TEST(Foreign, PagesOfOtherSitesAreKnownByWhatBrowsersSay) {
  struct Case {
    const char *origin, *site, *host;
    bool foreign;
  };
  for (const Case& c : {
           Case{"", "", "localhost:8710", false},  // a hub, or curl
           Case{"", "none", "localhost:8710", false},
           Case{"http://localhost:8710", "same-origin", "localhost:8710", false},
           Case{"https://news.example", "", "127.0.0.1:8710", false},  // behind a proxy
           Case{"https://evil.example", "", "localhost:8710", true},
           Case{"https://evil.example", "cross-site", "localhost:8710", true},
           Case{"", "cross-site", "localhost:8710", true},
           Case{"", "same-site", "localhost:8710", true},
           Case{"null", "", "localhost:8710", true},
           Case{"http://localhost:3000", "", "localhost:8710", true},
           Case{"http://localhost", "", "", true},
           Case{"https://news.example.evil.example", "", "news.example", true},
           Case{"https://news.example", "Cross-Site", "news.example", true},
       }) {
    EXPECT_EQ(is_foreign(c.origin, c.site, c.host, kNames), c.foreign)
        << c.origin << ' ' << c.site << ' ' << c.host;
  }
}

}  // namespace
}  // namespace wirefold::serve
