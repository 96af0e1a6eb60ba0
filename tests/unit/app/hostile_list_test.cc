// When good feeds are polled beside hostile ones, on a clock that the test moves.
#include <gtest/gtest.h>

#include <map>

#include "wirefold/crawl/request_scheduler.h"

namespace wirefold::app {
namespace {

using namespace std::chrono_literals;
using std::chrono::seconds;

const Timestamp kStart{seconds(1'700'000'000)};
constexpr seconds kInterval = 1h;
constexpr std::int64_t kFeeds = 1000;
constexpr std::size_t kTransfers = 64;

// Of an hour that a feed waits, as the schedule spreads it.
constexpr seconds kJitter = 6min;

bool is_hostile(std::int64_t feed) { return feed % 3 == 0; }

/// Polls a list for some hours: good servers answer at once, hostile ones never, and each of their
/// polls brings pages of hosts that never answer and subscribers that never answer.
class Hours {
 public:
  explicit Hours(bool with_hostile) {
    poller_.set_limits({2, seconds(3), kTransfers / 4}, seconds(2), kTransfers / 2);
    std::vector<FeedPlan> feeds;
    for (std::int64_t i = 1; i <= kFeeds; ++i) {
      if (is_hostile(i) && !with_hostile) continue;
      feeds.push_back(plan(i, kStart + seconds(i * kInterval.count() / kFeeds)));
    }
    poller_.set_feeds(feeds);
  }

  /// The longest that a good feed has waited beyond its time.
  seconds run(seconds time) {
    for (const Timestamp end = kStart + time; now_ < end; now_ += 1s) {
      finish();
      begin(fetch::Pool::kReading, reading_, kTransfers);
      begin(fetch::Pool::kOurHub, ours_, 8);
    }
    return latest_;
  }

  std::size_t polls() const { return polls_; }

 private:
  static FeedPlan plan(std::int64_t feed, Timestamp due) {
    FeedPlan out;
    out.id = FeedId{feed};
    out.url = "https://f" + std::to_string(feed) + ".example/";
    out.due = due;
    return out;
  }

  void begin(fetch::Pool pool, std::size_t& count, std::size_t most) {
    while (count < most) {
      auto request = poller_.next_request(pool);
      if (!request) return;
      ++count;
      const bool is_good =
          request->kind == fetch::Kind::kFeed && !is_hostile(to_int(request->feed));
      if (is_good) {
        latest_ =
            std::max(latest_, std::chrono::duration_cast<seconds>(now_ - due_[request->feed]));
        ++polls_;
      }
      const seconds takes = is_good ? 1s : pool == fetch::Pool::kOurHub ? 5s : 30s;
      in_flight_.emplace(now_ + takes, std::move(*request));
    }
  }

  void finish() {
    while (!in_flight_.empty() && in_flight_.begin()->first <= now_) {
      fetch::Response response;
      response.request = std::move(in_flight_.extract(in_flight_.begin()).mapped());
      const fetch::Request request = response.request;
      const bool is_feed = request.kind == fetch::Kind::kFeed;
      const bool is_good = is_feed && !is_hostile(to_int(request.feed));
      response.status = is_good ? 200 : 0;
      if (!is_good) response.error = Error{Errc::kTimeout, "no answer"};
      --(fetch::pool_of(request.kind) == fetch::Pool::kOurHub ? ours_ : reading_);
      poller_.ended(response);
      poller_.deliver(std::move(response));
      while (!queue_.empty()) queue_.pop();
      if (!is_feed) continue;
      due_[request.feed] = now_ + kInterval;
      poller_.reschedule(plan(to_int(request.feed), now_ + kInterval));
      if (!is_good) harm();
    }
  }

  void harm() {
    for (int i = 0; i < 50; ++i) {
      fetch::Request page;
      page.kind = fetch::Kind::kPage;
      page.url = "https://p" + std::to_string(++hosts_) + ".example/";
      page.deadline = now_ + 10min;
      poller_.add_page(std::move(page));
      Parcel parcel;
      parcel.request.kind = fetch::Kind::kVerify;
      parcel.request.page = hosts_;
      parcel.request.url = "https://f" + std::to_string(hosts_ % kFeeds + 1) + ".example/cb";
      poller_.send_at(std::move(parcel), now_);
    }
  }

  Timestamp now_ = kStart;
  BoundedQueue<Work> queue_{1000};
  Poller poller_{queue_, [this] { return now_; }};
  std::map<FeedId, Timestamp> due_ = [] {
    std::map<FeedId, Timestamp> out;
    for (std::int64_t i = 1; i <= kFeeds; ++i) {
      out[FeedId{i}] = kStart + seconds(i * kInterval.count() / kFeeds);
    }
    return out;
  }();
  std::multimap<Timestamp, fetch::Request> in_flight_;
  std::size_t reading_ = 0;
  std::size_t ours_ = 0;
  std::uint64_t hosts_ = 0;
  seconds latest_{0};
  std::size_t polls_ = 0;
};

TEST(HostileList, NoGoodPollIsLaterThanItsJitter) {
  Hours alone(false);
  Hours beside(true);
  const seconds without = alone.run(4h);
  const seconds with = beside.run(4h);
  EXPECT_LE(with - without, kJitter);
  EXPECT_LE(with, 10s) << "they wait for the pause of a host, and for nothing else";
  EXPECT_GE(beside.polls(), alone.polls() - 10);
  EXPECT_GT(alone.polls(), 2600u);
}

}  // namespace
}  // namespace wirefold::app
