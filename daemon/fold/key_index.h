// Finds the articles that have a key: a sampled shingle, a headline, a link or a story. Private to
// the fold area.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "wirefold/fold/sliding_queue.h"

namespace wirefold::fold {

/// A chained hash table over a sliding window, built like NearIndex. Keys are hashes, of which only
/// the lower half is stored: once in 65,536 times, a search also finds the owner of another key, so
/// callers have to check. 10 bytes per entry and 2 to 4 for its slot. One thread at a time.
class KeyIndex {
 public:
  using Owner = std::uint32_t;

  /// Starts with 2^slot_bits slots.
  explicit KeyIndex(unsigned slot_bits) : heads_(std::size_t{1} << slot_bits) {}

  void add(std::uint32_t key, Owner owner) {
    if (entries_.size() >= kChain * heads_.size()) grow();
    std::uint32_t& head = heads_[slot(key)];
    head = entries_.push({static_cast<std::uint16_t>(key), halves(owner), halves(head)});
    if (entries_.ends_quarter(head)) entries_.clear_gone(heads_);
  }

  /// As in NearIndex.
  void forget_before(Owner first) {
    first_owner_ = first;
    while (!entries_.empty() && given_before(whole(entries_.front().owner), first)) entries_.pop();
  }

  /// Calls `found` for the newest `most` owners of `key`, newest first.
  template <typename Found>
  void find(std::uint32_t key, int most, Found found) const {
    find_all({&key, 1}, most, found);
  }

  /// Calls `found` for the newest `most` owners of each of `keys`. All chains are walked in
  /// parallel, so that their cache misses overlap.
  template <typename Found>
  void find_all(std::span<const std::uint32_t> keys, int most, Found found) const {
    struct Walk {
      std::uint32_t key;
      std::uint32_t next;
      int most;
    };
    std::vector<Walk> walks;
    walks.reserve(keys.size());
    for (const std::uint32_t key : keys) {
      const std::uint32_t head = heads_[slot(key)];
      entries_.prefetch(head);
      if (entries_.has(head)) walks.push_back({key, head, most});
    }
    while (!walks.empty()) {
      std::erase_if(walks, [&](Walk& walk) {
        const Entry& entry = entries_[walk.next];
        walk.next = whole(entry.next);
        entries_.prefetch(walk.next);
        const Owner owner = whole(entry.owner);
        const bool gone = given_before(owner, first_owner_);
        if (entry.key == static_cast<std::uint16_t>(walk.key) && !gone) {
          found(owner);
          --walk.most;
        }
        return walk.most == 0 || !entries_.has(walk.next);
      });
    }
  }

  /// As SlidingQueue::go_on_at(), for tests.
  void go_on_at(std::uint32_t number) { entries_.go_on_at(number); }

 private:
  static constexpr std::size_t kChain = 2;  // average entries per slot, at most

  using Halves = std::array<std::uint16_t, 2>;

  struct Entry {
    std::uint16_t key;
    Halves owner;
    Halves next;  // number of the next older entry of the chain
  };
  static_assert(sizeof(Entry) == 10);

  static Halves halves(std::uint32_t v) noexcept {
    return {static_cast<std::uint16_t>(v), static_cast<std::uint16_t>(v >> 16)};
  }
  static std::uint32_t whole(const Halves& h) noexcept { return h[0] | std::uint32_t{h[1]} << 16; }

  /// Splits each slot into two that both start with its chain. Once the old entries have expired,
  /// each slot has only its own entries.
  void grow() {
    const std::vector<std::uint32_t> half = heads_;
    heads_.insert(heads_.end(), half.begin(), half.end());
  }

  std::size_t slot(std::uint32_t key) const noexcept {
    return (key >> 16 ^ key << 7) & (heads_.size() - 1);
  }

  Owner first_owner_ = 0;
  SlidingQueue<Entry> entries_;
  std::vector<std::uint32_t> heads_;  // number of the newest entry of each chain; 0 = none
};

}  // namespace wirefold::fold
