// Which articles have a key: a sampled shingle, a link, a story. Private to the fold area.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "wirefold/fold/sliding_queue.h"

namespace wirefold::fold {

/// Chains of a hash table over a sliding window, built as NearIndex is. Keys are hashes, of which
/// the lower half is kept: who looks one up is shown the owners of others once in 65,536 times, and
/// has to check. 10 bytes an entry and 2 to 4 for its slot. One thread at a time.
class KeyIndex {
 public:
  using Owner = std::uint32_t;

  /// 2^slot_bits slots to begin with.
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

  /// The newest `most` owners of `key`, newest first.
  template <typename Found>
  void find(std::uint32_t key, int most, Found found) const {
    find_all({&key, 1}, most, found);
  }

  /// The newest `most` owners of each of `keys`. All chains are walked side by side, so that their
  /// ways through the memory overlap.
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

  /// The same as SlidingQueue's, for tests.
  void go_on_at(std::uint32_t number) { entries_.go_on_at(number); }

 private:
  static constexpr std::size_t kChain = 2;  // entries a slot, at most on average

  using Halves = std::array<std::uint16_t, 2>;

  struct Entry {
    std::uint16_t key;
    Halves owner;
    Halves next;  // number of the entry before it in its chain
  };
  static_assert(sizeof(Entry) == 10);

  static Halves halves(std::uint32_t v) noexcept {
    return {static_cast<std::uint16_t>(v), static_cast<std::uint16_t>(v >> 16)};
  }
  static std::uint32_t whole(const Halves& h) noexcept { return h[0] | std::uint32_t{h[1]} << 16; }

  /// Each slot becomes two that go on with the chain of the one; as it expires they have only
  /// theirs.
  void grow() {
    const std::vector<std::uint32_t> half = heads_;
    heads_.insert(heads_.end(), half.begin(), half.end());
  }

  std::size_t slot(std::uint32_t key) const noexcept {
    return (key >> 16 ^ key << 7) & (heads_.size() - 1);
  }

  Owner first_owner_ = 0;
  SlidingQueue<Entry> entries_;
  std::vector<std::uint32_t> heads_;  // number of the newest entry of a chain; 0 = none
};

}  // namespace wirefold::fold
