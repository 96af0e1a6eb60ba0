// Gets resources from the desk, and keeps the requests that wait for one. Private to the serve
// area; the server's thread only.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <unordered_set>
#include <utility>
#include <vector>

#include "exchange.h"
#include "mailbox.h"
#include "wirefold/base/thread_check.h"
#include "wirefold/serve/desk.h"
#include "wirefold/serve/traffic.h"

namespace wirefold::serve {

/// Where a resource is.
enum class Got : std::uint8_t {
  kHere,
  kWaits,  ///< The connection is suspended until the resource is rendered.
  kNot,    ///< Too many requests wait already, or rendering has failed.
};

/// A connection that waits is suspended. Once the resource is rendered, the connection is resumed,
/// and libmicrohttpd calls back for its request again.
class PendingRequests {
 public:
  /// The desk puts what it renders into `mailbox`, perhaps after the end of this object.
  PendingRequests(Desk& desk, Traffic& traffic, std::shared_ptr<Mailbox> mailbox)
      : desk_(desk), traffic_(traffic), mailbox_(std::move(mailbox)) {}
  PendingRequests(const PendingRequests&) = delete;
  PendingRequests& operator=(const PendingRequests&) = delete;

  /// Sets `out` if the result is kHere.
  Got get(Exchange& exchange, const Target& target, ResourcePtr& out);

  /// Asks for the answer to a request: passes what is to be done with it. False if nobody makes it.
  using Ask = std::function<bool(Desk::Done)>;

  /// The same as get() for an answer that is made for this request alone.
  Got get(Exchange& exchange, const Ask& ask, ResourcePtr& out);

  /// Resumes the requests that wait for these resources, which come from the mailbox.
  void resume(std::vector<Rendered> rendered);

  /// Resumes all requests, because libmicrohttpd cannot stop while connections are suspended.
  void end();

 private:
  Desk& desk_;
  Traffic& traffic_;
  const std::shared_ptr<Mailbox> mailbox_;
  std::unordered_set<Exchange*> suspended_;  // owned by libmicrohttpd's requests
  [[no_unique_address]] ThreadCheck check_;
};

}  // namespace wirefold::serve
