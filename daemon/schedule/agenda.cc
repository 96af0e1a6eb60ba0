#include "wirefold/schedule/agenda.h"

#include <algorithm>
#include <cassert>
#include <vector>

namespace wirefold::schedule {

void Agenda::set_limits(const Limits& limits) {
  limits_ = limits;
  for (auto& [name, host] : hosts_) reindex(host);
}

Agenda::Host& Agenda::host_at(const std::string& name) {
  const auto [it, is_new] = hosts_.try_emplace(name);
  if (is_new) {
    it->second.name = name;
    it->second.serial = ++last_serial_;
    it->second.slow = !limits_.trusts_new;
  }
  return it->second;
}

bool Agenda::has_room(const Host& host) const {
  return host.name.empty() || host.transfers < limits_.per_host;
}

/// Indexes `host` by the time at which its first job may begin, if it has one and has room.
void Agenda::reindex(Host& host) {
  if (host.indexed) {
    Index& index = host.indexed_slow ? ready_slow_ : ready_;
    index.erase({host.indexed_at, host.serial, &host});
  }
  host.indexed = !host.jobs.empty() && has_room(host);
  if (!host.indexed) return;
  host.indexed_at = std::max(host.jobs.begin()->first, host.free_at);
  host.indexed_slow = host.slow;
  Index& index = host.slow ? ready_slow_ : ready_;
  index.emplace(host.indexed_at, host.serial, &host);
}

void Agenda::put(Key key, const std::string& host, Timestamp due) {
  remove(key);
  Host& at = host_at(host);
  at.jobs.emplace(due, key);
  jobs_[key] = {&at, due};
  reindex(at);
}

void Agenda::remove(Key key) {
  const auto it = jobs_.find(key);
  if (it == jobs_.end()) return;
  Host& host = *it->second.host;
  host.jobs.erase({it->second.due, key});
  jobs_.erase(it);
  reindex(host);
}

/// The index whose first host is ready first; null if none is.
const Agenda::Index* Agenda::earliest() const {
  const bool slow = !ready_slow_.empty() && slow_transfers_ < limits_.slow;
  if (ready_.empty()) return slow ? &ready_slow_ : nullptr;
  return slow && *ready_slow_.begin() < *ready_.begin() ? &ready_slow_ : &ready_;
}

std::optional<Agenda::Key> Agenda::take(Timestamp now) {
  const Index* const index = earliest();
  if (index == nullptr || std::get<0>(*index->begin()) > now) return std::nullopt;
  Host& host = *std::get<2>(*index->begin());
  const Key key = host.jobs.begin()->second;
  host.jobs.erase(host.jobs.begin());
  jobs_.erase(key);
  ++host.jobs_out;
  if (host.slow) ++slow_transfers_;
  begin(host, now);
  return key;
}

std::optional<Timestamp> Agenda::next_change() const {
  const Index* const index = earliest();
  return index == nullptr ? std::nullopt : std::optional(std::get<0>(*index->begin()));
}

std::optional<Timestamp> Agenda::opens(const std::string& host) const {
  const auto it = hosts_.find(host);
  if (it == hosts_.end()) return Timestamp::min();
  return has_room(it->second) ? std::optional(it->second.free_at) : std::nullopt;
}

void Agenda::begin(const std::string& host, Timestamp now) { begin(host_at(host), now); }

void Agenda::touch(const std::string& host, Timestamp now) { block(host, now + limits_.spacing); }

void Agenda::begin(Host& host, Timestamp now) {
  ++host.transfers;
  if (!host.name.empty()) host.free_at = std::max(host.free_at, now + limits_.spacing);
  reindex(host);
}

void Agenda::end(const std::string& host, Timestamp now, bool slow) {
  const auto it = hosts_.find(host);
  if (it == hosts_.end() || it->second.transfers == 0) return;
  Host& at = it->second;
  if (at.slow) slow_transfers_ -= at.jobs_out;
  // It is unknown which of the host's transfers has ended. The jobs are assumed to end last.
  --at.transfers;
  at.jobs_out = std::min(at.jobs_out, at.transfers);
  at.slow = slow;
  if (at.slow) slow_transfers_ += at.jobs_out;
  reindex(at);
  if (hosts_.size() > sweep_at_) forget_idle(now);
}

void Agenda::give_back(const std::string& host) {
  Host& at = hosts_.at(host);
  assert(at.transfers > 0 && at.jobs_out > 0);
  --at.transfers;
  --at.jobs_out;
  if (at.slow) --slow_transfers_;
  reindex(at);
}

void Agenda::block(const std::string& host, Timestamp until) {
  Host& at = host_at(host);
  at.free_at = std::max(at.free_at, until);
  reindex(at);
}

void Agenda::shift(std::chrono::seconds by) {
  const auto moved = [by](Timestamp t) { return t == Timestamp::min() ? t : t + by; };
  for (auto& [key, job] : jobs_) job.due = moved(job.due);
  for (auto& [name, host] : hosts_) {
    host.free_at = moved(host.free_at);
    std::set<std::pair<Timestamp, Key>> jobs;
    for (const auto& [due, key] : host.jobs) jobs.emplace(moved(due), key);
    host.jobs = std::move(jobs);
    reindex(host);
  }
}

/// Pages add thousands of hosts that are rarely used again. A slow host is kept an hour longer.
void Agenda::forget_idle(Timestamp now) {
  constexpr std::chrono::hours kSlowFor(1);
  std::vector<std::pair<Timestamp, const std::string*>> idle;  // with the end of their pause
  for (const auto& [name, host] : hosts_) {
    if (!host.jobs.empty() || host.transfers > 0) continue;
    idle.emplace_back(host.slow ? host.free_at + kSlowFor : host.free_at, &name);
  }
  std::ranges::sort(idle);
  for (std::size_t i = 0; i < idle.size(); ++i) {
    const bool too_many = idle.size() - i > kMostIdleHosts;
    if (idle[i].first <= now || too_many) hosts_.erase(std::string(*idle[i].second));
  }
  sweep_at_ = std::max<std::size_t>(1024, 2 * hosts_.size());
}

}  // namespace wirefold::schedule
