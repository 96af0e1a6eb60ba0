// Finds all stored fingerprints within a Hamming distance of a given one.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <vector>

#include "wirefold/fold/sliding_queue.h"
#include "wirefold/model/document.h"

namespace wirefold::fold {

/// Exact radius search by multi-index hashing (Norouzi, Punjani, Fleet 2012) over a sliding window.
/// A fingerprint is filed under each of its four 16-bit blocks. Two fingerprints that differ in at
/// most k bits have a block that differs in at most k / 4 bits, so only such chains are walked.
///
/// Entries lie in one queue in the order of arrival, and every chain goes from the newest to the
/// oldest entry. Old entries are dropped at the end of the queue, and nothing else is touched.
/// Memory: 28 bytes per fingerprint, and 1 MB for the heads of the chains. One thread at a time.
class NearIndex {
 public:
  using Owner = std::uint32_t;
  using Found = std::function<void(Owner owner, int distance)>;

  /// Searches reach `radius` bits, 0 to 7.
  explicit NearIndex(int radius);

  void add(Fingerprint fingerprint, Owner owner);

  /// Forgets all owners before `first`, which never goes back. The owner after 2^32 - 1 is 0; all
  /// stored owners lie within a range of 2^31.
  void forget_before(Owner first);

  /// Call it before several calls of near(), to load their chains into the cache in parallel.
  void prefetch(Fingerprint probe) const;

  /// Calls `found` once for each stored fingerprint within the radius, in no particular order.
  void near(Fingerprint probe, const Found& found) const;

  /// Number of entries in memory.
  std::size_t size() const noexcept { return entries_.size(); }

  /// As SlidingQueue::go_on_at(), for tests.
  void go_on_at(std::uint32_t number) { entries_.go_on_at(number); }

 private:
  static constexpr unsigned kBlocks = 4;
  static constexpr unsigned kBlockBits = 16;

  struct Entry {
    std::array<std::uint32_t, 2> bits;  // in halves; a 64-bit member costs 4 bytes of padding
    Owner owner;
    std::array<std::uint32_t, kBlocks> next;  // numbers of older entries
    Fingerprint fingerprint() const noexcept {
      return Fingerprint{std::uint64_t{bits[1]} << 32 | bits[0]};
    }
  };

  static std::uint16_t block(Fingerprint f, unsigned i) noexcept;
  std::uint32_t look_at(std::uint32_t number, unsigned table, Fingerprint probe,
                        const Found& found) const;
  bool found_earlier(Fingerprint a, Fingerprint b, unsigned table) const noexcept;

  int radius_;
  int block_radius_;
  Owner first_owner_ = 0;
  SlidingQueue<Entry> entries_;
  std::array<std::vector<std::uint32_t>, kBlocks> heads_;
};

}  // namespace wirefold::fold
