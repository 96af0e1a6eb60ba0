#include "wirefold/crawl/request_scheduler.h"
#include "wirefold/crawl/requests.h"

#include <gtest/gtest.h>

namespace wirefold::crawl {
namespace {

/// Due at once if `due` is empty.
FeedPlan feed(std::int64_t id, std::optional<Timestamp> due) {
  FeedPlan plan;
  plan.id = FeedId{id};
  plan.url = "https://h.example/" + std::to_string(id);
  plan.due = due.value_or(Timestamp::min());
  return plan;
}

class RequestSchedulerTest : public testing::Test {
 protected:
  RequestSchedulerTest() { limit(10); }

  void limit(std::size_t per_host) {
    scheduler.set_limits({per_host, std::chrono::seconds(0), 16}, std::chrono::seconds(0));
  }

  void set(const std::vector<FeedPlan>& feeds) { scheduler.set_feeds(feeds); }

  /// Ends the transfer of a feed with an answer.
  void end(std::int64_t id) {
    fetch::Response done;
    done.request.tag.owner = id;
    done.request.url = "https://h.example/" + std::to_string(id);
    done.status = 200;
    scheduler.ended(done);
    EXPECT_TRUE(scheduler.deliver(std::move(done)));
  }

  /// Number of the next due feed, 0 if there is none.
  std::int64_t next() {
    const auto request = scheduler.next_request(fetch::Pool::kPrimary);
    return request ? request->tag.owner : 0;
  }

