// Applies the results of polls to the states of feeds.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "wirefold/base/result.h"
#include "wirefold/base/time.h"
#include "wirefold/config/config.h"
#include "wirefold/crawl/feed.h"
#include "wirefold/crawl/feed_changes.h"
#include "wirefold/fetch/request.h"
#include "wirefold/schedule/schedule.h"
#include "wirefold/websub/subscriptions.h"

namespace wirefold::crawl {

/// Changes the state of a feed after each poll, sets the time of its next poll, and counts results.
/// Neither stores nor schedules anything. Fold thread only.
class PollRecorder {
 public:
  /// Notes what a feed becomes in `changes`. The references must outlive the object.
  PollRecorder(const config::Config& config, const websub::Subscriptions& subscriptions,
               FeedChanges& changes, const WallClock& clock)
      : config_(config), subscriptions_(subscriptions), changes_(changes), clock_(clock) {}

  /// Notes an answered poll, with or without a new document.
  void answered(Feed& feed, const fetch::Response& response, const PollResult& brought);

  /// Notes a poll that failed with `error`. Returns the time until which the host of the request
  /// wants no other, also of the other feeds; nullopt if it asks for no pause, or if
  /// fetch.retry_scope is "feed".
  std::optional<Timestamp> failed(Feed& feed, const fetch::Response& response, const Error& error);

  /// Notes that the previous run ended while it read `url`, the feed's document or a page of it.
  void crashed(Feed& feed, const std::string& url);

  /// Plans the next poll of a feed anew after its hub has verified or refused the subscription.
  /// False if that changes nothing.
  bool hub_changed(Feed& feed);

  /// The number of polls since the start, by result.
  const std::map<std::string, std::uint64_t>& polls() const { return polls_; }

  /// Entries that may have left their lists unseen, since the start.
  std::uint64_t missed() const { return missed_; }

 private:
  void plan_next(Feed& feed, const fetch::Response& response, schedule::Outcome outcome,
                 const PollResult& brought);
  void count_failure(FeedState& state) const;
  std::uint64_t count_missed(const FeedState& before, const PollResult& brought);
  void note_overflow(Feed& feed, bool overflows, std::uint64_t missed);
  std::optional<Timestamp> pause_host(Feed& feed, const fetch::Response& response);
  schedule::Next set_next(Feed& feed, const schedule::Poll& poll);

  const config::Config& config_;
  const websub::Subscriptions& subscriptions_;
  FeedChanges& changes_;
  const WallClock& clock_;
  std::map<std::string, std::uint64_t> polls_;
  std::uint64_t missed_ = 0;
};

}  // namespace wirefold::crawl
