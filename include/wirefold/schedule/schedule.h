// When a feed is polled next: a pure function of what is known.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "wirefold/base/time.h"

namespace wirefold::schedule {

struct Policy {
  std::chrono::seconds interval = std::chrono::hours(1);      ///< Shortest time between two polls.
  std::chrono::seconds ceiling = std::chrono::hours(24 * 7);  ///< Longest, whatever servers say.
};

enum class Outcome : std::uint8_t {
  kAnswered,  ///< 200 with entries, or 304.
  kFailed,    ///< No answer, an error status, or a document that could not be read.
  kGone,      ///< 410: never again (RFC 9110 section 15.5.11).
};

struct Poll {
  Timestamp at{};
  Outcome outcome = Outcome::kAnswered;
  int failures = 0;                                 ///< Failed polls in a row, this one included.
  std::optional<std::chrono::seconds> fresh_for;    ///< Cache-Control or Expires, less Age.
  std::optional<std::chrono::seconds> retry_after;  ///< RFC 9110 section 10.2.3.
  std::optional<int> ttl_minutes;                   ///< `ttl` of RSS 2.0.
};

/// The latest of what the policy, the caching headers, Retry-After and `ttl` ask for; after
/// failures the interval doubles each time. Never beyond the ceiling, so no feed is ever given up
/// silently. Up to a tenth of the wait is added by `seed` (any number that differs from feed to
/// feed), so that feeds that failed together do not come back together. Nothing after 410.
std::optional<Timestamp> next_poll(const Policy& policy, const Poll& poll, std::uint64_t seed);

}  // namespace wirefold::schedule
