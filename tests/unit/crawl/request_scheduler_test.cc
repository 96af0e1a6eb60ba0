#include "wirefold/crawl/request_scheduler.h"

#include <gtest/gtest.h>

namespace wirefold::app {
namespace {

/// Due at once if no time is named.
FeedPlan feed(std::int64_t id, std::optional<Timestamp> due) {
  FeedPlan plan;
  plan.id = FeedId{id};
  plan.url = "https://h.example/" + std::to_string(id);
  plan.due = due.value_or(Timestamp::min());
  return plan;
}

class PollerTest : public testing::Test {
 protected:
  PollerTest() { limit(10); }

  void limit(std::size_t per_host) {
    poller.set_limits({per_host, std::chrono::seconds(0), 16}, std::chrono::seconds(0));
  }

  void set(const std::vector<FeedPlan>& feeds) { poller.set_feeds(feeds); }

  /// The transfer of a feed ends with an answer.
  void end(std::int64_t id) {
    fetch::Response done;
    done.request.feed = FeedId{id};
    done.request.url = "https://h.example/" + std::to_string(id);
    done.status = 200;
    poller.ended(done);
    EXPECT_TRUE(poller.deliver(std::move(done)));
  }

  /// Number of the next feed that is due, 0 if none is.
  std::int64_t next() {
    const auto request = poller.next_request(fetch::Pool::kReading);
    return request ? to_int(request->feed) : 0;
  }

