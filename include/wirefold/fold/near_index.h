// All stored fingerprints within a Hamming distance of a given one.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <vector>

#include "wirefold/model/document.h"

namespace wirefold::fold {

/// Exact radius search by multi-index hashing (Norouzi, Punjani, Fleet 2012): fingerprints are
/// filed under each of their four 16-bit blocks; two that differ in at most k bits have a block
/// that differs in at most k / 4, so only such buckets are looked at.
///
/// Memory: 64 bytes a fingerprint and 6 MB for the tables. One thread at a time.
class NearIndex {
 public:
  using Owner = std::uint32_t;
  using Found = std::function<void(Owner owner, int distance)>;

  /// Searches reach `radius` bits, 0 to 7.
  explicit NearIndex(int radius);

  void add(Fingerprint fingerprint, Owner owner);

  /// Takes out one earlier add() of the same pair. Quick for the oldest, which is what a sliding
  /// window removes.
  void remove(Fingerprint fingerprint, Owner owner);

  /// Calls `found` once for each stored pair within the radius, in no order.
  void near(Fingerprint probe, const Found& found) const;

 private:
  static constexpr unsigned kBlocks = 4;
  static constexpr unsigned kBlockBits = 16;

  struct Slot {
    Fingerprint fingerprint;
    Owner owner;
  };
  using Bucket = std::vector<Slot>;

  static std::uint16_t block(Fingerprint f, unsigned i) noexcept;
  void scan(const Bucket& bucket, unsigned table, Fingerprint probe, const Found& found) const;
  bool found_earlier(Fingerprint a, Fingerprint b, unsigned table) const noexcept;

  int radius_;
  int block_radius_;
  std::array<std::vector<Bucket>, kBlocks> tables_;
};

}  // namespace wirefold::fold
