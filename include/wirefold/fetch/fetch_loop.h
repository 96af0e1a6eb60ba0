// Runs many requests at a time on one thread.
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
  std::size_t max_body_bytes = std::size_t{15} << 20;       ///< Of one body, as sent and unpacked.
  /// Of all bodies that are received and not yet handed over. Above it the largest body in flight
  /// is given up.
  std::size_t max_bytes = std::size_t{192} << 20;
  long max_transfers = 64;  ///< Of Pool::kPrimary in flight at a time.
  /// Of Pool::kSecondary in flight, in addition; 0: those in flight are dropped too.
  long max_secondary_transfers = 8;
  std::string user_agent;  ///< Stable, with a contact URL or mail address.
  std::string proxy;  ///< URL of the proxy for everything; empty: none, the environment is ignored.
  /// Non-public addresses (base/ip_address.h) that may be connected to.
  std::vector<IpNetwork> allowed_networks;
  /// The same for requests with Policy::from_stranger, which cannot use `allowed_networks`.
  std::vector<IpNetwork> stranger_networks;
  /// What can allow a non-public address, for the error of a request to one; may be empty.
  std::string allow_hint;
  std::string stranger_hint;  ///< The same for requests with Policy::from_stranger.
  /// Addresses of names, written as for CURLOPT_RESOLVE: for tests, which have no name server.
  std::vector<std::string> resolve;
  std::function<Timestamp()> clock = wall_clock_now;  ///< For dates in headers.
};

/// Runs transfers with libcurl: HTTP/1.1 and HTTP/2, bodies unpacked by unpack(), keep-alive, only
/// the cookies of the request's own chain, no Referer, TLS verified. Reads a file: URL if a request
/// names one.
///
/// Each request gets one answer. A redirect is an answer too, with `location`; next_hop() makes the
/// next request. No connection is made to an address outside of the public internet (is_public()),
/// unless it is in the networks of the options or the request's `access` allows it for its own
/// origin. The address itself is checked each time before anything is sent. Through a proxy only
/// addresses written in the URL can be checked, because the proxy resolves the names.
class FetchLoop {
 public:
  /// Supplies requests and takes responses. Called on the fetch thread.
  class Mediator {
   public:
    virtual ~Mediator() = default;
    /// The next request of `pool` that is due, handed out once; nullopt if none is due.
    virtual std::optional<Request> next_request(Pool pool) = 0;
    /// Time until next_request() may return a request of `pool`, unless wake() is called.
    virtual std::chrono::milliseconds until_next(Pool pool) = 0;
    /// A transfer has ended: called once, before deliver(). May set `response.counts`.
    virtual void ended(Response& response) = 0;
    /// Takes a finished transfer. False if there is no room now: `response` is then unchanged, and
    /// is offered again after wake().
    virtual bool deliver(Response&& response) = 0;
  };

  /// `mediator` outlives the loop.
  FetchLoop(const Options& options, Mediator& mediator);
  ~FetchLoop();

  FetchLoop(const FetchLoop&) = delete;
  FetchLoop& operator=(const FetchLoop&) = delete;

  /// Runs until `stop`, which drops the transfers in flight. Asks for no request while a response
  /// waits for room, so that the next stage can catch up. Beats `pulse` at every turn.
  void run(const std::stop_token& stop, Pulse* pulse = nullptr);

  /// Holds for every request that the mediator gives out after the return. Safe from any thread.
  void set_options(const Options& options);

  /// Makes run() check again at once. Safe from any thread.
  void wake() noexcept;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace wirefold::fetch
