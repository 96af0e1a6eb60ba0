// What becomes of a response, and of the requests beside polls.
#include <gtest/gtest.h>

#include <vector>

#include "wirefold/crawl/request_scheduler.h"
#include "wirefold/crawl/requests.h"

namespace wirefold::crawl {
namespace {

using namespace std::chrono_literals;
using fetch::Pool;

const Timestamp kStart{std::chrono::seconds(1'700'000'000)};

class SchedulerAnswers : public testing::Test {
 protected:
  SchedulerAnswers() { scheduler.set_limits({10, 0s, 16}, 0s); }

  static FeedPlan feed(std::int64_t id, const std::string& url, Timestamp due = kStart) {
    FeedPlan plan;
    plan.id = FeedId{id};
    plan.url = url;
    plan.due = due;
    return plan;
  }

  std::optional<fetch::Request> next() { return scheduler.next_request(Pool::kPrimary); }

  /// URL of the next request, empty if there is none.
  std::string next_url() {
    const auto request = next();
    return request ? request->url : "";
  }

  static fetch::Response answer_to(fetch::Request request, int status) {
    fetch::Response out;
    out.request = std::move(request);
    out.status = status;
    if (status >= 400) out.error = Error{Errc::kHttpStatus, "no"};
    return out;
  }

  static fetch::Response redirect(fetch::Request request, const std::string& to) {
    fetch::Response out = answer_to(std::move(request), 301);
    out.location = to;
    out.error = Error{Errc::kHttpStatus, "301"};
    return out;
  }

  static fetch::Response unreachable(fetch::Request request) {
    fetch::Response out;
    out.request = std::move(request);
    out.unreachable = true;
    out.error = Error{Errc::kNetwork, "no route"};
    return out;
  }

  /// Ends a transfer as the fetch loop does. Returns Response::counts.
  bool end(fetch::Response response) {
    scheduler.ended(response);
    const bool counts = response.counts;
    EXPECT_TRUE(scheduler.deliver(std::move(response)));
    return counts;
  }

  void add_page(const std::string& url, Timestamp deadline = kStart + 1h) {
    scheduler.add_page(page_request({FeedId{1}, 1, url, deadline, nullptr}));
  }

  /// Lets the host of the next request have no robots.txt.
  void pass_robots() {
    auto robots = next();
    ASSERT_TRUE(robots && has_purpose(*robots, Purpose::kRobots));
    end(answer_to(std::move(*robots), 404));
  }

  static fetch::Request hub_request(FeedId feed, const std::string& hub) {
    return websub::subscription_request(feed, hub, "hub.mode=subscribe", nullptr);
  }

  /// Ends transfers of three hosts that cannot be reached.
  void lose_network() {
    scheduler.set_feeds({feed(1, "https://a.example/"), feed(2, "https://b.example/"),
                         feed(3, "https://c.example/")});
    for (int i = 0; i < 3; ++i) EXPECT_FALSE(end(unreachable(next().value()))) << "nobody's fault";
  }

  Timestamp now = kStart;
  bool has_room = true;
  std::vector<fetch::Response> received;
  RequestScheduler scheduler{[this](fetch::Response& response) {
                               if (has_room) received.push_back(std::move(response));
                               return has_room;
                             },
                             [this] { return now; }};
};

TEST_F(SchedulerAnswers, ARedirectIsFollowedAtOnceWithoutAnAnswer) {
  scheduler.set_feeds({feed(1, "https://a.example/")});
  end(redirect(next().value(), "https://b.example/feed"));
  EXPECT_TRUE(received.empty());
  const auto hop = next();
  ASSERT_TRUE(hop);
  EXPECT_EQ(hop->url, "https://b.example/feed");
  EXPECT_EQ(hop->chain, std::vector<std::string>{"https://a.example/"});
  EXPECT_EQ(feed_of(*hop), FeedId{1});
  scheduler.set_feeds({});
  scheduler.set_feeds({feed(1, "https://a.example/")});
  EXPECT_FALSE(next()) << "its transfer has not ended";
  end(answer_to(*hop, 200));
  EXPECT_EQ(received.size(), 1u);
}

TEST_F(SchedulerAnswers, ARedirectThatCannotBeFollowedIsAnError) {
  scheduler.set_feeds({feed(1, "https://a.example/")});
  end(redirect(next().value(), "https://a.example/"));
  ASSERT_EQ(received.size(), 1u);
  EXPECT_NE(received[0].error->detail, "301") << "it says why";
  scheduler.plan_hub_request(hub_request(FeedId{1}, "https://hub.example/"), now);
  end(redirect(next().value(), "https://hub.example/moved"));
  ASSERT_EQ(received.size(), 2u);
  EXPECT_NE(received[1].error->detail.find("subscription request"), std::string::npos)
      << received[1].error->detail;
  EXPECT_FALSE(next());
}

TEST_F(SchedulerAnswers, ARedirectOfAPageAsksForTheRobotsTxtOfItsTarget) {
  add_page("https://a.example/page");
  pass_robots();
  end(redirect(next().value(), "https://b.example/page"));
  EXPECT_EQ(next_url(), "https://b.example/robots.txt");
  EXPECT_TRUE(received.empty());
}

TEST_F(SchedulerAnswers, ARedirectOfAFurtherPageIsHandedOver) {
  scheduler.add_page(
      as_further_page(page_request({FeedId{1}, 1, "https://a.example/2", kStart + 1h, nullptr}),
                      "https://a.example/1"));
  pass_robots();
  end(redirect(next().value(), "https://a.example/3"));
  ASSERT_EQ(received.size(), 1u);
  EXPECT_EQ(received[0].location, "https://a.example/3");
  EXPECT_FALSE(next());
}

TEST_F(SchedulerAnswers, APageThatIsGivenUpReachesTheSinkOnceThereIsRoom) {
  add_page("https://a.example/page");
  add_page("https://b.example/page", kStart + 1min);
  auto robots = next();
  fetch::Response rules = answer_to(std::move(*robots), 200);
  rules.body = "User-agent: *\nDisallow: /";
  end(std::move(rules));
  now += 1min;
  has_room = false;
  next();
  EXPECT_TRUE(received.empty());
  has_room = true;
  next();
  ASSERT_EQ(received.size(), 2u);
  for (const fetch::Response& response : received) {
    EXPECT_TRUE(is_page(response.request)) << response.request.url;
    EXPECT_EQ(response.error->code, Errc::kForbidden) << response.request.url;
  }
}

TEST_F(SchedulerAnswers, AFeedStaysInTransferUntilTheSinkTakesItsAnswer) {
  scheduler.set_feeds({feed(1, "https://a.example/")});
  fetch::Response answer = answer_to(next().value(), 200);
  scheduler.ended(answer);
  has_room = false;
  EXPECT_FALSE(scheduler.deliver(std::move(answer)));
  scheduler.set_feeds({});
  scheduler.set_feeds({feed(1, "https://a.example/")});
  EXPECT_FALSE(next());
  has_room = true;
  EXPECT_TRUE(scheduler.deliver(std::move(answer)));
  scheduler.set_feeds({});
  scheduler.set_feeds({feed(1, "https://a.example/")});
  EXPECT_TRUE(next());
}

TEST_F(SchedulerAnswers, APauseAskedOfAPagePausesItsHostForADayAtMost) {
  add_page("https://a.example/page");
  pass_robots();
  fetch::Response busy = answer_to(next().value(), 429);
  busy.retry_after = std::chrono::days(9);
  end(std::move(busy));
  scheduler.set_feeds({feed(1, "https://a.example/")});
  now += std::chrono::days(1) - 1s;
  EXPECT_FALSE(next());
  now += 1s;
  auto poll = next();
  ASSERT_TRUE(poll);
  fetch::Response busy_feed = answer_to(std::move(*poll), 429);
  busy_feed.retry_after = 1h;
  end(std::move(busy_feed));
  scheduler.set_feeds({feed(2, "https://a.example/2")});
  EXPECT_TRUE(next()) << "of feeds fetch.retry_scope decides";
}

TEST_F(SchedulerAnswers, ReplanningLeavesATransferAlone) {
  scheduler.set_feeds({feed(1, "https://a.example/"), feed(2, "https://b.example/", now + 1h)});
  const auto out = next();
  ASSERT_TRUE(out);
  scheduler.replan({feed(1, "https://a.example/")});
  EXPECT_FALSE(next()) << "it is in flight";
  scheduler.replan({feed(2, "https://b.example/")});
  scheduler.replan({feed(3, "https://c.example/")});  // not on the list
  EXPECT_EQ(next_url(), "https://b.example/");
  EXPECT_FALSE(next());
}

TEST_F(SchedulerAnswers, AFeedHasOneRequestToItsHubPlanned) {
  scheduler.set_feeds({feed(1, "https://a.example/", now + 2h)});
  scheduler.plan_hub_request(hub_request(FeedId{1}, "https://old.example/"), now);
  scheduler.plan_hub_request(hub_request(FeedId{1}, "https://new.example/"), now + 1h);
  scheduler.plan_hub_request(hub_request(FeedId{2}, "https://dropped.example/"), now);
  scheduler.drop_hub_request(FeedId{2});
  EXPECT_FALSE(next());
  now += 1h;
  EXPECT_EQ(next_url(), "https://new.example/");
  EXPECT_FALSE(next());
  now += 1h;
  EXPECT_EQ(next_url(), "https://a.example/") << "the feed itself has its own plan";
}

TEST_F(SchedulerAnswers, AServerCountsAsUnreachableTheSecondTime) {
  scheduler.set_feeds({feed(1, "https://a.example/")});
  EXPECT_FALSE(end(unreachable(next().value())));
  scheduler.reschedule({feed(1, "https://a.example/")});
  EXPECT_TRUE(end(unreachable(next().value())));
  scheduler.reschedule({feed(1, "https://a.example/")});
  end(answer_to(next().value(), 200));
  scheduler.reschedule({feed(1, "https://a.example/")});
  EXPECT_FALSE(end(unreachable(next().value()))) << "it answered in between";
}

TEST_F(SchedulerAnswers, ALostNetworkIsProbedByOneRequestAtATime) {
  lose_network();
  EXPECT_TRUE(scheduler.cut_off());
  scheduler.set_feeds({feed(4, "https://d.example/"), feed(5, "https://e.example/")});
  scheduler.send_at({websub::verification_request(1, "https://cb.example/"), {}, {}}, now);
  EXPECT_FALSE(next());
  EXPECT_FALSE(scheduler.next_request(Pool::kSecondary));
  EXPECT_EQ(scheduler.until_next(Pool::kPrimary), 30s);
  EXPECT_EQ(scheduler.until_next(Pool::kSecondary), 1h) << "it is no probe";
  now += 30s;
  const auto probe = next();
  ASSERT_TRUE(probe);
  EXPECT_FALSE(next()) << "one at a time";
  EXPECT_EQ(scheduler.until_next(Pool::kPrimary), 1h) << "would spin";
  EXPECT_FALSE(end(unreachable(*probe)));
  EXPECT_EQ(scheduler.until_next(Pool::kPrimary), 1min) << "the pause grows";
  now += 1min;
  end(answer_to(next().value(), 404));
  EXPECT_FALSE(scheduler.cut_off());
  EXPECT_TRUE(scheduler.next_request(Pool::kSecondary));
}

TEST_F(SchedulerAnswers, ADeliveryWaitsForItsDocument) {
  std::vector<std::string> topics;
  scheduler.set_documents([&topics](const std::string& topic) {
    topics.push_back(topic);
    return websub::Outbox::Found{nullptr, true};
  });
  for (const std::uint64_t number : {1u, 2u}) {
    const std::string callback = "https://s" + std::to_string(number) + ".example/";
    scheduler.send_at({websub::delivery_request(number, callback), "/feed.atom", {}}, now);
  }
  scheduler.drop_send(1);
  EXPECT_FALSE(scheduler.next_request(Pool::kSecondary));
  EXPECT_EQ(topics, std::vector<std::string>{"/feed.atom"});
  scheduler.take_document("/feed.atom", serve::make_resource({}, "<feed/>"));
  const auto delivery = scheduler.next_request(Pool::kSecondary);
  ASSERT_TRUE(delivery);
  EXPECT_EQ(delivery->url, "https://s2.example/");
  EXPECT_EQ(*delivery->body, "<feed/>");
}

TEST_F(SchedulerAnswers, AClockThatJumpsMovesAllPlans) {
  scheduler.set_feeds({feed(1, "https://a.example/", now + 30min)});
  scheduler.send_at({websub::verification_request(1, "https://cb.example/"), {}, {}}, now + 30min);
  add_page("https://b.example/page", now + 20min);
  next();  // robots.txt, which is in flight
  now -= 10h;
  scheduler.shift(-10h);
  EXPECT_EQ(scheduler.until_next(Pool::kPrimary), 20min) << "when the page is given up";
  EXPECT_EQ(scheduler.until_next(Pool::kSecondary), 30min);
  now += 30min;
  EXPECT_EQ(next_url(), "https://a.example/");
}

}  // namespace
}  // namespace wirefold::crawl
