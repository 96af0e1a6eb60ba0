#include "wirefold/crawl/requests.h"

#include <gtest/gtest.h>

namespace wirefold::crawl {
namespace {

const Timestamp kDeadline{std::chrono::seconds(1'700'000'000)};

std::shared_ptr<const FeedAccess> access() {
  FeedAccess out;
  out.user = "user";
  return std::make_shared<const FeedAccess>(out);
}

fetch::Request page() {
  return page_request({FeedId{7}, 42, "https://a.example/page", kDeadline, access()});
}

TEST(Requests, APollIsConditionalAtTheUrlThatGaveTheValidators) {
  const fetch::Request poll =
      poll_request(FeedId{7}, "https://a.example/feed", {"\"1\"", "", ""}, access());
  EXPECT_TRUE(has_purpose(poll, Purpose::kPoll));
  EXPECT_EQ(feed_of(poll), FeedId{7});
  EXPECT_TRUE(poll.is_conditional());
  EXPECT_TRUE(poll.policy.keeps_incomplete);
  EXPECT_EQ(poll.limits.max_body, std::nullopt) << "fetch.max_body holds";
  EXPECT_EQ(poll.access->user, "user");
  const fetch::Request elsewhere =
      poll_request(FeedId{7}, "https://a.example/feed", {"\"1\"", "", "https://b.example/"}, {});
  EXPECT_FALSE(elsewhere.is_conditional());
}

TEST(Requests, APageKnowsItsEntryAndDeadline) {
  EXPECT_TRUE(is_page(page()));
  EXPECT_FALSE(has_purpose(page(), Purpose::kFurtherPage));
  EXPECT_EQ(feed_of(page()), FeedId{7});
  EXPECT_EQ(page().tag.number, 42u);
  EXPECT_EQ(deadline_of(page()), kDeadline);
  EXPECT_TRUE(page().policy.follows_redirects);
  EXPECT_FALSE(page().policy.keeps_incomplete) << "a page that breaks off is no article";
}

TEST(Requests, AFurtherPageIsTheSameWithoutRedirects) {
  const fetch::Request further = as_further_page(page(), "https://h.example/1");
  EXPECT_EQ(first_page_of(further), "https://h.example/1");
  EXPECT_EQ(first_page_of(page()), "");
  EXPECT_TRUE(is_page(further));
  EXPECT_TRUE(has_purpose(further, Purpose::kFurtherPage));
  EXPECT_EQ(further.tag.number, 42u);
  EXPECT_EQ(deadline_of(further), kDeadline);
  EXPECT_FALSE(further.policy.follows_redirects);
}

TEST(Requests, APictureKnowsItsArticleAndWhatItNames) {
  const fetch::Request picture = picture_request(
      {FeedId{7}, ArticleId{42}, "https://a.example/1.jpg", kDeadline, access()}, 1000);
  EXPECT_TRUE(is_picture(picture));
  EXPECT_FALSE(is_page(picture));
  EXPECT_EQ(feed_of(picture), FeedId{7});
  EXPECT_EQ(picture.tag.number, 42u);
  EXPECT_EQ(picture.tag.text, picture.url);
  EXPECT_EQ(deadline_of(picture), kDeadline);
  EXPECT_EQ(picture.limits.max_body, 1000u);
  EXPECT_FALSE(picture.policy.keeps_incomplete);
  const fetch::Request robots = robots_request("https://a.example", picture);
  EXPECT_TRUE(has_purpose(robots, Purpose::kPictureRobots));
  EXPECT_EQ(robots.limits.timeout, picture.limits.timeout);
}

TEST(Requests, RobotsTxtIsAskedAsThePageIs) {
  const fetch::Request robots = robots_request("https://a.example", page());
  EXPECT_TRUE(has_purpose(robots, Purpose::kRobots));
  EXPECT_FALSE(is_page(robots));
  EXPECT_EQ(robots.url, "https://a.example/robots.txt");
  EXPECT_EQ(robots.access->user, "user");
  EXPECT_TRUE(robots.limits.cuts_body);
}

}  // namespace
}  // namespace wirefold::crawl
