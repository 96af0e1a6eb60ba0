// Which feed is fetched next: the fetch loop's door to the world.
#pragma once

#include <chrono>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "page_queue.h"
#include "wirefold/base/bounded_queue.h"
#include "wirefold/fetch/fetch_loop.h"
#include "wirefold/model/feed.h"
#include "work.h"

namespace wirefold::app {

/// Feeds by the time at which they are due, pages that are waited for, and what is out. Safe from
/// any thread.
class Poller : public fetch::FetchLoop::Mediator {
 public:
  /// Fetched documents go into `queue`.
  explicit Poller(BoundedQueue<Work>& queue) : queue_(queue) {}

  /// Replaces the list of feeds. One that is being fetched stays out until reschedule(). At most
  /// `per_host` are fetched from one host at a time; the others wait here, where no time-out runs.
  void set_feeds(const std::vector<FeedState>& feeds, std::size_t per_host);

  /// A fetched feed has been dealt with: asks for it again at `state.next_poll`, with its
  /// validators. Ignored for a feed that is no longer on the list.
  void reschedule(const FeedState& state);

  /// What the next request for a feed brings back to its server; when it goes out stays.
  void set_validators(FeedId feed, const Validators& validators);

  /// Asks for an article's page; it comes back through the queue, or why it does not. Pages go out
  /// when no feed is due, `spacing` apart for one host, and robots.txt is asked first.
  void add_page(std::uint64_t page, FeedId feed, const std::string& url, Timestamp deadline);
  void set_page_spacing(std::chrono::seconds spacing);

  std::optional<fetch::Request> next_request() override;
  std::chrono::milliseconds until_next() override;
  bool deliver(fetch::Response&& response) override;

 private:
  struct Waiting {
    fetch::Request request;
    std::string host;              // empty for local files, which no limit holds back
    std::optional<Timestamp> due;  // none: never again
    bool out = false;
  };
  using Due = std::set<std::pair<Timestamp, FeedId>>;

  void enqueue(const FeedState& state, bool out);
  bool has_room(const std::string& host) const;
  Due::const_iterator first_free() const;
  std::optional<fetch::Request> next_feed();
  std::optional<fetch::Request> next_page(Timestamp now);
  bool push(fetch::Response& response);
  void hand_over_given_up(Timestamp now);
  void count_out(const std::string& host);
  void count_back(const std::string& host);

  BoundedQueue<Work>& queue_;
  std::mutex mutex_;  // guards all below
  std::map<FeedId, Waiting> feeds_;
  Due due_;  // those that are not out
  std::size_t per_host_ = 1;
  std::map<FeedId, std::string> host_of_transfer_;   // of the feeds that the fetch loop works on
  std::map<std::string, std::size_t> transfers_of_;  // how many a host has, pages included
  PageQueue pages_;
  std::deque<fetch::Response> given_up_;  // pages that are not fetched; the queue had no room
};

}  // namespace wirefold::app
