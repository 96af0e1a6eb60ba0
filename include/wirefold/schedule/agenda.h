// What may be asked for now: due times, and how much each host is asked at a time.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>

#include "wirefold/base/time.h"

namespace wirefold::schedule {

/// Jobs in the order in which they are due, held back while their host is busy, was asked a moment
/// ago, or has asked for a pause. No host delays another: one with many jobs due gets its turn when
/// it is free, and among the free ones who has waited longest is first. Hosts that do not answer
/// share a small part of the transfers. Knows no clock, no network and no thread; each call takes
/// O(log n).
class Agenda {
 public:
  using Key = std::uint64_t;

  struct Limits {
    std::size_t per_host = 2;         ///< Transfers of one host at a time.
    std::chrono::seconds spacing{1};  ///< Between the beginnings of two of them.
    std::size_t slow = 16;            ///< Jobs at a time of all hosts that were slow last.
    bool trusts_new = true;           ///< A host that is not known yet does not count as slow.
  };

  /// For what begins from now on.
  void set_limits(const Limits& limits);

  /// Plans `key`, in the place of its earlier plan. An empty host is a local file's: no limits.
  void put(Key key, const std::string& host, Timestamp due);
  void remove(Key key);

  /// The job that is due and whose host is free; its transfer has begun then, and end() must come.
  std::optional<Key> take(Timestamp now);

  /// When take() may have something, if no transfer ends before; nothing if one must.
  std::optional<Timestamp> next_change() const;

  /// When a transfer that is no job may begin at `host`: Timestamp::min() for at once, nothing
  /// while transfers must end first.
  std::optional<Timestamp> opens(const std::string& host) const;

  void begin(const std::string& host, Timestamp now);

  /// Begins the pause of a host for a transfer that is not counted: end() must not come.
  void touch(const std::string& host, Timestamp now);

  /// A transfer has ended; `slow` if its host took all the time that it had, and gave nothing.
  void end(const std::string& host, Timestamp now, bool slow = false);

  /// What take() gave is not asked now: its transfer never began. The job is gone, and the pause
  /// that it began stays.
  void give_back(const std::string& host);

  /// Nothing is asked of `host` before `until`. Never shortens an earlier pause.
  void block(const std::string& host, Timestamp until);

  /// The clock has jumped: all times move with it. O(n log n).
  void shift(std::chrono::seconds by);

  /// Hosts without a job are remembered for their pauses: so many at most, those that may be asked
  /// soonest are forgotten first. Some 300 bytes each.
  static constexpr std::size_t kMostIdleHosts = 20000;

  std::size_t size() const { return jobs_.size(); }
  std::size_t hosts() const { return hosts_.size(); }

 private:
  struct Host {
    std::string name;
    std::uint64_t serial = 0;
    std::set<std::pair<Timestamp, Key>> jobs;
    Timestamp free_at = Timestamp::min();
    std::size_t transfers = 0;
    std::size_t jobs_out = 0;  // of these, those that take() gave
    bool slow = false;
    bool indexed = false;
    bool indexed_slow = false;
    Timestamp indexed_at{};
  };
  struct Job {
    Host* host;
    Timestamp due;
  };
  using Index = std::set<std::tuple<Timestamp, std::uint64_t, Host*>>;

  Host& host_at(const std::string& name);
  bool has_room(const Host& host) const;
  void reindex(Host& host);
  void begin(Host& host, Timestamp now);
  const Index* earliest() const;
  void forget_idle(Timestamp now);

  Limits limits_;
  std::unordered_map<Key, Job> jobs_;
  std::unordered_map<std::string, Host> hosts_;
  Index ready_;                     // hosts with a job and room for a transfer, by when both are so
  Index ready_slow_;                // the same, those that were slow
  std::size_t slow_transfers_ = 0;  // of jobs
  std::uint64_t last_serial_ = 0;
  std::size_t sweep_at_ = 1024;  // hosts that are known when the idle ones are forgotten
};

}  // namespace wirefold::schedule
