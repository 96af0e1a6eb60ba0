#include "wirefold/crawl/page_queue.h"
#include "wirefold/crawl/requests.h"

#include <gtest/gtest.h>

namespace wirefold::crawl {
namespace {

using std::chrono::seconds;
constexpr Timestamp kStart{seconds(1700000000)};
constexpr Timestamp kFarAway = kStart + std::chrono::hours(48);

class PageQueueTest : public testing::Test {
 protected:
  PageQueueTest() { queue.set_spacing(seconds(2)); }

  void add(std::uint64_t page, const std::string& url, Timestamp deadline = kFarAway) {
    queue.add(page_request({FeedId{1}, page, url, deadline, nullptr}));
  }

  /// The URL that may be requested at `now`. Empty if there is none.
  std::string next(Timestamp now) {
    const auto request = queue.next(now, opens());
    return request ? request->url : "";
  }

  PageQueue::Opens opens() {
    return [this](const std::string& host) {
      ++asked;
      return host == full ? std::nullopt : std::optional(opens_at);
    };
  }

  void robots(const std::string& origin, int status, const std::string& body, Timestamp now) {
    fetch::Response response;
    response.request = robots_request(origin, {});
    response.status = status;
    response.body = body;
    if (status != 200) response.error = Error{Errc::kHttpStatus, "status"};
    queue.take_robots(response, now);
  }

  /// The pages that were given up by `now`, each as "NUMBER: REASON".
  std::vector<std::string> given_up(Timestamp now) {
    std::vector<std::string> out;
    for (const fetch::Response& r : queue.take_given_up(now)) {
      EXPECT_TRUE(has_purpose(r.request, Purpose::kPage));
      out.push_back(std::to_string(r.request.tag.number) + ": " + r.error->detail);
    }
    return out;
  }

