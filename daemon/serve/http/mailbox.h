// Passes rendered resources from the desk to the server's thread, and wakes it. Private to the
// serve area.
#pragma once

#include <vector>

#include "wirefold/base/guarded.h"
#include "wirefold/serve/resource.h"

namespace wirefold::serve {

struct Exchange;

/// A resource for the request that waits for it.
struct Rendered {
  Exchange* exchange;    ///< Only a name here: the mailbox never looks into it.
  ResourcePtr resource;  ///< Null if rendering has failed.
};

/// Safe from any thread, but only the server's thread reads.
class Mailbox {
 public:
  /// Throws ServeError if no descriptor is left.
  Mailbox();
  ~Mailbox();
  Mailbox(const Mailbox&) = delete;
  Mailbox& operator=(const Mailbox&) = delete;

  void put(Exchange* exchange, ResourcePtr resource);

  /// Makes fd() readable. Several calls before a take() count as one.
  void wake();

  /// Readable after put() or wake(), until take().
  int fd() const { return fd_; }

  /// Returns what was put since the last call, in its order.
  std::vector<Rendered> take();

 private:
  const int fd_;  // an eventfd(2)
  Guarded<std::vector<Rendered>> rendered_;
};

}  // namespace wirefold::serve
