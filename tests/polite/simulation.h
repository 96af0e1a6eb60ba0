// Simulates days of many feeds in seconds of run time: the daemon's own agenda and schedule poll
// simulated servers.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace wirefold::test {

struct Simulated {
  std::size_t feeds = 1000;
  std::chrono::hours time{24 * 7};
  bool hourly = false;  ///< Polls each feed an hour after its last poll, whatever servers ask for.
  std::size_t transfers = 64;
  std::size_t aside = 0;     ///< The first hosts. `lateness` and `wait` leave out their polls.
  bool hung = false;         ///< The hosts set aside time out after 30 s, each time.
  double no_validators = 0;  ///< Share of the feeds.
  double hubs = 0;           ///< Share of the feeds that a WebSub hub pushes, a minute late.
  std::uint64_t seed = 1;
};

/// Entries that left their feed before it was polled, by the cause of the late poll.
struct Losses {
  std::size_t first = 0;     ///< Before the first answer of a new feed.
  std::size_t failures = 0;  ///< After a failed poll.
  std::size_t burst = 0;     ///< In a wait of the shortest interval or less.
  std::size_t waits = 0;     ///< In a longer wait.

  std::size_t count() const { return first + failures + burst + waits; }
};

/// Delays of the feeds whose mean gap between two entries is in a range.
struct Delays {
  std::size_t feeds = 0;
  std::size_t polls = 0;
  std::size_t entries = 0;  ///< Published after the first day and before the last.
  double hours = 0;         ///< Mean from publication to the poll that found the entry.
};

struct Outcome {
  std::size_t requests = 0;
  std::size_t violations = 0;  ///< Of a host's limits, counted as its server sees them.
  Losses lost;
  Delays often;  ///< Gap of at most 4 h.
  Delays daily;  ///< Gap of 4 to 48 h.
  Delays seldom;
  Delays unvalidated;   ///< Without validators, any gap. The other three leave these feeds out.
  double lateness = 0;  ///< Mean seconds by which polls were late.
  double wait = 0;      ///< Mean seconds between two polls of one feed.
};

/// Some hosts have many feeds, most have one. Gaps between entries go from minutes to months. A
/// third of the servers send Cache-Control. One poll in fifty fails.
Outcome simulate(const Simulated& settings);

}  // namespace wirefold::test
