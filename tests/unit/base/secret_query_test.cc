#include "wirefold/base/secret_query.h"

#include <gtest/gtest.h>

namespace wirefold {
namespace {

TEST(SecretQuery, ValuesThatLookLikeSecretsAreMasked) {
  const std::pair<const char*, const char*> kCases[] = {
      {"https://p.example/rss?token=abc", "https://p.example/rss?token=***"},
      {"https://p.example/rss?u=7&key=x&p=2", "https://p.example/rss?u=7&key=***&p=2"},
      {"https://p.example/rss?apikey=1", "https://p.example/rss?apikey=***"},
      {"https://p.example/rss?API_KEY=1", "https://p.example/rss?API_KEY=***"},
      {"https://p.example/rss?accessToken=1", "https://p.example/rss?accessToken=***"},
      {"https://p.example/rss?accesstoken=1", "https://p.example/rss?accesstoken=***"},
      {"https://p.example/rss?X-Amz-Signature=af&X-Amz-Date=20260101",
       "https://p.example/rss?X-Amz-Signature=***&X-Amz-Date=20260101"},
      {"https://p.example/rss?auth=%41b", "https://p.example/rss?auth=***"},
      {"https://p.example/rss?%74oken=abc", "https://p.example/rss?%74oken=***"},
      {"https://p.example/rss?a=1;sig=zz", "https://p.example/rss?a=1;sig=***"},
      {"https://p.example/rss?u=8f3b9c2d1e4a5b6c7d8e", "https://p.example/rss?u=***"},
      {"https://p.example/f?id=6fa459ea-ee8a-3ca4-894e-db77e160355e", "https://p.example/f?id=***"},
      {"https://p.example/f?h=dGhpc0lzQVNlY3JldDQy", "https://p.example/f?h=***"},
      {"https://p.example/#access_token=abc", "https://p.example/#access_token=***"},
      {"https://b.example/?url=https%3A%2F%2Fp.example%2F%3Ftoken%3Dx",
       "https://b.example/?url=***"},
      {"https://p.example/f?h=dGhpc0lzQVNlY3JldDQy+x", "https://p.example/f?h=***"},
      {"https://p.example/rss?auth=ab'c", "https://p.example/rss?auth=***"},
      {"https://p.example/rss?key2=a&pass1=b", "https://p.example/rss?key2=***&pass1=***"},
      {"https://p.example/rss?access_code=a", "https://p.example/rss?access_code=***"},
      {"https://p.example/a;jsessionid=1?x=2", "https://p.example/a;jsessionid=***?x=2"},
      {"https://p.example/f?8f3b9c2d1e4a5b6c7d8e", "https://p.example/f?***"},
      {"https://p.example/f?%2574oken=a", "https://p.example/f?%2574oken=***"},
      {"https://p.example/f?token%3Da", "https://p.example/f?***"},
      {"https://b.example/?src=p.example%2Frss%3Ftoken%3DS", "https://b.example/?src=***"},
      {"https://b.example/?url=https%3A%2F%2Fu:pw@p.example%2F", "https://b.example/?url=***"},
      {"https://p.example/?n=12345678901234567890123456", "https://p.example/?n=***"},
      {"feed:p.example/x?token=a", "feed:p.example/x?token=***"},
      {"https://p.example/?password=a&password=b", "https://p.example/?password=***&password=***"},
  };
  for (const auto& [url, masked] : kCases) {
    EXPECT_EQ(without_secret_values(url), masked);
    EXPECT_TRUE(has_secret_query(url)) << url;
    EXPECT_EQ(without_secret_values(masked), masked) << "masked twice";
  }
}

TEST(SecretQuery, OrdinaryQueriesStay) {
  for (const char* url :
       {"https://b.example/?feed=rss2", "https://b.example/feed", "https://b.example/?feed=",
        "https://b.example/search?q=trade+treaty+between+the+two+and+16+others+in+2026",
        "https://b.example/rss?keyword=fire&author=ana&passage=2",
        "https://www.youtube.com/feeds/videos.xml?channel_id=UCb3cD9fGh1jKlMn0pQrStUv",
        "https://www.youtube.com/feeds/videos.xml?playlist_id=PLb3cD9fGh1jKlMn0pQrStUv",
        "https://b.example/?post=top-10-stories-of-the-election-night-2026",
        "https://b.example/?model=iphone15pro-and-galaxy-s24-ultra-compared",
        "https://b.example/?published_after=2026-11-26T10%3A00%3A00Z",
        "https://b.example/?t=20261126100000000000000", "https://b.example/?c=world&n=50&lang=id",
        "https://b.example/?section=InternationalNewsAndBusiness",
        "https://news.example/rss/search?q=site:ex.com&hl=en-US&gl=US&ceid=US:en",
        "https://b.example/?url=https%3A%2F%2Fp.example%2F%3Ffeed%3Drss2",
        "https://b.example/a=b/token=x", "not a url", "https://b.example/?os_authType=basic",
        "https://b.example/?hb=356a192b7913b04c54574d18c28d46e6395428ab"}) {
    EXPECT_EQ(without_secret_values(url), url);
    EXPECT_FALSE(has_secret_query(url)) << url;
  }
}

TEST(SecretQuery, UrlsInsideATextAreFound) {
  EXPECT_EQ(
      without_secret_values_inside(
          "it leads to \"https://a.example/?token=1\" and http://b.example/?x=1&key=2 in turn"),
      "it leads to \"https://a.example/?token=***\" and http://b.example/?x=1&key=*** in turn");
  EXPECT_EQ(without_secret_values_inside("is token=1 a secret? no"), "is token=1 a secret? no");
  EXPECT_EQ(without_secret_values_inside("://?key=1"), "://?key=***");
  EXPECT_EQ(without_secret_values_inside("no URL: //h.example/x?token=1"),
            "no URL: //h.example/x?token=***");
  EXPECT_EQ(without_secret_values_inside("Is the key = 7? Or not"), "Is the key = 7? Or not");
}

}  // namespace
}  // namespace wirefold
