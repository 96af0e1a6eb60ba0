// The WebSub hub for our own feeds.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <string>

#include "poller.h"
#include "wirefold/config/config.h"
#include "wirefold/serve/desk.h"
#include "wirefold/store/store.h"
#include "work.h"

namespace wirefold::app {

/// Verifies who wants to subscribe (W3C WebSub section 5.3), and delivers each feed that has
/// changed, signed, until it is taken (sections 7 and 8). With another hub configured, that one is
/// told what has changed instead. Fold thread only, but for topics().
class Hub {
 public:
  using Clock = Poller::Clock;

  Hub(store::Store& store, Poller& poller, Clock clock)
      : store_(store), poller_(poller), clock_(std::move(clock)) {}

  /// Takes up the subscribers that are stored.
  void load(const config::Config& config, const std::string& base_url);

  /// The feeds that somebody wants to be told of. Safe from any thread.
  std::set<std::string> topics() const;

  void asked(const HubWish& wish);
  void changed(const TopicNews& news);
  void answered(const fetch::Response& response);

 private:
  struct Known {
    HubSubscriber subscriber;
    bool on_its_way = false;
  };

  void verified(const HubWish& wish);
  void deliver(Known& known, Timestamp when);
  void delivered(Known& known, const std::string& etag, const fetch::Response& response);
  void ping(const TopicNews& news);
  void drop(std::int64_t id, std::string_view why);
  void drop_ended();
  void note_topics();

  store::Store& store_;
  Poller& poller_;
  const Clock clock_;
  std::string base_url_;
  std::string other_hub_;  ///< URL; empty: ours, or none.
  bool is_open_ = false;
  std::map<std::int64_t, Known> known_;
  std::map<std::string, serve::ResourcePtr> newest_;  // by topic
  struct Verification {
    HubWish wish;
    std::string challenge;
  };
  struct Delivery {
    std::int64_t subscriber;
    std::string etag;
  };
  std::map<std::uint64_t, Verification> verifications_;  // by number of the request
  std::map<std::uint64_t, Delivery> deliveries_;
  std::uint64_t last_request_ = 0;
  mutable std::mutex mutex_;  // guards topics_
  std::set<std::string> topics_;
};

}  // namespace wirefold::app
