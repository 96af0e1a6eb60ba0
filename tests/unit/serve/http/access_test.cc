#include "serve/http/access.h"

#include <gtest/gtest.h>

namespace wirefold::serve {
namespace {

const OwnNames kNames{{"news.example"}, "https://news.example"};

TEST(Access, AsksForTheHostNameOnLoopbackOnceItsNamesAreKnown) {
  Access access;
  access.set_names(kNames);
  EXPECT_TRUE(access.allows_host("evil.example")) << "the address is public";
  Access loopback;
  loopback.require_own_name();
  EXPECT_TRUE(loopback.allows_host("evil.example")) << "no name is known";
  loopback.set_names(kNames);
  EXPECT_FALSE(loopback.allows_host("evil.example"));
  EXPECT_TRUE(loopback.allows_host("news.example"));
}

TEST(Access, RefusesPagesOfOtherSitesWithAndWithoutNames) {
  Access access;
  EXPECT_FALSE(access.allows_page("https://news.example", "", "127.0.0.1"));
  access.set_names(kNames);
  EXPECT_TRUE(access.allows_page("https://news.example", "", "127.0.0.1"));
  EXPECT_FALSE(access.allows_page("https://evil.example", "", "127.0.0.1"));
  EXPECT_TRUE(access.allows_page("", "", "127.0.0.1")) << "no page has made it";
}

TEST(Access, NeedsThePasswordOnlyIfThereIsOne) {
  Access access;
  EXPECT_TRUE(access.allows_reading("", ""));
  access.set_password("s3cret");
  EXPECT_FALSE(access.allows_reading("", ""));
  EXPECT_TRUE(access.allows_reading("", "s3cret"));
  EXPECT_TRUE(access.allows_reading("Basic OnMzY3JldA==", ""));
  access.set_password("");
  EXPECT_TRUE(access.allows_reading("", "wrong"));
}

}  // namespace
}  // namespace wirefold::serve
