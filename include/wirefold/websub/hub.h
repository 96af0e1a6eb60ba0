// The WebSub hub for our own feeds.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <string>

#include "wirefold/websub/hub_quota.h"
#include "wirefold/crawl/request_scheduler.h"
#include "wirefold/config/config.h"
#include "wirefold/store/database.h"
#include "../../../daemon/app/work.h"

namespace wirefold::app {

/// Verifies who wants to subscribe (W3C WebSub section 5.3), and delivers each feed that has
/// changed, signed, until it is taken (sections 7 and 8). Of a feed it knows its ETag alone: the
/// poller gets the document when it sends it. With another hub configured, that one is told what
/// has changed instead. Fold thread only, but for topics() and quota().
class Hub {
 public:
  using Clock = Poller::Clock;

  Hub(store::Store& store, Poller& poller, Clock clock)
      : store_(store), poller_(poller), clock_(clock), quota_(std::move(clock)) {}

  /// Takes up the subscribers that are stored. A hub that is closed by it drops what it had to
  /// send, and verifies nobody.
  void load(const config::Config& config, const std::string& base_url);

  /// The feeds that somebody wants to be told of. Safe from any thread.
  std::set<std::string> topics() const;

  /// Who may come. Safe from any thread.
  HubQuota& quota() { return quota_; }

  void asked(const HubWish& wish);
  void changed(const TopicNews& news);
  void answered(const fetch::Response& response);

 private:
  struct Known {
    HubSubscriber subscriber;
    std::uint64_t delivery = 0;  // number of the request that is planned or on its way; 0: none
    bool changed_since = false;  // since it was planned
  };
  struct Verification {
    HubWish wish;
    std::string challenge;
  };

  void close();
  void load_subscribers(const std::map<std::int64_t, Known>& before);
  void verified(const HubWish& wish);
  void deliver(Known& known, Timestamp when);
  void delivered(Known& known, const fetch::Response& response);
  void ping(const TopicNews& news);
  void drop(std::int64_t id, std::string_view why);
  void drop_ended();
  void call_back(Known& known);
  void note_topics();

  store::Store& store_;
  Poller& poller_;
  const Clock clock_;
  HubQuota quota_;
  std::string base_url_;
  std::string other_hub_;  ///< URL; empty: ours, or none.
  bool is_open_ = false;
  std::map<std::int64_t, Known> known_;
  std::map<std::string, std::string> newest_;            // ETag by topic
  std::map<std::uint64_t, Verification> verifications_;  // by number of the request
  std::map<std::uint64_t, std::int64_t> deliveries_;     // to whom, by the same
  std::uint64_t last_request_ = 0;
  mutable std::mutex mutex_;  // guards topics_
  std::set<std::string> topics_;
};

}  // namespace wirefold::app
