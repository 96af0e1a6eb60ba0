// When good feeds are polled beside hostile ones, on the test's clock.
#include <gtest/gtest.h>

#include <map>

#include "wirefold/crawl/request_scheduler.h"
#include "wirefold/crawl/requests.h"
#include "wirefold/ingest/inbox.h"

namespace wirefold::app {
namespace {

using namespace std::chrono_literals;
using std::chrono::seconds;

const Timestamp kStart{seconds(1'700'000'000)};
constexpr seconds kInterval = 1h;
constexpr std::int64_t kFeeds = 1000;
constexpr std::size_t kTransfers = 64;

// By at most this much the schedule lengthens a wait of one hour.
constexpr seconds kJitter = 6min;

bool is_hostile(std::int64_t feed) { return feed % 3 == 0; }

/// Polls a list for some hours. Good servers answer at once, hostile ones never. Each poll of a
/// hostile feed adds pages and subscribers whose hosts never answer either.
class Hours {
 public:
  explicit Hours(bool with_hostile) {
    scheduler_.set_limits({2, seconds(3), kTransfers / 4}, seconds(2), kTransfers / 2);
    std::vector<crawl::FeedPlan> feeds;
    for (std::int64_t i = 1; i <= kFeeds; ++i) {
      if (is_hostile(i) && !with_hostile) continue;
      feeds.push_back(plan(i, kStart + seconds(i * kInterval.count() / kFeeds)));
    }
    scheduler_.set_feeds(feeds);
  }

  /// Runs for `time`. Returns how late a good feed was polled at most.
  seconds run(seconds time) {
    for (const Timestamp end = kStart + time; now_ < end; now_ += 1s) {
      finish();
      begin(fetch::Pool::kPrimary, reading_, kTransfers);
      begin(fetch::Pool::kSecondary, ours_, 8);
    }
    return latest_;
  }

  std::size_t polls() const { return polls_; }

 private:
  static bool is_poll(const fetch::Request& request) {
    return has_purpose(request, crawl::Purpose::kPoll);
  }

  static crawl::FeedPlan plan(std::int64_t feed, Timestamp due) {
    crawl::FeedPlan out;
    out.id = FeedId{feed};
    out.url = "https://f" + std::to_string(feed) + ".example/";
    out.due = due;
    return out;
  }

  void begin(fetch::Pool pool, std::size_t& count, std::size_t most) {
    while (count < most) {
      auto request = scheduler_.next_request(pool);
      if (!request) return;
      ++count;
      const bool is_good = is_poll(*request) && !is_hostile(request->tag.owner);
      if (is_good) {
        latest_ = std::max(
            latest_, std::chrono::duration_cast<seconds>(now_ - due_[crawl::feed_of(*request)]));
        ++polls_;
      }
      const seconds takes = is_good ? 1s : pool == fetch::Pool::kSecondary ? 5s : 30s;
      in_flight_.emplace(now_ + takes, std::move(*request));
    }
  }

  void finish() {
    while (!in_flight_.empty() && in_flight_.begin()->first <= now_) {
      fetch::Response response;
      response.request = std::move(in_flight_.extract(in_flight_.begin()).mapped());
      const fetch::Request request = response.request;
      const bool is_feed = is_poll(request);
      const bool is_good = is_feed && !is_hostile(request.tag.owner);
      response.status = is_good ? 200 : 0;
      if (!is_good) response.error = Error{Errc::kTimeout, "no answer"};
      --(request.policy.pool == fetch::Pool::kSecondary ? ours_ : reading_);
      scheduler_.ended(response);
      scheduler_.deliver(std::move(response));
      while (!inbox_.empty()) inbox_.pop();
      if (!is_feed) continue;
      due_[crawl::feed_of(request)] = now_ + kInterval;
      scheduler_.reschedule({plan(request.tag.owner, now_ + kInterval)});
      if (!is_good) harm();
    }
  }

  void harm() {
    for (int i = 0; i < 50; ++i) {
      const std::string page = "https://p" + std::to_string(++hosts_) + ".example/";
      scheduler_.add_page(crawl::page_request({FeedId{}, 0, page, now_ + 10min, nullptr}));
      const std::string callback =
          "https://f" + std::to_string(hosts_ % kFeeds + 1) + ".example/cb";
      scheduler_.send_at({websub::verification_request(hosts_, callback), {}, {}}, now_);
    }
  }

  Timestamp now_ = kStart;
  ingest::Inbox inbox_{1000};
  crawl::RequestScheduler scheduler_{inbox_.response_sink(), [this] { return now_; }};
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
