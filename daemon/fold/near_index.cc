#include "wirefold/fold/near_index.h"

#include <bit>
#include <cassert>

namespace wirefold::fold {

NearIndex::NearIndex(int radius) : radius_(radius), block_radius_(radius / int{kBlocks}) {
  assert(radius >= 0 && block_radius_ <= 1);
  for (auto& heads : heads_) heads.resize(std::size_t{1} << kBlockBits);
}

std::uint16_t NearIndex::block(Fingerprint f, unsigned i) noexcept {
  return static_cast<std::uint16_t>(static_cast<std::uint64_t>(f) >> (i * kBlockBits));
}

void NearIndex::add(Fingerprint fingerprint, Owner owner) {
  const auto bits = static_cast<std::uint64_t>(fingerprint);
  Entry entry{
      {static_cast<std::uint32_t>(bits), static_cast<std::uint32_t>(bits >> 32)}, owner, {}};
  for (unsigned i = 0; i < kBlocks; ++i) entry.next[i] = heads_[i][block(fingerprint, i)];
  const std::uint32_t number = entries_.push(entry);
  for (unsigned i = 0; i < kBlocks; ++i) heads_[i][block(fingerprint, i)] = number;
  if (!entries_.ends_quarter(number)) return;
  for (auto& heads : heads_) entries_.clear_gone(heads);
}

void NearIndex::forget_before(Owner first) {
  first_owner_ = first;
  while (!entries_.empty() && given_before(entries_.front().owner, first)) entries_.pop();
}

void NearIndex::prefetch(Fingerprint probe) const {
  for (unsigned i = 0; i < kBlocks; ++i) entries_.prefetch(heads_[i][block(probe, i)]);
}

void NearIndex::near(Fingerprint probe, const Found& found) const {
  // Walks the four chains in parallel, so that their cache misses overlap.
  std::array<std::uint32_t, kBlocks> next{};
  for (unsigned table = 0; table < kBlocks; ++table)
    next[table] = heads_[table][block(probe, table)];
  for (bool walking = true; walking;) {
    walking = false;
    for (unsigned table = 0; table < kBlocks; ++table) {
      if (!entries_.has(next[table])) continue;
      walking = true;
      next[table] = look_at(next[table], table, probe, found);
    }
  }
  for (unsigned table = 0; table < kBlocks; ++table) {
    const std::uint16_t exact = block(probe, table);
    for (unsigned bit = 0; block_radius_ > 0 && bit < kBlockBits; ++bit) {
      std::uint32_t n = heads_[table][exact ^ (1U << bit)];
      while (entries_.has(n)) n = look_at(n, table, probe, found);
    }
  }
}

/// Reports the entry if it is near. Returns the number of the next entry of its chain.
std::uint32_t NearIndex::look_at(std::uint32_t number, unsigned table, Fingerprint probe,
                                 const Found& found) const {
  const Entry& entry = entries_[number];
  const std::uint32_t next = entry.next[table];
  entries_.prefetch(next);
  const Fingerprint stored = entry.fingerprint();
  const int d = distance(stored, probe);
  const bool gone = given_before(entry.owner, first_owner_);
  if (d <= radius_ && !gone && !found_earlier(stored, probe, table)) found(entry.owner, d);
  return next;
}

/// True if a table before `table` reports this pair too.
bool NearIndex::found_earlier(Fingerprint a, Fingerprint b, unsigned table) const noexcept {
  for (unsigned i = 0; i < table; ++i) {
    const auto differing = static_cast<std::uint16_t>(block(a, i) ^ block(b, i));
    if (std::popcount(differing) <= block_radius_) return true;
  }
  return false;
}

}  // namespace wirefold::fold
