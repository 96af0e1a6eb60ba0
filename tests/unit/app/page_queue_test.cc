#include "app/page_queue.h"

#include <gtest/gtest.h>

namespace wirefold::app {
namespace {

using std::chrono::seconds;
constexpr Timestamp kStart{seconds(1700000000)};
constexpr Timestamp kFarAway = kStart + std::chrono::hours(48);

class PageQueueTest : public testing::Test {
 protected:
  PageQueueTest() { queue.set_spacing(seconds(2)); }

  void add(std::uint64_t page, const std::string& url, Timestamp deadline = kFarAway) {
    fetch::Request request;
    request.feed = FeedId{1};
    request.kind = fetch::Kind::kPage;
    request.page = page;
    request.url = url;
    request.deadline = deadline;
    queue.add(std::move(request));
  }

  /// The URL that may go out at `now`; empty if none may.
  std::string next(Timestamp now) {
    const auto request = queue.next(now, opens());
    return request ? request->url : "";
  }

  PageQueue::Opens opens() {
    return [this](const std::string& host) {
      return host == full ? std::nullopt : std::optional(Timestamp::min());
    };
  }

  void robots(const std::string& origin, int status, const std::string& body, Timestamp now) {
    fetch::Response response;
    response.request.kind = fetch::Kind::kRobots;
    response.request.url = origin + "/robots.txt";
    response.status = status;
    response.body = body;
    if (status != 200) response.error = Error{Errc::kHttpStatus, "status"};
    queue.take_robots(response, now);
  }

  /// Numbers of the pages that were given up by `now`, each with its reason.
  std::vector<std::string> given_up(Timestamp now) {
    std::vector<std::string> out;
    for (const fetch::Response& r : queue.take_given_up(now)) {
      EXPECT_EQ(r.request.kind, fetch::Kind::kPage);
      out.push_back(std::to_string(r.request.page) + ": " + r.error->detail);
    }
    return out;
  }

  PageQueue queue;
  std::string full;
};

TEST_F(PageQueueTest, AsksForRobotsTxtOnceAndThenForThePages) {
  add(1, "https://h.example/a");
  add(2, "https://h.example/b");
  EXPECT_EQ(next(kStart), "https://h.example/robots.txt");
  EXPECT_EQ(next(kStart), "") << "the answer is still on its way";
  robots("https://h.example", 200, "", kStart);
  EXPECT_EQ(next(kStart), "");
  EXPECT_EQ(next(kStart + seconds(2)), "https://h.example/a");
  EXPECT_EQ(next(kStart + seconds(9)), "") << "one page at a time";
  queue.finished("https://h.example/a", kStart + seconds(9));
  EXPECT_EQ(next(kStart + seconds(10)), "");
  EXPECT_EQ(next(kStart + seconds(11)), "https://h.example/b");
}

TEST_F(PageQueueTest, AsksAgainAfterADay) {
  add(1, "https://h.example/a");
  next(kStart);
  robots("https://h.example", 200, "", kStart);
  EXPECT_EQ(next(kStart + seconds(2)), "https://h.example/a");
  queue.finished("https://h.example/a", kStart + seconds(3));
  add(2, "https://h.example/b");
  EXPECT_EQ(next(kStart + std::chrono::hours(24)), "https://h.example/robots.txt");
}

TEST_F(PageQueueTest, GivesUpWhatRobotsTxtForbids) {
  add(1, "https://h.example/private/a?x");
  add(2, "https://h.example/b");
  next(kStart);
  robots("https://h.example", 200, "User-agent: wirefold\nDisallow: /private/*?x", kStart);
  EXPECT_EQ(given_up(kStart), std::vector<std::string>{"1: robots.txt does not allow it"});
  EXPECT_EQ(next(kStart + seconds(2)), "https://h.example/b");
  add(3, "https://h.example/private/c?x");
  EXPECT_EQ(given_up(kStart).size(), 1u) << "known before it is asked for";
}

TEST_F(PageQueueTest, TakesAMissingRobotsTxtForLeaveAndABrokenServerForNone) {
  add(1, "https://missing.example/a");
  add(2, "https://broken.example/a");
  add(3, "https://busy.example/a");
  for (int i = 0; i < 3; ++i) EXPECT_NE(next(kStart), "");
  robots("https://missing.example", 404, "", kStart);
  robots("https://broken.example", 503, "", kStart);
  robots("https://busy.example", 429, "", kStart);
  EXPECT_EQ(given_up(kStart).size(), 2u);
  EXPECT_EQ(next(kStart + seconds(2)), "https://missing.example/a");
  add(4, "https://broken.example/b");
  EXPECT_EQ(given_up(kStart).size(), 1u);
  add(5, "https://broken.example/c");
  given_up(kStart);
}

TEST_F(PageQueueTest, HonoursCrawlDelay) {
  add(1, "https://h.example/a");
  next(kStart);
  robots("https://h.example", 200, "User-agent: *\nCrawl-delay: 30", kStart);
  EXPECT_EQ(next(kStart + seconds(29)), "");
  EXPECT_EQ(next(kStart + seconds(30)), "https://h.example/a");
}

TEST_F(PageQueueTest, HoldsBackHostsWithoutRoomAndNoOthers) {
  add(1, "https://a.example/1");
  add(2, "https://www.b.example/1");
  full = "a.example";
  EXPECT_EQ(next(kStart), "https://www.b.example/robots.txt");
  EXPECT_EQ(next(kStart), "");
  full = "";
  EXPECT_EQ(next(kStart), "https://a.example/robots.txt");
}

TEST_F(PageQueueTest, GivesUpAtTheDeadline) {
  add(1, "https://h.example/a", kStart + seconds(10));
  add(2, "https://h.example/b", kStart + seconds(20));
  next(kStart);
  EXPECT_EQ(queue.next_change(opens()), kStart + seconds(10)) << "robots.txt is on its way";
  EXPECT_TRUE(given_up(kStart + seconds(9)).empty());
  EXPECT_EQ(given_up(kStart + seconds(10)),
            std::vector<std::string>{"1: waited too long for its turn"});
  robots("https://h.example", 200, "", kStart + seconds(11));
  EXPECT_EQ(queue.next_change(opens()), kStart + seconds(13));
  EXPECT_EQ(next(kStart + seconds(13)), "https://h.example/b");
  EXPECT_EQ(queue.next_change(opens()), std::nullopt);
}

TEST_F(PageQueueTest, KeepsPortsAndSchemesApart) {
  add(1, "http://h.example:8080/a");
  add(2, "https://h.example/a#part");
  EXPECT_EQ(next(kStart), "http://h.example:8080/robots.txt");
  EXPECT_EQ(next(kStart), "https://h.example/robots.txt");
  robots("http://h.example:8080", 200, "User-agent: *\nDisallow: /", kStart);
  robots("https://h.example", 200, "", kStart);
  EXPECT_EQ(given_up(kStart).size(), 1u);
  EXPECT_EQ(next(kStart + seconds(2)), "https://h.example/a#part");
}

}  // namespace
}  // namespace wirefold::app
