// The feeds: what is remembered of each, and when it is polled next.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "wirefold/crawl/request_scheduler.h"
#include "wirefold/websub/subscriptions.h"
#include "wirefold/base/log.h"
#include "wirefold/config/config.h"
#include "wirefold/fetch/request.h"
#include "wirefold/model/entry.h"
#include "wirefold/model/feed.h"
#include "wirefold/schedule/schedule.h"
#include "wirefold/model/feed_health.h"
#include "wirefold/store/database.h"

namespace wirefold::app {

/// One feed of the list.
struct Feed {
  FeedSource source;
  FeedState state;
  std::size_t waiting = 0;  ///< Entries that wait for their pages.
  Validators validators;    ///< Of the document that they came in, and its hash: not stored yet.
  std::uint64_t body_hash = 0;
  bool overflows = false;  ///< All that its last document listed was new: some may be lost.
};

/// Keeps the state of every feed true in memory, in the store and in the poller's plans. What it
/// changes is logged and planned by publish(), once it is stored.
/// Fold thread only.
class FeedKeeper {
 public:
  using Clock = Poller::Clock;

  FeedKeeper(store::Store& store, Poller& poller, const Subscriber& subscriber, Clock clock)
      : store_(store), poller_(poller), subscriber_(subscriber), clock_(std::move(clock)) {}

  /// Takes the list out of `config`, in the place of the one before, and plans all of it.
  void load(config::Config& config);

  /// How they all are, and what their polls came to since the start.
  serve::FeedHealth health() const;

  /// True if articles have another publisher than before: once for each time that they have.
  bool take_publishers_changed() { return std::exchange(publishers_changed_, false); }

  /// The publisher of a feed, as far as is known. False if that is no news.
  bool set_publisher(Feed& feed, const Publisher& publisher);

  /// Null for a feed that is not on the list.
  Feed* find(FeedId id);

  const std::map<FeedId, Feed>& all() const { return feeds_; }

  /// What an answered poll brought: null if nothing new was in it.
  struct Brought {
    const ParsedFeed* document = nullptr;
    std::size_t fresh = 0;  ///< Entries that nobody had seen.
  };

  /// The feed was read, or has not changed. To be called before the new validators are stored.
  void answered(Feed& feed, const fetch::Response& response, const Brought& brought);

  /// The poll came to nothing, for `error`.
  void failed(Feed& feed, const fetch::Response& response, const Error& error);

  /// The program before this one ended while it read `url`, the feed's document or a page of it.
  void crashed(Feed& feed, const std::string& url);

  void save(const Feed& feed) { store_.save_feed(feed.state); }

  /// What was changed is committed: says so, and tells the poller.
  void publish();

  /// Takes up which feeds another program has made due at once (store::retry_feed). True if any.
  bool take_retries();

  /// The feed's hub has come or gone: its next poll is planned anew.
  void hub_changed(Feed& feed);

  /// The clock has jumped, and what is planned has moved with it.
  void shift(std::chrono::seconds by);

  /// The feed's validators are others now; when it is polled stays.
  void save_validators(const Feed& feed);

 private:
  struct Change {
    FeedId feed;
    std::string what;
    LogLevel level;
    std::string detail;
    std::optional<std::uint64_t> missed;  // entries that may have been
  };

  void schedule_next(Feed& feed, const fetch::Response& response, schedule::Outcome outcome,
                     const Brought& brought);
  std::uint64_t count_missed(const FeedState& before, const Brought& brought);
  void note_overflow(Feed& feed, bool overflows, std::uint64_t missed);
  void pause_host(Feed& feed, const fetch::Response& response);
  void note(const Feed& feed, std::string_view what, LogLevel level, std::string detail = {},
            std::optional<std::uint64_t> missed = {});
  void log(const Change& change) const;
  FeedPlan plan_of(const Feed& feed) const;
  FeedState plausible(FeedState state) const;
  void name_unlisted_feeds();

  store::Store& store_;
  Poller& poller_;
  const Subscriber& subscriber_;
  const Clock clock_;
  config::Config config_;
  std::map<FeedId, Feed> feeds_;
  std::map<std::string, std::uint64_t> polls_;        // by what came of them
  std::map<std::string, std::uint64_t> all_changes_;  // by the new state
  std::uint64_t missed_ = 0;                          // entries that may have been
  bool publishers_changed_ = false;
  // Since the last publish():
  std::vector<Change> changes_;
  std::vector<FeedId> polled_;     // and wait for their next plan
  std::vector<FeedId> replanned_;  // and may be on their way
};

}  // namespace wirefold::app
