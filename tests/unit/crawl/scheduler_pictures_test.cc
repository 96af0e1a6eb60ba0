#include <gtest/gtest.h>

#include "wirefold/crawl/request_scheduler.h"
#include "wirefold/crawl/requests.h"

namespace wirefold::crawl {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kMostBytes = 1000;

class SchedulerPictures : public testing::Test {
 protected:
  SchedulerPictures() {
    scheduler.set_limits({2, 0s, 16}, 2s, 32);
    scheduler.set_picture_sink(
        [this](fetch::Response&& response) { pictures.push_back(std::move(response)); });
  }

  void add(std::int64_t article, const std::string& url) {
    scheduler.add_picture(
        picture_request({FeedId{1}, ArticleId{article}, url, now + 60s, nullptr}, kMostBytes));
  }

  void add_page(const std::string& url) {
    scheduler.add_page(page_request({FeedId{1}, 1, url, now + 600s, nullptr}));
  }

  /// The URL of the next request; empty if there is none.
  std::string next() {
    auto request = scheduler.next_request(fetch::Pool::kPrimary);
    if (!request) return {};
    out.push_back(std::move(*request));
    return out.back().url;
  }

  /// Ends the last request.
  void end(int status = 200, const std::string& location = "") {
    fetch::Response done;
    done.request = out.back();
    out.pop_back();
    done.status = status;
    done.location = location;
    scheduler.ended(done);
    EXPECT_TRUE(scheduler.deliver(std::move(done)));
  }

  /// Ends the robots.txt of the last request's host, which allows all but /private.
  void end_robots() {
    fetch::Response done;
    done.request = out.back();
    out.pop_back();
    done.status = 200;
    done.body = "User-agent: *\nDisallow: /private\n";
    scheduler.ended(done);
    EXPECT_TRUE(scheduler.deliver(std::move(done)));
  }

  Timestamp now = wall_clock_now();
  std::vector<fetch::Request> out;
  std::vector<fetch::Response> pictures;
  int others = 0;
  RequestScheduler scheduler{[this](fetch::Response&) { return ++others > 0; },
                             [this] { return now; }};
};

TEST_F(SchedulerPictures, AskRobotsFirstAndGoToTheirSink) {
  add(7, "https://img.example/7.jpg");
  EXPECT_EQ(next(), "https://img.example/robots.txt");
  end_robots();
  EXPECT_EQ(next(), "") << "the pause of pages";
  now += 2s;
  EXPECT_EQ(next(), "https://img.example/7.jpg");
  EXPECT_EQ(out.back().limits.max_body, kMostBytes);
  EXPECT_EQ(out.back().limits.timeout, 10s);
  end();
  ASSERT_EQ(pictures.size(), 1U);
  EXPECT_EQ(pictures[0].request.tag.number, 7U);
  EXPECT_EQ(others, 0);
}

TEST_F(SchedulerPictures, ThatRobotsForbidsComeBackWithTheReason) {
  add(7, "https://img.example/private/7.jpg");
  next();
  end_robots();
  EXPECT_EQ(next(), "");
  ASSERT_EQ(pictures.size(), 1U);
  EXPECT_EQ(pictures[0].error->code, Errc::kForbidden);
}

TEST_F(SchedulerPictures, ThatWaitTooLongComeBack) {
  add(7, "https://img.example/7.jpg");
  next();
  now += 60s;
  EXPECT_EQ(next(), "");
  ASSERT_EQ(pictures.size(), 1U);
  EXPECT_TRUE(pictures[0].error);
}

TEST_F(SchedulerPictures, FollowARedirectAsAPictureOfItsOwn) {
  add(7, "https://img.example/7.jpg");
  next();
  end_robots();
  now += 2s;
  next();
  end(302, "https://cdn.example/7.jpg");
  EXPECT_TRUE(pictures.empty());
  EXPECT_EQ(next(), "https://cdn.example/robots.txt");
  end_robots();
  now += 2s;
  EXPECT_EQ(next(), "https://cdn.example/7.jpg");
  EXPECT_EQ(out.back().tag.text, "https://img.example/7.jpg") << "what the article names";
}

TEST_F(SchedulerPictures, NoMoreThanAFewAtATimeSoThatHostsThatHangHoldNothingUp) {
  for (int i = 0; i < 100; ++i) add(i, "https://p" + std::to_string(i) + ".example/");
  std::size_t count = 0;
  while (!next().empty()) ++count;
  EXPECT_EQ(count, 8U);
  EXPECT_EQ(scheduler.until_next(fetch::Pool::kPrimary), 1h) << "would spin";
  add_page("https://page.example/1");
  EXPECT_EQ(next(), "https://page.example/robots.txt");
  end_robots();
  scheduler.set_feeds({{FeedId{1}, "https://feed.example/", {}, nullptr, Timestamp::min()}});
  EXPECT_EQ(next(), "https://feed.example/");
  out.pop_back();
  end();
  EXPECT_NE(next(), "") << "the next picture's host";
}

TEST_F(SchedulerPictures, WaitForThePagesOfTheirHostAndPagesForNoMoreThanOne) {
  add_page("https://h.example/1");
  next();
  end_robots();
  for (int i = 0; i < 5; ++i) add(i, "https://h.example/" + std::to_string(i) + ".jpg");
  EXPECT_EQ(next(), "https://h.example/robots.txt") << "of the queue of pictures";
  end_robots();
  now += 2s;
  EXPECT_EQ(next(), "https://h.example/1");
  end();
  EXPECT_EQ(next(), "") << "the pause after a page";
  add_page("https://h.example/2");
  now += 2s;
  EXPECT_EQ(next(), "https://h.example/2") << "before the pictures that wait longer";
  end();
  now += 2s;
  EXPECT_EQ(next(), "https://h.example/0.jpg");
  add_page("https://h.example/3");
  end();
  EXPECT_EQ(next(), "") << "the pause after a picture";
  now += 2s;
  EXPECT_EQ(next(), "https://h.example/3");
}

TEST_F(SchedulerPictures, SayNothingOfTheNetwork) {
  for (int i = 0; i < 100; ++i) add(i, "https://dead" + std::to_string(i) + ".example/");
  while (!next().empty()) {
    fetch::Response done;
    done.request = out.back();
    out.pop_back();
    done.unreachable = true;
    done.error = Error{Errc::kNetwork, "no address"};
    scheduler.ended(done);
    EXPECT_TRUE(scheduler.deliver(std::move(done)));
  }
  EXPECT_FALSE(scheduler.cut_off());
  EXPECT_EQ(pictures.size(), 100U);
}

}  // namespace
}  // namespace wirefold::crawl