  const Timestamp now = wall_clock_now();
  const std::chrono::hours hour{1};
  BoundedQueue<Work> queue{1};
  Poller poller{queue};
};

TEST_F(PollerTest, HandsOutWhatIsDueLongestFirst) {
  set({feed(1, now - hour), feed(2, now + hour), feed(3, {}), feed(4, now - 2 * hour)});
  EXPECT_EQ(next(), 3);  // never polled
  EXPECT_EQ(next(), 4);
  EXPECT_EQ(next(), 1);
  EXPECT_EQ(next(), 0);
  EXPECT_GT(poller.until_next(fetch::Pool::kReading), std::chrono::minutes(58));
  EXPECT_LE(poller.until_next(fetch::Pool::kReading), hour);
}

TEST_F(PollerTest, HandsAFeedOutAgainOnlyWhenRescheduled) {
  set({feed(1, {})});
  EXPECT_EQ(next(), 1);
  EXPECT_EQ(next(), 0);
  FeedPlan again = feed(1, now - hour);
  again.validators.etag = "\"x\"";
  poller.reschedule(again);
  EXPECT_EQ(poller.next_request(fetch::Pool::kReading)->validators.etag, "\"x\"");
}

TEST_F(PollerTest, TakesNewValidatorsWithoutAskingAgain) {
  set({feed(1, {}), feed(2, now + hour)});
  EXPECT_EQ(next(), 1);
  poller.set_validators(FeedId{1}, {"\"a\"", "", ""});
  poller.set_validators(FeedId{2}, {"\"b\"", "", ""});
  poller.set_validators(FeedId{3}, {"\"c\"", "", ""});  // not on the list
  EXPECT_EQ(next(), 0) << "one is out, and the other not due";
  set({feed(4, now - hour)});
  poller.set_validators(FeedId{4}, {"\"d\"", "", ""});
  EXPECT_EQ(poller.next_request(fetch::Pool::kReading)->validators.etag, "\"d\"");
}

TEST_F(PollerTest, NeverPollsWhatIsGone) {
  FeedPlan gone = feed(1, {});
  gone.due = std::nullopt;
  set({gone});
  EXPECT_EQ(next(), 0);
}

TEST_F(PollerTest, DoesNotFetchTwiceAtATimeAfterAReload) {
  set({feed(1, {})});
  EXPECT_EQ(next(), 1);
  set({feed(1, {}), feed(2, {})});
  EXPECT_EQ(next(), 2);
  EXPECT_EQ(next(), 0);
}

TEST_F(PollerTest, ForgetsAFeedThatWasTakenOffTheList) {
  set({feed(1, {})});
  EXPECT_EQ(next(), 1);
  set({});
  poller.reschedule(feed(1, now - hour));
  EXPECT_EQ(next(), 0);
}

TEST_F(PollerTest, HoldsOnePlaceAFeedInTheSchedule) {
  set({feed(1, now - hour)});
  poller.reschedule(feed(1, now - 2 * hour));
  EXPECT_EQ(next(), 1);
  EXPECT_EQ(next(), 0);
}

TEST_F(PollerTest, LeavesABusyHostAloneAndGoesOnWithOthers) {
  FeedPlan elsewhere = feed(4, now - hour);
  elsewhere.url = "https://other.example/";
  limit(2);
  set({feed(1, {}), feed(2, {}), feed(3, {}), elsewhere});
  EXPECT_EQ(next(), 1);
  EXPECT_EQ(next(), 4) << "hosts take turns";
  EXPECT_EQ(next(), 2);
  EXPECT_EQ(next(), 0);
  EXPECT_EQ(poller.until_next(fetch::Pool::kReading), hour) << "would spin";
  end(1);
  EXPECT_EQ(poller.until_next(fetch::Pool::kReading), std::chrono::milliseconds(0));
  EXPECT_EQ(next(), 3);
}

TEST_F(PollerTest, KnowsATransferOfAFeedThatLeftTheListAndCameBack) {
  set({feed(1, {})});
  EXPECT_EQ(next(), 1);
  set({});
  set({feed(1, {})});
  EXPECT_EQ(next(), 0);
}

TEST_F(PollerTest, CountsAHostsTransfersAcrossAReload) {
  limit(1);
  set({feed(1, {}), feed(2, {})});
  EXPECT_EQ(next(), 1);
  set({feed(2, {})});
  EXPECT_EQ(next(), 0);
  end(1);
  EXPECT_EQ(next(), 2);
}

TEST_F(PollerTest, AsksForAPageOnceATransferOfItsHostHasEnded) {
  limit(1);
  set({feed(1, {})});
  EXPECT_EQ(next(), 1);
  fetch::Request page;
  page.kind = fetch::Kind::kPage;
  page.url = "https://www.h.example/page";
  page.deadline = now + 2 * hour;
  poller.add_page(page);
  EXPECT_FALSE(poller.next_request(fetch::Pool::kReading));
  EXPECT_EQ(poller.until_next(fetch::Pool::kReading), hour) << "would spin";
  end(1);
  EXPECT_EQ(poller.until_next(fetch::Pool::kReading), std::chrono::milliseconds(0));
  const auto request = poller.next_request(fetch::Pool::kReading);
  ASSERT_TRUE(request);
  EXPECT_EQ(request->url, "https://www.h.example/robots.txt");
}

TEST_F(PollerTest, LeavesARefusedResponseAsItWas) {
  fetch::Response first;
  fetch::Response second;
  second.body = "kept";
  EXPECT_TRUE(poller.deliver(std::move(first)));
  EXPECT_FALSE(poller.deliver(std::move(second)));
  EXPECT_EQ(second.body, "kept");
}

fetch::Request page(int number, Timestamp deadline) {
  fetch::Request out;
  out.kind = fetch::Kind::kPage;
  out.page = static_cast<std::uint64_t>(number);
  out.url = "https://p" + std::to_string(number) + ".example/";
  out.deadline = deadline;
  return out;
}

TEST_F(PollerTest, PagesThatHangLeaveHalfOfTheTransfersToPolls) {
  for (int i = 0; i < 100; ++i) poller.add_page(page(i, now + hour));
  std::vector<fetch::Request> out;
  while (auto request = poller.next_request(fetch::Pool::kReading)) {
    out.push_back(std::move(*request));
  }
  EXPECT_EQ(out.size(), 32u) << "twice the 16 of slow hosts";
  EXPECT_EQ(poller.until_next(fetch::Pool::kReading), hour) << "would spin";
  set({feed(1, {})});
  EXPECT_EQ(next(), 1);
  fetch::Response done;
  done.request = out.at(0);
  poller.ended(done);
  EXPECT_TRUE(poller.next_request(fetch::Pool::kReading));
}

Parcel verification(const std::string& url) {
  Parcel parcel;
  parcel.request.kind = fetch::Kind::kVerify;
  parcel.request.url = url;
  return parcel;
}

TEST_F(PollerTest, StrangersWaitForTheHostsThatFeedsAreOn) {
  poller.set_limits({1, std::chrono::seconds(2), 16}, std::chrono::seconds(0));
  set({feed(1, {})});
  EXPECT_EQ(next(), 1);
  for (int i = 0; i < 250; ++i) poller.send_at(verification("https://h.example/cb"), now);
  EXPECT_FALSE(poller.next_request(fetch::Pool::kOurHub)) << "its one transfer is taken";
  EXPECT_FALSE(poller.next_request(fetch::Pool::kReading)) << "and they are none of the feeds'";
  EXPECT_GT(poller.until_next(fetch::Pool::kOurHub), std::chrono::milliseconds(0));
  poller.send_at(verification("https://else.example/cb"), now);
  EXPECT_TRUE(poller.next_request(fetch::Pool::kOurHub));
}

TEST_F(PollerTest, AHostThatAsksForAPauseIsSparedTheHubToo) {
  poller.block_host("https://h.example/", now + hour);
  poller.send_at(verification("https://h.example/cb"), now);
  EXPECT_FALSE(poller.next_request(fetch::Pool::kOurHub));
  EXPECT_GT(poller.until_next(fetch::Pool::kOurHub), std::chrono::minutes(58));
  poller.drop_sends();
  EXPECT_EQ(poller.until_next(fetch::Pool::kOurHub), hour);
}

TEST_F(PollerTest, WhatASubscriberAnswersIsNothingToTheFeedsOfItsHost) {
  set({feed(1, now - hour)});
  poller.send_at(verification("https://h.example/cb"), now);
  fetch::Response answer;
  answer.request = *poller.next_request(fetch::Pool::kOurHub);
  answer.status = 429;
  answer.retry_after = std::chrono::hours(20);
  poller.ended(answer);
  EXPECT_EQ(next(), 1);
}

}  // namespace
}  // namespace wirefold::app
