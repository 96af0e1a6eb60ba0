// Which feeds and single requests are due, and when their hosts have room.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "wirefold/fetch/request.h"
#include "wirefold/model/feed.h"
#include "wirefold/schedule/agenda.h"

namespace wirefold::crawl {

/// The next request for a feed.
struct FeedPlan {
  FeedId id{};
  std::string url;
  Validators validators;
  std::shared_ptr<const FeedAccess> access;
  std::optional<Timestamp> due;  ///< nullopt: never again.
};

/// The polls of all feeds, and requests that are sent once: the targets of redirects, and requests
/// of feeds to their hubs. One thread at a time.
class PlannedRequests {
 public:
  /// As RequestScheduler, reschedule() and replan() for one feed.
  void set_feeds(const std::vector<FeedPlan>& feeds);
  void reschedule(FeedPlan feed);
  void replan(FeedPlan feed);
  void set_validators(FeedId feed, const Validators& validators);

  /// Plans the request of a feed to its hub, in the place of an earlier one.
  void plan_hub_request(fetch::Request request, Timestamp when);
  void drop_hub_request(FeedId feed);

  /// Plans the target of a redirect.
  void add_hop(fetch::Request request, Timestamp when);

  /// The next request that is due and whose host has room. The host's transfer begins with it.
  std::optional<fetch::Request> next(Timestamp now);

  /// The response to a poll of `feed` was handed over.
  void handed_over(FeedId feed) { in_transfer_.erase(feed); }

  /// True if the last poll of `feed` did not reach the server; nullopt for a feed that is not on
  /// the list.
  std::optional<bool> was_unreachable(FeedId feed) const;
  void set_unreachable(FeedId feed, bool unreachable) { feeds_.at(feed).unreachable = unreachable; }

  /// The hosts: their limits, their transfers, and when they may be asked again.
  schedule::Agenda& hosts() { return agenda_; }
  const schedule::Agenda& hosts() const { return agenda_; }

 private:
  struct Waiting {
    FeedPlan plan;
    bool out = false;          // handed out, and not yet rescheduled
    bool unreachable = false;  // the last try did not reach the server
  };

  void plan(Waiting& waiting, FeedPlan feed, bool out);
  void plan_once(schedule::Agenda::Key key, fetch::Request request, Timestamp when);

  std::unordered_map<FeedId, Waiting> feeds_;
  std::set<FeedId> in_transfer_;  // feeds that the fetch loop works on, also between redirects
  schedule::Agenda agenda_;       // keys: feed ids, and the keys of once_ with a higher bit
  std::map<schedule::Agenda::Key, fetch::Request> once_;
  std::uint64_t last_hop_ = 0;
};

}  // namespace wirefold::crawl
