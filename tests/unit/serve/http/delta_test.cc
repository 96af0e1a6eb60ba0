#include "serve/http/delta.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "unit/serve/stories.h"

namespace wirefold::serve {
namespace {

ResourcePtr feed_of(int hour, const std::string& body) {
  Resource head;
  head.content_type = "application/atom+xml";
  head.cache_control = "max-age=300";
  head.modified = test_time(hour);
  return make_resource(std::move(head), body);
}

std::string value_of(const Headers& headers, std::string_view name) {
  const auto found =
      std::ranges::find_if(headers, [name](const auto& header) { return header.first == name; });
  return found == headers.end() ? "" : found->second;
}

class DeltaTest : public testing::Test {
 protected:
  std::optional<Timestamp> since(const Target& target, std::string_view a_im) const {
    const Conditions conditions{tag, "", "", a_im, ""};
    return delta_since(target, conditions, choose(*current, conditions));
  }
  std::optional<Timestamp> since(std::string_view path, std::string_view a_im,
                                 const Arguments& arguments = {}) const {
    return since(*read_target(path, arguments), a_im);
  }

  const ResourcePtr old = feed_of(1, "one entry");
  const ResourcePtr current = feed_of(2, "two entries");
  std::string tag = old->in(Coding::kIdentity).etag;
};

TEST_F(DeltaTest, IsForFeedsOfWhichTheClientHasAnOlderVersion) {
  for (const char* path : {"/feed.atom", "/feed.rss", "/feed.json"}) {
    EXPECT_EQ(since(path, "feed"), test_time(1)) << path;
    EXPECT_EQ(since(path, "vcdiff, feed;q=1"), test_time(1)) << path;
  }
  EXPECT_EQ(since("/feed.atom", "feed", {{"lang", "id"}}), test_time(1));
}

TEST_F(DeltaTest, IsNotForOtherRequests) {
  EXPECT_EQ(since("/feed.atom", ""), std::nullopt) << "not asked for";
  EXPECT_EQ(since("/feed.atom", "vcdiff"), std::nullopt) << "another kind of delta";
  EXPECT_EQ(since("/", "feed"), std::nullopt) << "not a feed";
  EXPECT_EQ(since("/feed.atom", "feed", {{"before", "7"}}), std::nullopt) << "an older page";
  tag = "\"strange\"";
  EXPECT_EQ(since("/feed.atom", "feed"), std::nullopt) << "not a version of ours";
  tag = current->in(Coding::kIdentity).etag;
  EXPECT_EQ(since("/feed.atom", "feed"), std::nullopt) << "nothing has changed";
}

TEST_F(DeltaTest, HasTheTagOfTheWholeFeedAndIsNotCached) {
  const ResourcePtr delta = feed_of(2, "the second entry");
  const Headers headers = delta_headers(*delta, *current, Coding::kIdentity);
  EXPECT_EQ(value_of(headers, "ETag"), current->in(Coding::kIdentity).etag);
  EXPECT_EQ(value_of(headers, "Cache-Control"), "no-store");
  EXPECT_EQ(value_of(headers, "IM"), "feed");
  EXPECT_TRUE(value_of(headers, "Vary").ends_with(", A-IM, If-None-Match"));
  EXPECT_EQ(value_of(headers, "Content-Type"), "application/atom+xml");
}

}  // namespace
}  // namespace wirefold::serve
