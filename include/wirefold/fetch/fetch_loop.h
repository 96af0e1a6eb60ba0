// Fetches feeds and pages, many at a time, on one thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "wirefold/base/ip_address.h"
#include "wirefold/base/pulse.h"
#include "wirefold/base/time.h"
#include "wirefold/fetch/request.h"

namespace wirefold::fetch {

struct Options {
  std::chrono::seconds timeout = std::chrono::seconds(30);  ///< For one whole transfer.
  std::size_t max_body_bytes = std::size_t{15} << 20;       ///< Of a feed, as sent and unpacked.
  std::size_t max_page_bytes = std::size_t{4} << 20;        ///< Of a page.
  /// Of all bodies that have come and are not handed over. Beyond it the largest of those that are
  /// still on their way is given up.
  std::size_t max_bytes = std::size_t{192} << 20;
  long max_transfers = 64;  ///< In flight at a time.
  /// Of requests for our hub, beside those; 0: those in flight are dropped too.
  long max_hub_transfers = 8;
  std::chrono::seconds hub_timeout = std::chrono::seconds(5);  ///< For each of these.
  std::string user_agent;  ///< Stable, with a URL that says who polls.
  std::string proxy;       ///< URL of the proxy for everything; empty: none, whatever the
                           ///< environment says.
  /// Special addresses (base/ip_address.h) that may be asked all the same.
  std::vector<IpNetwork> allowed_networks;
  /// The same for subscribers of our hub (is_to_subscriber()): `allowed_networks` is not for them.
  std::vector<IpNetwork> subscriber_networks;
  /// Addresses of names, written as for CURLOPT_RESOLVE: for tests, which have no names.
  std::vector<std::string> resolve;
  std::function<Timestamp()> clock = wall_clock_now;  ///< For dates in headers.
};

/// Runs transfers with libcurl: HTTP/1.1 and HTTP/2, bodies unpacked as unpack() does it,
/// keep-alive, no cookies but those of the request's own chain, no Referer, TLS verified. A file:
/// URL is read if a request names it.
///
/// One request, one answer: a redirect is an answer too, with `location`, and next_hop() says what
/// to ask then. No connection is made to an address outside of the public internet (is_public()),
/// which is checked on the address itself each time before anything is sent, unless it is in
/// the networks of the options or the request's `access` allows it for its own origin. Through a
/// proxy only addresses written in the URL can be checked: the proxy resolves the names.
class FetchLoop {
 public:
  /// What the loop asks of the world. Called on the fetch thread.
  class Mediator {
   public:
    virtual ~Mediator() = default;
    /// The next request of `pool` that is due, handed out once; nothing if none is.
    virtual std::optional<Request> next_request(Pool pool) = 0;
    /// How long until next_request() may have something for `pool`, if nobody calls wake().
    virtual std::chrono::milliseconds until_next(Pool pool) = 0;
    /// A transfer has ended: called once, before deliver(). May set `response.counts`.
    virtual void ended(Response& response) = 0;
    /// Takes a finished transfer; false if there is no room now (`response` is then left as it
    /// was, and asked again after wake()).
    virtual bool deliver(Response&& response) = 0;
  };

  /// `mediator` outlives the loop.
  FetchLoop(const Options& options, Mediator& mediator);
  ~FetchLoop();

  FetchLoop(const FetchLoop&) = delete;
  FetchLoop& operator=(const FetchLoop&) = delete;

  /// Works until `stop`; transfers in flight are then dropped. Starts nothing while a response
  /// waits for room: what is downstream comes first.
  /// Beats `pulse` at every turn.
  void run(const std::stop_token& stop, Pulse* pulse = nullptr);

  /// For transfers that begin from now on. Safe from any thread.
  void set_options(const Options& options);

  /// Makes run() look again at once. Safe from any thread.
  void wake() noexcept;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace wirefold::fetch
