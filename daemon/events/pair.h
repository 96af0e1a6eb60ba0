// Compares the vectors of two reports. Private to the events area.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>

#include "wirefold/events/finder.h"
#include "wirefold/events/weights.h"

namespace wirefold::events {

/// When a report was published: by its date, unless that is after its arrival at `seen`.
std::optional<Timestamp> time_of(const std::optional<Timestamp>& published,
                                 const std::optional<Timestamp>& seen);
inline std::optional<Timestamp> time_of(const NewReport& report) {
  return time_of(report.published, report.seen);
}

/// The time between two reports; 0 if one has none.
std::chrono::seconds between(const std::optional<Timestamp>& a, const std::optional<Timestamp>& b);

/// A report beside which another one is looked at.
struct Beside {
  StoryId story{};
  const Vector& vector;
  std::optional<Timestamp> when;
};

/// The link of a new report, of these `terms` and this `vector`, with `other`.
EventLink link_with(const Beside& other, const Terms& terms, const Vector& vector,
                    std::optional<Timestamp> when, const Score& score,
                    std::size_t most_words = kMostSharedWords);

}  // namespace wirefold::events
