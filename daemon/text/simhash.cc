#include "wirefold/text/simhash.h"

namespace wirefold::text {
namespace {

/// Adds three bits in each of 64 places: `low` becomes the sum, the result is the carry.
std::uint64_t add_with_carry(std::uint64_t& low, std::uint64_t a, std::uint64_t b) noexcept {
  const std::uint64_t half = low ^ a;
  const std::uint64_t carry = (low & a) | (half & b);
  low = half ^ b;
  return carry;
}

}  // namespace

void SimHash::add(std::span<const std::uint64_t> features) noexcept {
  constexpr std::size_t kBlock = 8;
  std::uint64_t& ones = planes_[0];
  std::uint64_t& twos = planes_[1];
  std::uint64_t& fours = planes_[2];
  while (features.size() >= kBlock) {
    const std::uint64_t two_a = add_with_carry(ones, features[0], features[1]);
    const std::uint64_t two_b = add_with_carry(ones, features[2], features[3]);
    const std::uint64_t two_c = add_with_carry(ones, features[4], features[5]);
    const std::uint64_t two_d = add_with_carry(ones, features[6], features[7]);
    const std::uint64_t four_a = add_with_carry(twos, two_a, two_b);
    const std::uint64_t four_b = add_with_carry(twos, two_c, two_d);
    ripple(add_with_carry(fours, four_a, four_b), 3);
    count_ += kBlock;
    features = features.subspan(kBlock);
  }
  for (const std::uint64_t feature : features) add(feature);
}

Fingerprint SimHash::value() const noexcept {
  // All 64 counters are compared with half the count at once, from the highest plane down.
  const std::uint32_t half = count_ / 2;
  std::uint64_t greater = 0;
  std::uint64_t equal = ~std::uint64_t{0};
  for (std::size_t plane = planes_.size(); plane-- > 0;) {
    const std::uint64_t wanted = (half >> plane & 1) != 0 ? ~std::uint64_t{0} : 0;
    greater |= equal & planes_[plane] & ~wanted;
    equal &= ~(planes_[plane] ^ wanted);
  }
  return Fingerprint{greater};
}

}  // namespace wirefold::text
