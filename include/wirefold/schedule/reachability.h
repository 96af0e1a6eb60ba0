// Distinguishes unreachable servers from a lost network connection.
#pragma once

#include <chrono>
#include <cstdint>
#include <set>
#include <string>

#include "wirefold/base/time.h"

namespace wirefold::schedule {

/// Compares the last answers of all hosts. Uses no clock and no thread.
///
/// A host that cannot be reached (no address for its name, no connection) is tried once more before
/// the failure counts as its own. When three hosts cannot be reached and none answers in between,
/// wirefold is cut off: no failure counts, and one request at a time probes the network with a
/// growing pause.
class Reachability {
 public:
  /// Notes an answer of any server. True if wirefold was cut off until now.
  bool answered();

  /// Notes that `host` could not be reached. True if wirefold is cut off from now on.
  bool unreachable(const std::string& host, Timestamp now);

  /// True if a failure counts as the host's own; `again` if the try before ended the same way.
  bool counts(bool again) const { return again && !cut_off_; }

  bool cut_off() const noexcept { return cut_off_; }

  /// Follows a jump of the clock.
  void shift(std::chrono::seconds by) { next_probe_ += by; }

  /// While cut off: when the next probe may be sent.
  Timestamp next_probe() const noexcept { return next_probe_; }

 private:
  std::set<std::string> silent_;  // unreachable hosts since the last answer
  bool cut_off_ = false;
  std::chrono::seconds pause_{0};
  Timestamp next_probe_{};
};

}  // namespace wirefold::schedule
