// All stored fingerprints within a Hamming distance of a given one.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <vector>

#include "wirefold/fold/sliding_queue.h"
#include "wirefold/model/document.h"

namespace wirefold::fold {

/// Exact radius search by multi-index hashing (Norouzi, Punjani, Fleet 2012) over a sliding window:
/// fingerprints are filed under each of their four 16-bit blocks; two that differ in at most k bits
/// have a block that differs in at most k / 4, so only such chains are walked.
///
/// Entries lie in one queue in the order of coming; every chain goes from the newest to the oldest,
/// so that what has left the window is dropped at the end of the queue and nothing else is touched.
/// Memory: 28 bytes a fingerprint, and 1 MB for the heads of the chains. One thread at a time.
class NearIndex {
 public:
  using Owner = std::uint32_t;
  using Found = std::function<void(Owner owner, int distance)>;

  /// Searches reach `radius` bits, 0 to 7.
  explicit NearIndex(int radius);

  void add(Fingerprint fingerprint, Owner owner);

  /// Owners that come before `first` are found no more. It never goes back. Owners count on from
  /// 2^32 - 1 to 0; those that are stored lie within 2^31 numbers.
  void forget_before(Owner first);

  /// Before several calls of near(): their chains come into the cache side by side.
  void prefetch(Fingerprint probe) const;

  /// Calls `found` once for each stored pair within the radius, in no order.
  void near(Fingerprint probe, const Found& found) const;

  /// Entries that take room.
  std::size_t size() const noexcept { return entries_.size(); }

  /// The same as SlidingQueue's, for tests.
  void go_on_at(std::uint32_t number) { entries_.go_on_at(number); }

 private:
  static constexpr unsigned kBlocks = 4;
  static constexpr unsigned kBlockBits = 16;

  struct Entry {
    std::array<std::uint32_t, 2> bits;  // halves: the whole would cost 4 bytes of padding
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
