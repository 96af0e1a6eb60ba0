// What is fetched next: the fetch loop's door to the world.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "wirefold/websub/outbox.h"
#include "wirefold/crawl/page_queue.h"
#include "wirefold/base/bounded_queue.h"
#include "wirefold/fetch/fetch_loop.h"
#include "wirefold/model/feed.h"
#include "wirefold/schedule/agenda.h"
#include "wirefold/schedule/reachability.h"
#include "../../../daemon/app/work.h"

namespace wirefold::app {

/// What is asked for when a feed is due.
struct FeedPlan {
  FeedId id{};
  std::string url;
  Validators validators;
  std::shared_ptr<const FeedAccess> access;
  std::optional<Timestamp> due;  ///< None: never again.
};

/// Feeds by the time at which they are due, pages that are waited for, requests to hubs, and where
/// redirects lead: each goes out when its host has room. Safe from any thread.
class Poller : public fetch::FetchLoop::Mediator {
 public:
  using Clock = std::function<Timestamp()>;

  /// Fetched documents go into `queue`.
  explicit Poller(BoundedQueue<Work>& queue, Clock clock = wall_clock_now)
      : queue_(queue), clock_(std::move(clock)) {}

  /// What hosts are spared, the time between two pages of one, and how many transfers pages have at
  /// a time, so that those that hang leave the others to polls.
  void set_limits(const schedule::Agenda::Limits& limits, std::chrono::seconds page_spacing,
                  std::size_t pages = 32);

  /// Replaces the list of feeds. One that is being fetched stays out until reschedule().
  void set_feeds(const std::vector<FeedPlan>& feeds);

  /// A fetched feed has been dealt with, and this is its next plan. Ignored for a feed that is no
  /// longer on the list.
  void reschedule(const FeedPlan& plan);

  /// As reschedule(), for a feed that may be on its way: it stays out until reschedule().
  void replan(const FeedPlan& plan);

  /// What the next request for a feed brings back to its server; when it goes out stays.
  void set_validators(FeedId feed, const Validators& validators);

  /// Nothing is asked of the host of `url` before `until`.
  void block_host(const std::string& url, Timestamp until);

  /// Asks for an article's page; it comes back through the queue, or why it does not. Pages go out
  /// when no feed is due, and robots.txt is asked first.
  void add_page(fetch::Request page);

  /// Sends a request of a feed's to its hub at `when`, in the place of one that waits.
  void plan_hub_request(fetch::Request request, Timestamp when);
  void drop_hub_request(FeedId feed);

  /// Sends what our own hub has to say at `when` or later: when polls have had their turn, and its
  /// host is free.
  void send_at(Parcel parcel, Timestamp when);

  /// Where the documents come from that our hub delivers. Called on the fetch thread, under the
  /// lock of this: it must not call back before it returns.
  void set_documents(Outbox::Documents documents);

  /// A document that Documents said comes; null if it cannot be made.
  void take_document(const std::string& topic, serve::ResourcePtr document);

  /// A request of send_at(), by its number, is not sent if it still waits.
  void drop_send(std::uint64_t number);

  /// Our hub is closed: nothing that waits is sent.
  void drop_sends();

  /// The clock has jumped: everything that waits does so for as long as it would have.
  void shift(std::chrono::seconds by);

  /// True while no server at all is reached.
  bool cut_off() const;

  std::optional<fetch::Request> next_request(fetch::Pool pool) override;
  std::chrono::milliseconds until_next(fetch::Pool pool) override;
  void ended(fetch::Response& response) override;
  bool deliver(fetch::Response&& response) override;

 private:
  struct Waiting {
    FeedPlan plan;
    bool out = false;
    bool unreachable = false;  // the last try ended without an answer
  };

  void plan(FeedPlan plan, bool out);
  void ask(schedule::Agenda::Key key, fetch::Request request, Timestamp when);
  std::optional<fetch::Request> next_due(Timestamp now);
  std::optional<fetch::Request> next_page(Timestamp now);
  std::optional<fetch::Request> next_send(Timestamp now);
  std::optional<Timestamp> next_change(fetch::Pool pool);
  PageQueue::Opens opens() const;
  void note_reach(fetch::Response& response, Timestamp now);
  bool hop(fetch::Response& response);
  bool push(fetch::Response& response);
  void hand_over_given_up(Timestamp now);

  BoundedQueue<Work>& queue_;
  const Clock clock_;
  mutable std::mutex mutex_;  // guards all below
  std::unordered_map<FeedId, Waiting> feeds_;
  std::set<FeedId> in_transfer_;  // feeds that the fetch loop works on, hops between included
  schedule::Agenda agenda_;       // keys: feeds by id, requests of once_ with a bit above it
  std::map<schedule::Agenda::Key, fetch::Request> once_;
  std::uint64_t last_hop_ = 0;
  schedule::Reachability reach_;
  std::size_t transfers_ = 0;
  std::size_t page_transfers_ = 0;  // of these
  std::size_t most_page_transfers_ = 32;
  PageQueue pages_;
  Outbox outbox_;
  std::deque<fetch::Response> given_up_;  // pages that are not fetched; the queue had no room
};

}  // namespace wirefold::app
