#include "wirefold/pictures/waiting_pictures.h"

#include <gtest/gtest.h>

namespace wirefold::pictures {
namespace {

using namespace std::chrono_literals;

class WaitingPicturesTest : public testing::Test {
 protected:
  void wait(std::int64_t article, const char* client = nullptr) {
    waiting.wait(
        ArticleId{article}, client == nullptr ? std::nullopt : parse_ip(client),
        [this](const serve::ResourcePtr& picture) { picture ? ++came : ++gave_up; }, now);
  }

  static serve::ResourcePtr picture() { return serve::make_resource({}, "x"); }

  const Patience patience{4s, 2, 5, 3};
  WaitingPictures::Clock::time_point now = WaitingPictures::Clock::now();
  int came = 0;
  int gave_up = 0;
  WaitingPictures waiting{patience};
};

TEST_F(WaitingPicturesTest, EveryRequestGetsThePicture) {
  waiting.begin(ArticleId{1}, "https://a.example/1");
  wait(1);
  wait(1);
  EXPECT_TRUE(waiting.has(ArticleId{1}));
  EXPECT_EQ(waiting.end(ArticleId{1}, picture()), "https://a.example/1");
  EXPECT_EQ(came, 2);
  EXPECT_FALSE(waiting.has(ArticleId{1}));
  EXPECT_EQ(waiting.end(ArticleId{1}, picture()), std::nullopt);
  EXPECT_EQ(waiting.size(), 0U);
}

TEST_F(WaitingPicturesTest, NobodyWaitsForLong) {
  waiting.begin(ArticleId{1}, "u");
  EXPECT_EQ(waiting.next_due(), std::nullopt);
  wait(1);
  now += 1s;
  wait(1);
  EXPECT_EQ(waiting.next_due(), now + 3s);
  waiting.give_up(now + 3s);
  EXPECT_EQ(gave_up, 1);
  EXPECT_EQ(waiting.size(), 1U);
  EXPECT_TRUE(waiting.has(ArticleId{1})) << "the picture may still come";
  waiting.end(ArticleId{1}, picture());
  EXPECT_EQ(came, 1);
}

TEST_F(WaitingPicturesTest, AFewOfOneAddressWait) {
  waiting.begin(ArticleId{1}, "u");
  waiting.begin(ArticleId{2}, "v");
  wait(1, "2001:db8::1");
  wait(2, "2001:db8::2");
  wait(2, "2001:db8::3");  // of the same network
  EXPECT_EQ(gave_up, 1);
  wait(1, "192.0.2.1");
  EXPECT_EQ(gave_up, 1);
  waiting.end(ArticleId{1}, nullptr);
  EXPECT_EQ(gave_up, 3);
  waiting.begin(ArticleId{1}, "u");
  wait(1, "2001:db8::4");
  EXPECT_EQ(gave_up, 3) << "another one may wait in its place";
}

TEST_F(WaitingPicturesTest, AFewInAllWait) {
  waiting.begin(ArticleId{1}, "u");
  for (int i = 0; i < 6; ++i) wait(1);
  EXPECT_EQ(gave_up, 1);
  EXPECT_EQ(waiting.size(), 5U);
}

TEST_F(WaitingPicturesTest, AFewPicturesAreFetched) {
  for (std::int64_t id = 1; id <= 3; ++id) {
    EXPECT_TRUE(waiting.has_room());
    waiting.begin(ArticleId{id}, "u");
  }
  EXPECT_FALSE(waiting.has_room());
  waiting.end(ArticleId{1}, nullptr);
  EXPECT_TRUE(waiting.has_room());
}

TEST_F(WaitingPicturesTest, AllGetAnAnswerAtTheEnd) {
  {
    WaitingPictures other(patience);
    other.begin(ArticleId{1}, "u");
    other.wait(
        ArticleId{1}, std::nullopt, [this](const auto&) { ++gave_up; }, now);
  }
  EXPECT_EQ(gave_up, 1);
}

}  // namespace
}  // namespace wirefold::pictures