  const Timestamp now = wall_clock_now();
  const std::chrono::hours hour{1};
  bool has_room = true;
  RequestScheduler scheduler{[this](fetch::Response&) { return has_room; }};
};

TEST_F(RequestSchedulerTest, HandsOutWhatIsDueLongestFirst) {
  set({feed(1, now - hour), feed(2, now + hour), feed(3, {}), feed(4, now - 2 * hour)});
  EXPECT_EQ(next(), 3);  // never polled
  EXPECT_EQ(next(), 4);
  EXPECT_EQ(next(), 1);
  EXPECT_EQ(next(), 0);
  EXPECT_GT(scheduler.until_next(fetch::Pool::kPrimary), std::chrono::minutes(58));
  EXPECT_LE(scheduler.until_next(fetch::Pool::kPrimary), hour);
}

TEST_F(RequestSchedulerTest, HandsAFeedOutAgainOnlyWhenRescheduled) {
  set({feed(1, {})});
  EXPECT_EQ(next(), 1);
  EXPECT_EQ(next(), 0);
  FeedPlan again = feed(1, now - hour);
  again.validators.etag = "\"x\"";
  scheduler.reschedule({again});
  EXPECT_EQ(scheduler.next_request(fetch::Pool::kPrimary)->validators.etag, "\"x\"");
}

TEST_F(RequestSchedulerTest, TakesNewValidatorsWithoutAskingAgain) {
  set({feed(1, {}), feed(2, now + hour)});
  EXPECT_EQ(next(), 1);
  scheduler.set_validators(FeedId{1}, {"\"a\"", "", ""});
  scheduler.set_validators(FeedId{2}, {"\"b\"", "", ""});
  scheduler.set_validators(FeedId{3}, {"\"c\"", "", ""});  // not in the list of feeds
  EXPECT_EQ(next(), 0) << "one is out, and the other not due";
  set({feed(4, now - hour)});
  scheduler.set_validators(FeedId{4}, {"\"d\"", "", ""});
  EXPECT_EQ(scheduler.next_request(fetch::Pool::kPrimary)->validators.etag, "\"d\"");
}

TEST_F(RequestSchedulerTest, NeverPollsWhatIsGone) {
  FeedPlan gone = feed(1, {});
  gone.due = std::nullopt;
  set({gone});
  EXPECT_EQ(next(), 0);
}

TEST_F(RequestSchedulerTest, DoesNotFetchTwiceAtATimeAfterAReload) {
  set({feed(1, {})});
  EXPECT_EQ(next(), 1);
  set({feed(1, {}), feed(2, {})});
  EXPECT_EQ(next(), 2);
  EXPECT_EQ(next(), 0);
}

TEST_F(RequestSchedulerTest, ForgetsAFeedThatWasTakenOffTheList) {
  set({feed(1, {})});
  EXPECT_EQ(next(), 1);
  set({});
  scheduler.reschedule({feed(1, now - hour)});
  EXPECT_EQ(next(), 0);
}

TEST_F(RequestSchedulerTest, HoldsOnePlaceAFeedInTheSchedule) {
  set({feed(1, now - hour)});
  scheduler.reschedule({feed(1, now - 2 * hour)});
  EXPECT_EQ(next(), 1);
  EXPECT_EQ(next(), 0);
}

TEST_F(RequestSchedulerTest, LeavesABusyHostAloneAndGoesOnWithOthers) {
  FeedPlan elsewhere = feed(4, now - hour);
  elsewhere.url = "https://other.example/";
  limit(2);
  set({feed(1, {}), feed(2, {}), feed(3, {}), elsewhere});
  EXPECT_EQ(next(), 1);
  EXPECT_EQ(next(), 4) << "hosts take turns";
  EXPECT_EQ(next(), 2);
  EXPECT_EQ(next(), 0);
  EXPECT_EQ(scheduler.until_next(fetch::Pool::kPrimary), hour) << "would spin";
  end(1);
  EXPECT_EQ(scheduler.until_next(fetch::Pool::kPrimary), std::chrono::milliseconds(0));
  EXPECT_EQ(next(), 3);
}

TEST_F(RequestSchedulerTest, KnowsATransferOfAFeedThatLeftTheListAndCameBack) {
  set({feed(1, {})});
  EXPECT_EQ(next(), 1);
  set({});
  set({feed(1, {})});
  EXPECT_EQ(next(), 0);
}

TEST_F(RequestSchedulerTest, CountsAHostsTransfersAcrossAReload) {
  limit(1);
  set({feed(1, {}), feed(2, {})});
  EXPECT_EQ(next(), 1);
  set({feed(2, {})});
  EXPECT_EQ(next(), 0);
  end(1);
  EXPECT_EQ(next(), 2);
}

TEST_F(RequestSchedulerTest, AsksForAPageOnceATransferOfItsHostHasEnded) {
  limit(1);
  set({feed(1, {})});
  EXPECT_EQ(next(), 1);
  scheduler.add_page(
      page_request({FeedId{1}, 1, "https://www.h.example/page", now + 2 * hour, nullptr}));
  EXPECT_FALSE(scheduler.next_request(fetch::Pool::kPrimary));
  EXPECT_EQ(scheduler.until_next(fetch::Pool::kPrimary), hour) << "would spin";
  end(1);
  EXPECT_EQ(scheduler.until_next(fetch::Pool::kPrimary), std::chrono::milliseconds(0));
  const auto request = scheduler.next_request(fetch::Pool::kPrimary);
  ASSERT_TRUE(request);
  EXPECT_EQ(request->url, "https://www.h.example/robots.txt");
}

TEST_F(RequestSchedulerTest, LeavesARefusedResponseAsItWas) {
  fetch::Response first;
  fetch::Response second;
  second.body = "kept";
  EXPECT_TRUE(scheduler.deliver(std::move(first)));
  has_room = false;
  EXPECT_FALSE(scheduler.deliver(std::move(second)));
  EXPECT_EQ(second.body, "kept");
}

fetch::Request page(int number, Timestamp deadline) {
  return page_request({FeedId{1}, static_cast<std::uint64_t>(number),
                       "https://p" + std::to_string(number) + ".example/", deadline, nullptr});
}

TEST_F(RequestSchedulerTest, PagesThatHangLeaveHalfOfTheTransfersToPolls) {
  for (int i = 0; i < 100; ++i) scheduler.add_page(page(i, now + hour));
  std::vector<fetch::Request> out;
  while (auto request = scheduler.next_request(fetch::Pool::kPrimary)) {
    out.push_back(std::move(*request));
  }
  EXPECT_EQ(out.size(), 32u) << "twice the 16 of slow hosts";
  EXPECT_EQ(scheduler.until_next(fetch::Pool::kPrimary), hour) << "would spin";
  set({feed(1, {})});
  EXPECT_EQ(next(), 1);
  fetch::Response done;
  done.request = out.at(0);
  scheduler.ended(done);
  EXPECT_TRUE(scheduler.next_request(fetch::Pool::kPrimary));
}

websub::OutgoingRequest verification(const std::string& url) {
  static std::uint64_t last = 0;
  return {websub::verification_request(++last, url), {}, {}};
}

TEST_F(RequestSchedulerTest, StrangersWaitForTheHostsThatFeedsAreOn) {
  scheduler.set_limits({1, std::chrono::seconds(2), 16}, std::chrono::seconds(0));
  set({feed(1, {})});
  EXPECT_EQ(next(), 1);
  for (int i = 0; i < 250; ++i) scheduler.send_at(verification("https://h.example/cb"), now);
  EXPECT_FALSE(scheduler.next_request(fetch::Pool::kSecondary)) << "its one transfer is taken";
  EXPECT_FALSE(scheduler.next_request(fetch::Pool::kPrimary)) << "and they are none of the feeds'";
  EXPECT_GT(scheduler.until_next(fetch::Pool::kSecondary), std::chrono::milliseconds(0));
  scheduler.send_at(verification("https://else.example/cb"), now);
  EXPECT_TRUE(scheduler.next_request(fetch::Pool::kSecondary));
}

TEST_F(RequestSchedulerTest, AHostThatAsksForAPauseIsSparedTheHubToo) {
  scheduler.block_host("https://h.example/", now + hour);
  scheduler.send_at(verification("https://h.example/cb"), now);
  EXPECT_FALSE(scheduler.next_request(fetch::Pool::kSecondary));
  EXPECT_GT(scheduler.until_next(fetch::Pool::kSecondary), std::chrono::minutes(58));
  scheduler.drop_sends();
  EXPECT_EQ(scheduler.until_next(fetch::Pool::kSecondary), hour);
}

TEST_F(RequestSchedulerTest, WhatASubscriberAnswersIsNothingToTheFeedsOfItsHost) {
  set({feed(1, now - hour)});
  scheduler.send_at(verification("https://h.example/cb"), now);
  fetch::Response answer;
  answer.request = *scheduler.next_request(fetch::Pool::kSecondary);
  answer.status = 429;
  answer.retry_after = std::chrono::hours(20);
  scheduler.ended(answer);
  EXPECT_EQ(next(), 1);
}

}  // namespace
}  // namespace wirefold::crawl
