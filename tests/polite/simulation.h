// Days of many feeds in seconds: the daemon's own agenda and schedule, against servers that are
// only numbers.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace wirefold::test {

struct Simulated {
  std::size_t feeds = 1000;
  std::chrono::hours time{24 * 7};
  bool hourly = false;  ///< Each feed an hour after its last poll, whatever servers ask for.
  std::size_t transfers = 64;
  std::size_t aside = 0;     ///< The first hosts, whose polls are not among `lateness` and `wait`.
  bool hung = false;         ///< Those take 30 s and give nothing, each time.
  double no_validators = 0;  ///< Share of the feeds.
  double hubs = 0;           ///< Share of the feeds that a WebSub hub pushes, a minute late.
  std::uint64_t seed = 1;
};

/// Entries that had left their feed before it was polled, by what held the poll up.
struct Losses {
  std::size_t first = 0;     ///< Before the first answer of a feed that was just added.
  std::size_t failures = 0;  ///< A poll in between had failed.
  std::size_t burst = 0;     ///< More came in one shortest interval, or less, than the feed lists.
  std::size_t waits = 0;     ///< The wait was longer than that.

  std::size_t count() const { return first + failures + burst + waits; }
};

/// Of the feeds whose mean gap between two entries is in a range.
struct Delays {
  std::size_t feeds = 0;
  std::size_t polls = 0;
  std::size_t entries = 0;  ///< Published after the first day and before the last.
  double hours = 0;         ///< Mean from publication to the poll that found it.
};

struct Outcome {
  std::size_t requests = 0;
  std::size_t violations = 0;  ///< Of a host's limits, as its server counts them.
  Losses lost;
  Delays often;  ///< A gap of 4 h at most.
  Delays daily;  ///< More, and 48 h at most.
  Delays seldom;
  Delays unvalidated;   ///< Whatever their gap: those are in none of the others.
  double lateness = 0;  ///< Mean seconds by which polls were late.
  double wait = 0;      ///< Mean seconds between two polls of one feed.
};

/// Some hosts have many feeds, most have one; gaps between entries go from minutes to months; a
/// third of the servers send Cache-Control; one poll in fifty fails.
Outcome simulate(const Simulated& settings);

}  // namespace wirefold::test
