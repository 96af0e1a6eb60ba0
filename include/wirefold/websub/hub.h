// The WebSub hub for our own feeds.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>

#include "wirefold/base/guarded.h"
#include "wirefold/base/thread_check.h"
#include "wirefold/config/config.h"
#include "wirefold/store/subscribers.h"
#include "wirefold/websub/hub_quota.h"
#include "wirefold/websub/message.h"
#include "wirefold/websub/sender.h"

namespace wirefold::websub {

/// Verifies subscription requests (W3C WebSub section 5.3), and delivers each changed feed, signed
/// if the subscriber gave a secret, until it is accepted (sections 7 and 8). The hub holds only the
/// ETag of a feed; the outbox gets the document when a delivery goes out. If another hub is
/// configured, that hub is notified of changes instead. Fold thread only, except topics() and
/// quota(). Changes of the store are made through `to`, within a transaction of the caller's.
class Hub {
 public:
  Hub(store::Subscribers& stored, Sender& sender, WallClock clock)
      : stored_(stored), sender_(sender), clock_(clock), quota_(std::move(clock)) {}

  /// Loads the stored subscribers. If our hub is closed in `config`, pending deliveries and
  /// verifications are dropped.
  void load(const config::Config& config, const std::string& base_url, store::SubscriberWriter& to);

  /// The feeds whose changes must be reported to changed(). Safe from any thread.
  std::set<std::string> topics() const { return topics_.copy(); }

  /// The limits of subscription requests. Safe from any thread.
  HubQuota& quota() { return quota_; }

  void asked(const SubscriptionRequest& wanted, store::SubscriberWriter& to);
  void changed(const TopicChanged& change, store::SubscriberWriter& to);
  void answered(const fetch::Response& response, store::SubscriberWriter& to);

 private:
  struct Known {
    Subscriber subscriber;
    std::uint64_t delivery = 0;  // number of the request that is planned or in flight; 0: none
    bool changed_since = false;  // the topic has changed since it was planned
  };
  struct Verification {
    SubscriptionRequest wanted;
    std::string challenge;
  };

  void close();
  void load_subscribers(const std::map<std::int64_t, Known>& before, store::SubscriberWriter& to);
  void verified(const SubscriptionRequest& wanted, store::SubscriberWriter& to);
  void deliver(Known& known, Timestamp when);
  void delivered(Known& known, const fetch::Response& response, store::SubscriberWriter& to);
  void ping(const TopicChanged& change);
  void drop(std::int64_t id, std::string_view why, store::SubscriberWriter& to);
  void drop_ended(store::SubscriberWriter& to);
  void cancel_delivery(Known& known);
  void note_topics();

  store::Subscribers& stored_;
  Sender& sender_;
  const WallClock clock_;
  HubQuota quota_;
  std::string base_url_;
  std::string other_hub_;  // URL of another hub; empty: our own, or none
  bool is_open_ = false;
  std::map<std::int64_t, Known> known_;
  std::map<std::string, std::string> newest_;            // ETag by topic
  std::map<std::uint64_t, Verification> verifications_;  // by number of the request
  std::map<std::uint64_t, std::int64_t> deliveries_;     // subscriber's id, by the same number
  std::uint64_t last_request_ = 0;
  Guarded<std::set<std::string>> topics_;
  [[no_unique_address]] ThreadCheck check_;
};

}  // namespace wirefold::websub
