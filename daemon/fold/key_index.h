// Which articles have a key: a sampled shingle, a link. Private to the fold area.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <utility>
#include <vector>

namespace wirefold::fold {

/// Chains of a hash table over a sliding window, built as NearIndex is; the table grows with what
/// is in it. Keys are hashes. 12 bytes an entry and 1 to 2 for its slot. One thread at a time.
class KeyIndex {
 public:
  using Owner = std::uint32_t;

  void add(std::uint32_t key, Owner owner) {
    if (entries_.size() >= kChain * heads_.size()) grow();
    entries_.push_back({key, owner, 0});
    link(static_cast<std::uint32_t>(first_number_ + entries_.size() - 1));
  }

  /// Owners below `first` are found no more. Never falls.
  void forget_before(Owner first) {
    first_owner_ = first;
    while (!entries_.empty() && entries_.front().owner < first) {
      entries_.pop_front();
      ++first_number_;
    }
  }

  /// The newest `most` owners of `key`, newest first.
  void find(std::uint32_t key, int most, const std::function<void(Owner)>& found) const {
    for (std::uint32_t n = heads_[slot(key)]; is_stored(n) && most > 0; n = at(n).next) {
      const Entry& entry = at(n);
      if (entry.key != key || entry.owner < first_owner_) continue;
      found(entry.owner);
      --most;
    }
  }

 private:
  static constexpr std::size_t kChain = 4;  // entries a slot, at most on average

  struct Entry {
    std::uint32_t key;
    Owner owner;
    std::uint32_t next;  // number of the entry before it in its chain
  };

  void link(std::uint32_t number) {
    Entry& entry = entries_[number - first_number_];
    std::uint32_t& head = heads_[slot(entry.key)];
    entry.next = std::exchange(head, number);
  }

  void grow() {
    heads_.assign(2 * heads_.size(), 0);
    for (std::uint32_t i = 0; i < entries_.size(); ++i) link(first_number_ + i);
  }

  std::size_t slot(std::uint32_t key) const noexcept {
    return (key * std::uint64_t{0x9E3779B97F4A7C15ULL} >> 32) & (heads_.size() - 1);
  }
  bool is_stored(std::uint32_t number) const noexcept {
    return number - first_number_ < entries_.size();
  }
  const Entry& at(std::uint32_t number) const noexcept { return entries_[number - first_number_]; }

  Owner first_owner_ = 0;
  std::uint32_t first_number_ = 1;  // of entries_.front(); 0 ends a chain
  std::deque<Entry> entries_;
  std::vector<std::uint32_t> heads_ = std::vector<std::uint32_t>(std::size_t{1} << 12);
};

}  // namespace wirefold::fold
