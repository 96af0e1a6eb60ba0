// Keeps the state of every feed and plans its next poll.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "wirefold/base/thread_check.h"
#include "wirefold/config/config.h"
#include "wirefold/crawl/feed.h"
#include "wirefold/crawl/feed_changes.h"
#include "wirefold/crawl/feed_facts.h"
#include "wirefold/crawl/poll_recorder.h"
#include "wirefold/crawl/request_scheduler.h"
#include "wirefold/fetch/request.h"
#include "wirefold/model/feed.h"
#include "wirefold/model/feed_health.h"
#include "wirefold/store/feeds.h"
#include "wirefold/websub/subscriptions.h"

namespace wirefold::crawl {

/// Holds the state of every feed, and keeps the store and the request scheduler in step with it.
/// After the caller has committed the changes, publish() logs them and schedules the next polls.
///
/// Fold thread only. Changes of the store are made through `to`, within a transaction of the
/// caller's.
class FeedRegistry {
 public:
  FeedRegistry(store::Feeds& stored, RequestScheduler& scheduler,
               const websub::Subscriptions& subscriptions, WallClock clock)
      : stored_(stored),
        scheduler_(scheduler),
        subscriptions_(subscriptions),
        clock_(std::move(clock)) {}

  FeedRegistry(const FeedRegistry&) = delete;
  FeedRegistry& operator=(const FeedRegistry&) = delete;

  /// Replaces the feed list by `config.sources`, which it moves away.
  void load(config::Config& config, store::FeedWriter& to);

  /// Passes the limits and the plans of all feeds to the scheduler. Must be called after load(),
  /// once its changes are committed.
  void schedule_all();

  /// The state of all feeds, and the results of their polls since the start.
  FeedHealth health() const;

  /// True if stored articles have got another publisher since the last call.
  bool take_publishers_changed() { return std::exchange(publishers_changed_, false); }

  /// Sets and stores the publisher of a feed; empty if it is not known. False if it is unchanged.
  bool set_publisher(Feed& feed, const Publisher& publisher, store::FeedWriter& to);

  /// Returns null for a feed that is not on the list.
  Feed* find(FeedId id);
  const Feed* find(FeedId id) const;

  const FeedMap& all() const { return feeds_; }

  /// What reading a document needs to know of each feed.
  const FeedFactsTable& facts() const { return facts_; }

  /// Notes an answered poll, with or without a new document. Must be called before the new
  /// validators are stored.
  void answered(Feed& feed, const fetch::Response& response, const PollResult& brought);

  /// Notes a poll that failed with `error`.
  void failed(Feed& feed, const fetch::Response& response, const Error& error);

  /// Notes that the previous run ended while it read `url`, the feed's document or a page of it.
  void crashed(Feed& feed, const std::string& url);

  /// Stores the state of a feed.
  void save(const Feed& feed, store::FeedWriter& to);

  /// Logs the changes since the last call and schedules the next polls. Must be called after the
  /// changes are committed.
  void publish();

  /// Schedules the feeds that another program has made due at once (store::retry_feed()). True if
  /// there are any.
  bool take_retries();

  /// Plans the next poll of a feed anew after its hub has verified or refused the subscription.
  void hub_changed(Feed& feed, store::FeedWriter& to);

  /// Moves the times of all feeds after a jump of the clock. The caller shifts the scheduler too.
  void shift(std::chrono::seconds by);

  /// Stores the feed's new validators and schedules its next request with them, at the same time.
  void save_validators(const Feed& feed, store::FeedWriter& to);

 private:
  FeedPlan plan_of(const Feed& feed) const;
  std::vector<FeedPlan> take_plans(std::vector<FeedId>& feeds) const;
  FeedState plausible(FeedState state) const;
  void name_unlisted_feeds(store::FeedWriter& to);
  void note_facts(const Feed& feed);

  store::Feeds& stored_;
  RequestScheduler& scheduler_;
  const websub::Subscriptions& subscriptions_;
  const WallClock clock_;
  config::Config config_;
  FeedMap feeds_;
  FeedFactsTable facts_;
  FeedChanges changes_;
  PollRecorder recorder_{config_, subscriptions_, changes_, clock_};
  bool publishers_changed_ = false;
  // Since the last publish():
  std::vector<FeedId> polled_;     // wait for their next plan
  std::vector<FeedId> replanned_;  // may have a request in flight
  [[no_unique_address]] ThreadCheck check_;
};

}  // namespace wirefold::crawl
