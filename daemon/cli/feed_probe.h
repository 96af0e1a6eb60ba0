// Asks for feeds by hand: for the commands that add them.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "wirefold/fetch/fetch_loop.h"
#include "wirefold/model/feed.h"
#include "wirefold/parse/discover.h"
#include "wirefold/schedule/agenda.h"

namespace wirefold::app {

/// What is at an address that an operator names.
struct Probed {
  fetch::Response response;    ///< Of the last hop.
  std::string address;         ///< To be polled from now on, in one spelling: see FeedProbe.
  std::string moved_from;      ///< What was asked for, if that is another; else empty.
  std::string title;           ///< Of the feed, plain text; may be empty.
  parse::PageFeeds page;       ///< Where a page that is no feed leads.
  std::optional<Error> error;  ///< Why no feed could be read there; nothing: one was.
};

/// How feeds are asked for by hand.
struct Asking {
  fetch::Options options;
  schedule::Agenda::Limits limits;               ///< Of each host.
  std::function<void(const std::string&)> asks;  ///< Told each URL before it is asked; may be null.
};

/// Asks for several addresses, hosts side by side, and follows each to its end at once: redirects
/// of every kind and pages that send their readers on, fetch::kMaxRedirects in all. The limits of a
/// host hold between addresses; a hop goes out at once, as an operator waits for it.
///
/// The address to be polled is where permanent redirects lead, up to the first that is not one, and
/// where a page leads, as the page itself is no feed.
class FeedProbe : public fetch::FetchLoop::Mediator {
 public:
  /// Called on the thread of the loop, once for each address, by its index.
  using OnProbed = std::function<void(std::size_t, Probed&&)>;
  using Clock = std::function<Timestamp()>;

  /// Of `sources` the URL and how its server is to be reached count.
  FeedProbe(const Asking& asking, const std::vector<FeedSource>& sources, OnProbed probed,
            Clock clock = wall_clock_now);

  /// Is stopped once all have been probed.
  std::stop_token done() const { return done_.get_token(); }

  std::optional<fetch::Request> next_request(fetch::Pool pool) override;
  std::chrono::milliseconds until_next(fetch::Pool pool) override;
  void ended(fetch::Response& response) override;
  bool deliver(fetch::Response&& response) override;

 private:
  std::optional<fetch::Request> onward(const fetch::Response& response, Probed& out);

  const Asking& asking_;
  const OnProbed probed_;
  const Clock clock_;
  schedule::Agenda agenda_;  // keys: indices of targets
  struct Target {
    std::string address;  // as far as it is known
    std::shared_ptr<const FeedAccess> access;
  };
  std::vector<Target> targets_;
  std::deque<fetch::Request> hops_;
  std::size_t left_;
  std::stop_source done_;
};

/// Runs a probe of `sources` to its end.
void probe_feeds(const Asking& asking, const std::vector<FeedSource>& sources,
                 FeedProbe::OnProbed probed);

/// The same of one address.
Probed probe_feed(const Asking& asking, const std::string& url);

}  // namespace wirefold::app
