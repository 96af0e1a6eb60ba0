#include "wirefold/text/simhash.h"

namespace wirefold::text {

Fingerprint SimHash::value() const noexcept {
  std::uint64_t bits = 0;
  for (unsigned bit = 0; bit < 64; ++bit) {
    std::uint32_t votes = 0;
    for (unsigned plane = 0; plane < planes_.size(); ++plane) {
      votes |= static_cast<std::uint32_t>((planes_[plane] >> bit) & 1) << plane;
    }
    if (votes > count_ / 2) bits |= std::uint64_t{1} << bit;
  }
  return Fingerprint{bits};
}

}  // namespace wirefold::text
