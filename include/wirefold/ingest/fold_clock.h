// The times by which the fold thread dates changes and arrivals.
#pragma once

#include <algorithm>
#include <cassert>
#include <chrono>
#include <utility>

#include "wirefold/base/thread_check.h"
#include "wirefold/base/time.h"

namespace wirefold::ingest {

/// The wall clock may jump. Changes are dated by it, but a later change never gets an earlier date.
/// The folder needs the times that have passed between articles, so arrivals leave out the jumps.
/// Fold thread only.
class FoldClock {
 public:
  explicit FoldClock(WallClock wall) : wall_(std::move(wall)) {}

  /// The wall clock's time; it may be before an earlier one.
  Timestamp wall() const { return wall_(); }

  /// The date of a change that is made now.
  Timestamp now() {
    assert(check_.is_here());
    return now_ = std::max(now_, wall_());
  }

  /// No change is dated before `last`, the date of an earlier change.
  void go_on_after(Timestamp last) { now_ = std::max(now_, last); }

  /// When an article arrived that was first seen at `first_seen`; never before an earlier one. An
  /// entry that waited for its page comes after entries that were first seen later.
  Timestamp arrival(Timestamp first_seen) {
    assert(check_.is_here());
    return last_arrival_ = std::max(first_seen - jumped_, last_arrival_);
  }

  /// The arrival of an article of an earlier run, stored as `seen`. The clock may have jumped
  /// since.
  Timestamp restored_arrival(Timestamp seen) {
    return last_arrival_ = std::max(last_arrival_, std::min(seen, wall()));
  }

  /// The wall clock has moved by `by` more than time has passed.
  void jumped(std::chrono::seconds by) {
    assert(check_.is_here());
    jumped_ += by;
  }

 private:
  const WallClock wall_;
  Timestamp now_{};                 // the last that now() returned
  Timestamp last_arrival_{};        // without the jumps
  std::chrono::seconds jumped_{0};  // sum of the jumps since the start
  [[no_unique_address]] ThreadCheck check_;
};

}  // namespace wirefold::ingest
