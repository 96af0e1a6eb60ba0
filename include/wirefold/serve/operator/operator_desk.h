// Answers the requests of operators on a thread of its own.
#pragma once

#include <cstddef>
#include <functional>
#include <stop_token>
#include <utility>

#include "wirefold/base/bounded_queue.h"
#include "wirefold/serve/operator/operator_pages.h"
#include "wirefold/serve/resource.h"

namespace wirefold::serve {

/// An answer may wait for the daemon, so neither the server nor the desk of the readers makes it.
/// Safe from any thread unless stated otherwise.
class OperatorDesk {
 public:
  /// Gets the answer, or null if none can be made. Called on run()'s thread.
  using Done = std::function<void(const ResourcePtr&)>;
  /// Makes the answer, as OperatorPages::answer(). Called on run()'s thread.
  using Answer = std::function<ResourcePtr(const OperatorRequest& request)>;

  /// Requests that may wait. Those of one operator come one by one.
  static constexpr std::size_t kMostWaiting = 16;

  explicit OperatorDesk(Answer answer) : answer_(std::move(answer)) {}

  /// Returns false, and never calls `done`, if too many requests wait or this object has stopped.
  bool ask(OperatorRequest request, Done done);

  /// Answers requests until `stop`. Requests that still wait then get null.
  void run(const std::stop_token& stop);

 private:
  struct Job {
    OperatorRequest request;
    Done done;
  };

  ResourcePtr answer(const OperatorRequest& request);

  const Answer answer_;
  BoundedQueue<Job> jobs_{kMostWaiting};
};

}  // namespace wirefold::serve