  PageQueue queue;
  std::string full;
  Timestamp opens_at = Timestamp::min();
  std::size_t asked = 0;  // Calls of opens().
};

std::string host_number(int n) { return "https://h" + std::to_string(n) + ".example"; }

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

TEST_F(PageQueueTest, ForbidsNothingByAnExpiredRobotsTxt) {
  const Timestamp later = kStart + std::chrono::hours(24);
  add(1, "https://h.example/a");
  add(2, "https://h.example/b");
  next(kStart);
  robots("https://h.example", 200, "User-agent: *\nDisallow: /private/", kStart);
  next(kStart + seconds(2));
  queue.finished("https://h.example/a", later);  // the other page keeps the host
  add(3, "https://h.example/private/c", later + seconds(9));
  EXPECT_TRUE(given_up(later).empty());
  EXPECT_EQ(next(later + seconds(2)), "https://h.example/robots.txt");
  robots("https://h.example", 200, "", later + seconds(2));
  EXPECT_EQ(next(later + seconds(4)), "https://h.example/private/c");
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
  add(5, "https://busy.example/b");
  EXPECT_EQ(given_up(kStart).size(), 1u);
  const Timestamp later = kStart + std::chrono::minutes(31);
  EXPECT_TRUE(given_up(later).empty()) << "and what the host said is forgotten";
  add(6, "https://busy.example/c");
  EXPECT_EQ(next(later), "https://busy.example/robots.txt");
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
  queue.opened("a.example");
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

TEST_F(PageQueueTest, TakesTheEarliestDeadlineFirst) {
  add(1, "https://h.example/a", kStart + seconds(20));
  add(2, "https://h.example/redirected", kStart + seconds(5));
  add(3, "https://h.example/c", kStart + seconds(20));
  EXPECT_EQ(next(kStart), "https://h.example/robots.txt");
  EXPECT_EQ(queue.next_change(opens()), kStart + seconds(5));
  EXPECT_EQ(given_up(kStart + seconds(5)),
            std::vector<std::string>{"2: waited too long for its turn"});
  add(4, "https://h.example/redirected", kStart + seconds(18));
  robots("https://h.example", 200, "", kStart + seconds(6));
  EXPECT_EQ(next(kStart + seconds(8)), "https://h.example/redirected");
  queue.finished("https://h.example/redirected", kStart + seconds(8));
  EXPECT_EQ(next(kStart + seconds(10)), "https://h.example/a") << "who came first of two";
}

TEST_F(PageQueueTest, AHostThatWasAskedDoesNotWaitForAllNewOnes) {
  add(1, "https://old.example/a");
  EXPECT_EQ(next(kStart), "https://old.example/robots.txt");
  robots("https://old.example", 200, "", kStart);
  EXPECT_EQ(next(kStart + seconds(1)), "");
  for (int second = 3; second < 20; ++second) {  // more new pages than there are transfers
    for (int i = 0; i < 10; ++i) add(10, host_number(10 * second + i) + "/");
    if (next(kStart + seconds(second)) == "https://old.example/a") return;
  }
  FAIL() << "it waits as long as new ones come";
}

TEST_F(PageQueueTest, MovesWithTheClock) {
  add(1, "https://h.example/a", kStart + seconds(20));
  add(2, "https://slow.example/a", kStart + seconds(99));
  next(kStart);
  next(kStart);
  robots("https://h.example", 200, "", kStart);
  robots("https://slow.example", 200, "User-agent: *\nCrawl-delay: 60", kStart);
  opens_at = kStart + seconds(9);
  EXPECT_EQ(queue.next_change(opens()), kStart + seconds(9));
  const std::chrono::hours back(-5);
  opens_at += back;
  queue.shift(back);
  EXPECT_EQ(queue.next_change(opens()), kStart + back + seconds(9));
  EXPECT_TRUE(given_up(kStart + back + seconds(19)).empty());
  EXPECT_EQ(next(kStart + back + seconds(9)), "https://h.example/a");
  queue.finished("https://h.example/a", kStart + back + seconds(10));
  EXPECT_EQ(given_up(kStart + back + seconds(99)),
            std::vector<std::string>{"2: waited too long for its turn"});
  add(3, "https://h.example/b", kStart + seconds(20));
  EXPECT_EQ(next(kStart + back + std::chrono::hours(24)), "https://h.example/robots.txt");
}

TEST_F(PageQueueTest, AsksAgainWhereLimitsHaveChanged) {
  full = "h.example";
  add(1, "https://h.example/a");
  EXPECT_EQ(next(kStart), "");
  full = "";
  queue.set_spacing(seconds(1));
  EXPECT_EQ(next(kStart), "https://h.example/robots.txt");
}

TEST_F(PageQueueTest, ARequestCostsTheSameForAnyNumberOfHosts) {
  constexpr int kHosts = 10000;
  for (int i = 0; i < kHosts; ++i) add(1, host_number(i) + "/a");
  opens_at = kStart + seconds(1);
  for (int i = 0; i < 100; ++i) {
    EXPECT_EQ(next(kStart), "");
    EXPECT_EQ(queue.next_change(opens()), opens_at);
  }
  EXPECT_LE(asked, kHosts + 200u) << "each once, and the first of all again";
  asked = 0;
  int requests = 0;
  for (std::string url = next(opens_at); !url.empty(); url = next(opens_at)) {
    ++requests;
    queue.next_change(opens());
    robots(url.substr(0, url.find("/robots")), 200, "", opens_at);
  }
  EXPECT_EQ(requests, kHosts);
  EXPECT_LE(asked, 2u * kHosts + 2);
  asked = 0;
  while (!next(opens_at + seconds(2)).empty()) ++requests;
  EXPECT_EQ(requests, 2 * kHosts);
  EXPECT_LE(asked, kHosts + 1u);
}

TEST_F(PageQueueTest, ARequestCostsTheSameForAnyNumberOfPorts) {
  constexpr int kPorts = 5000;
  full = "h.example";
  for (int i = 1; i <= kPorts; ++i) add(1, "https://h.example:" + std::to_string(i) + "/a");
  for (int i = 0; i < kPorts; ++i) {
    EXPECT_EQ(next(kStart), "");
    queue.opened("h.example");
  }
  EXPECT_LE(asked, kPorts + 1u);
}

TEST_F(PageQueueTest, AsksRobotsTxtOnceForEachPage) {
  for (int i = 0; i < 1000; ++i) add(1, "https://h.example/" + std::to_string(i));
  next(kStart);
  robots("https://h.example", 200, "User-agent: *\nDisallow: /x", kStart);
  const std::size_t once = queue.steps();
  EXPECT_LE(once, 1000 * 4u);
  for (int i = 0; i < 1000; ++i) add(1, "https://h.example/" + std::to_string(i));
  EXPECT_LE(queue.steps(), 2 * once);
  EXPECT_TRUE(given_up(kStart).empty());
}

TEST_F(PageQueueTest, GivesUpWhatARobotsTxtTakesTooLongFor) {
  const std::string path = "https://h.example/" + std::string(2000, 'a') + "b";
  for (std::size_t i = 0; i < PageQueue::kMostPages; ++i) add(i, path);
  next(kStart);
  std::string body = "User-agent: *\n";
  for (int i = 0; i < 200; ++i) body += "Disallow: /*ba\n";
  robots("https://h.example", 200, body, kStart);
  EXPECT_LE(queue.steps(), PageQueue::kMostSteps + fetch::Robots::kMostSteps);
  const auto out = given_up(kStart);
  ASSERT_FALSE(out.empty());
  EXPECT_EQ(out[0].substr(out[0].find(':')), ": robots.txt takes too long to read");
  EXPECT_EQ(next(kStart + seconds(2)), path) << "there was time for the first";
}

TEST_F(PageQueueTest, GivesUpWhatNoHostCouldGive) {
  for (std::size_t i = 0; i < PageQueue::kMostPages + 5; ++i) add(i, "https://h.example/a");
  add(1, "https://other.example/a");
  const auto out = given_up(kStart);
  ASSERT_EQ(out.size(), 5u);
  EXPECT_EQ(out[0],
            std::to_string(PageQueue::kMostPages) + ": too many pages of its host are waiting");
}

/// A robots.txt of some 500 KiB.
std::string long_robots() {
  return "User-agent: *\nDisallow: /" + std::string(std::size_t{490} << 10, 'x');
}

TEST_F(PageQueueTest, ForgetsTheOldestOfManyLongRobotsTxt) {
  for (int i = 0; i < 180; ++i) {
    const Timestamp now = kStart + seconds(10 * i);
    const std::string origin = host_number(i);
    add(1, origin + "/a");
    EXPECT_EQ(next(now), origin + "/robots.txt");
    robots(origin, 200, long_robots(), now);
    EXPECT_EQ(next(now + seconds(2)), origin + "/a");
    queue.finished(origin + "/a", now + seconds(3));
    EXPECT_TRUE(given_up(now + seconds(3)).empty());
    EXPECT_LE(queue.robots_bytes(), PageQueue::kMostRobotsBytes);
  }
  EXPECT_LT(queue.hosts(), 140u);
  const Timestamp later = kStart + seconds(2000);
  add(1, host_number(179) + "/b");
  EXPECT_EQ(next(later), host_number(179) + "/b") << "known";
  add(1, host_number(0) + "/b");
  EXPECT_EQ(next(later), host_number(0) + "/robots.txt") << "forgotten";
}

TEST_F(PageQueueTest, LeavesAHostAloneWhoseRobotsTxtHasNoRoom) {
  for (int i = 0; i < 180; ++i) add(static_cast<std::uint64_t>(i), host_number(i) + "/a");
  for (int i = 0; i < 180; ++i) {
    EXPECT_NE(next(kStart), "");
    robots(host_number(i), 200, long_robots(), kStart);
    EXPECT_LE(queue.robots_bytes(), PageQueue::kMostRobotsBytes + (std::size_t{1} << 20));
  }
  const auto out = given_up(kStart);
  EXPECT_GT(out.size(), 40u);
  EXPECT_LT(out.size(), 60u);
  EXPECT_EQ(out.back(), "179: robots.txt does not allow it");
  EXPECT_EQ(next(kStart + seconds(2)), host_number(0) + "/a");
}

TEST_F(PageQueueTest, KnowsNoHostForLongerThanItsRobotsTxtHolds) {
  for (int i = 0; i < 100; ++i) add(1, host_number(i) + "/a");
  for (int i = 0; i < 100; ++i) {
    next(kStart);
    robots(host_number(i), 200, "User-agent: *\nDisallow: /", kStart);
  }
  given_up(kStart + std::chrono::hours(24) - seconds(1));
  EXPECT_EQ(queue.hosts(), 100u);
  EXPECT_TRUE(given_up(kStart + std::chrono::hours(24)).empty());
  EXPECT_EQ(queue.hosts(), 0u);
  EXPECT_EQ(queue.robots_bytes(), 0u);
}

}  // namespace
}  // namespace wirefold::crawl
