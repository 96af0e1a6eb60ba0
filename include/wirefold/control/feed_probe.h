// Requests feeds for an operator, outside of the daemon's schedule.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "wirefold/config/config.h"
#include "wirefold/fetch/fetch_loop.h"
#include "wirefold/model/feed.h"
#include "wirefold/model/found_feed.h"
#include "wirefold/parse/discover.h"
#include "wirefold/schedule/agenda.h"

namespace wirefold::control {

/// The result of probing one address.
struct Probed {
  fetch::Response response;         ///< Of the last hop.
  std::string address;              ///< The URL to poll from now on, normalised: see FeedProbe.
  std::string moved_from;           ///< The requested URL if `address` is another; else empty.
  std::string title;                ///< Of the feed, plain text; may be empty.
  std::string lang;                 ///< Of the feed, BCP 47; may be empty.
  std::vector<FoundEntry> entries;  ///< The first of the feed, at most kMostFoundEntries.
  parse::PageFeeds page;            ///< The feeds that a page names, if no feed was read.
  std::optional<Error> error;       ///< Why no feed could be read; nullopt if one was read.
};

/// Options of the requests.
struct Asking {
  fetch::Options options;
  schedule::Agenda::Limits limits;               ///< Of each host.
  std::function<void(const std::string&)> asks;  ///< Called with each requested URL; may be null.
  std::stop_token stop;                          ///< Ends all requests, also those in flight.
};

/// As `config` has them.
Asking asking_of(const config::Config& config);

/// For a search or an import in a daemon, which needs its memory: at most 8 transfers, 4 MiB a body
/// and 12 MiB in all.
Asking asking_in_daemon(const config::Config& config);

/// Requests several addresses, hosts in parallel, and follows redirects of every kind and pages
/// that redirect, at most fetch::kMaxRedirects per address. The limits of a host hold between
/// addresses; a hop is sent at once, because an operator waits for it.
///
/// Probed::address is the URL to which permanent redirects lead, up to the first other redirect.
/// The redirect of a page counts as permanent, because the page itself is no feed.
class FeedProbe : public fetch::FetchLoop::Mediator {
 public:
  /// Called on the thread of the loop, once for each address, by its index.
  using OnProbed = std::function<void(std::size_t, Probed&&)>;
  /// Uses only `url` and `access` of `sources`. `asking` must outlive the probe.
  FeedProbe(const Asking& asking, const std::vector<FeedSource>& sources, OnProbed probed,
            WallClock clock = wall_clock_now);

  /// Stops once all addresses have been probed.
  std::stop_token done() const { return done_.get_token(); }

  /// Gives the other addresses up. Safe from any thread.
  void end() { done_.request_stop(); }

  std::optional<fetch::Request> next_request(fetch::Pool pool) override;
  std::chrono::milliseconds until_next(fetch::Pool pool) override;
  void ended(fetch::Response& response) override;
  bool deliver(fetch::Response&& response) override;

 private:
  std::optional<fetch::Request> onward(const fetch::Response& response, Probed& out);

  const Asking& asking_;
  const OnProbed probed_;
  const WallClock clock_;
  schedule::Agenda agenda_;  // keys: indices of targets
  struct Target {
    std::string address;  // the URL to poll, as far as known
    std::shared_ptr<const FeedAccess> access;
  };
  std::vector<Target> targets_;
  std::deque<fetch::Request> hops_;
  std::size_t left_;
  std::stop_source done_;
};

/// Probes `sources`, and returns once all have been probed, or soon after `asking.stop`.
void probe_feeds(const Asking& asking, const std::vector<FeedSource>& sources,
                 FeedProbe::OnProbed probed);

/// Probes one address. Ended by `asking.stop`, it fails with kNetwork.
Probed probe_feed(const Asking& asking, const std::string& url);

}  // namespace wirefold::control
