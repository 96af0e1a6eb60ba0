// Decides which job may begin now: by due times, and by the load on each host.
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

/// Jobs in the order of their due times. A job waits while its host is busy, was asked a moment
/// ago, or has asked for a pause. No host delays another: a host with many due jobs gets its turn
/// when it is free, and of the free hosts the one that has waited longest is first. Hosts that do
/// not answer share a small part of the transfers. Uses no clock, no network and no thread. Calls
/// take O(log n) unless noted.
class Agenda {
 public:
  using Key = std::uint64_t;

  struct Limits {
    std::size_t per_host = 2;         ///< Transfers of one host at a time.
    std::chrono::seconds spacing{1};  ///< Between the beginnings of two transfers of one host.
    std::size_t slow = 16;            ///< Jobs at a time of all hosts whose last transfer was slow.
    bool trusts_new = true;           ///< A new host does not count as slow.
  };

  /// Holds for transfers that begin from now on.
  void set_limits(const Limits& limits);

  /// Plans `key`, replacing its earlier plan. An empty host stands for a local file: no limits.
  void put(Key key, const std::string& host, Timestamp due);
  void remove(Key key);

  /// Takes a job that is due and whose host is free. Its transfer has then begun and needs end() or
  /// give_back().
  std::optional<Key> take(Timestamp now);

  /// When take() may return a job, unless a transfer ends earlier. nullopt if there is no job, or
  /// if a transfer must end first.
  std::optional<Timestamp> next_change() const;

  /// When a transfer that is no job may begin at `host`: Timestamp::min() for at once, nullopt
  /// while transfers must end first.
  std::optional<Timestamp> opens(const std::string& host) const;

  void begin(const std::string& host, Timestamp now);

  /// Starts the pause of a host for a transfer that is not counted and needs no end().
  void touch(const std::string& host, Timestamp now);

  /// Ends a transfer; `slow` if its host used all of the time allowed and returned nothing.
  void end(const std::string& host, Timestamp now, bool slow = false);

  /// Takes back a job's transfer that never began. The job is gone, and the pause that take()
  /// started stays.
  void give_back(const std::string& host);

  /// No request goes to `host` before `until`. Never shortens an earlier pause.
  void block(const std::string& host, Timestamp until);

  /// Moves all times after a jump of the clock. O(n log n).
  void shift(std::chrono::seconds by);

  /// Hosts without a job are remembered for their pauses, at most this many. Those that are free
  /// soonest are forgotten first. A host takes some 300 bytes.
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
    std::size_t jobs_out = 0;  // those of them that take() returned
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
  Index ready_;                     // hosts with a job and room, by the time their job may begin
  Index ready_slow_;                // the same for slow hosts
  std::size_t slow_transfers_ = 0;  // of jobs
  std::uint64_t last_serial_ = 0;
  std::size_t sweep_at_ = 1024;  // above this number of hosts, idle ones are forgotten
};

}  // namespace wirefold::schedule
