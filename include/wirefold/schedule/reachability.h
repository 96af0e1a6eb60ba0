// Is it the server that does not answer, or are we cut off?
#pragma once

#include <chrono>
#include <cstdint>
#include <set>
#include <string>

#include "wirefold/base/time.h"

namespace wirefold::schedule {

/// Holds the last answers of all hosts against each other. Knows no clock and no thread.
///
/// A host that cannot be reached (no address for its name, no connection) is tried once more before
/// it counts as its fault. When three hosts in a row cannot be reached and none answers, we are cut
/// off: nothing counts, and one request at a time probes with a growing pause.
class Reachability {
 public:
  /// A server said anything at all. True if we were cut off until now.
  bool answered();

  /// `host` could not be reached. True if we are cut off from now on.
  bool unreachable(const std::string& host, Timestamp now);

  /// Whether an unreachable host is to blame: `again` if the try before ended the same way.
  bool counts(bool again) const { return again && !cut_off_; }

  bool cut_off() const noexcept { return cut_off_; }

  /// The clock has jumped.
  void shift(std::chrono::seconds by) { next_probe_ += by; }

  /// While cut off: when the next probe may go out.
  Timestamp next_probe() const noexcept { return next_probe_; }

 private:
  std::set<std::string> silent_;  // hosts, since the last answer of any
  bool cut_off_ = false;
  std::chrono::seconds pause_{0};
  Timestamp next_probe_{};
};

}  // namespace wirefold::schedule
