// SimHash (Charikar 2002): similar sets of features have fingerprints that differ in few bits.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "wirefold/model/document.h"

namespace wirefold::text {

/// Sums feature hashes and returns the majority of each bit.
///
/// The 64 counters are stored as bit planes: plane i holds bit i of all of them. Eight features at
/// a time go through carry-save adders (Harley and Seal), which need no branch. The carries and the
/// remaining features ripple upwards.
class SimHash {
 public:
  void add(std::uint64_t feature) noexcept {
    ++count_;
    ripple(feature, 0);
  }

  void add(std::span<const std::uint64_t> features) noexcept;

  /// Bit i is 1 if more than half of the features had it. 0 without features.
  Fingerprint value() const noexcept;

 private:
  /// Adds 1 to the counters whose bits are set in `carry`, 2^plane times.
  void ripple(std::uint64_t carry, std::size_t plane) noexcept {
    for (; carry != 0; ++plane) {
      const std::uint64_t sum = planes_[plane] ^ carry;
      carry &= planes_[plane];
      planes_[plane] = sum;
    }
  }

  std::array<std::uint64_t, 24> planes_{};  // room for 16 million features
  std::uint32_t count_ = 0;
};

}  // namespace wirefold::text
