#include "wirefold/base/hash.h"

#include <fmt/format.h>
// Inlined: hashing a word takes a few nanoseconds, which a call into the shared library would
// double.
#define XXH_INLINE_ALL
#include <xxhash.h>

namespace wirefold {

std::uint64_t hash64(std::string_view bytes, std::uint64_t seed) noexcept {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

std::string hash_uuid(std::string_view bytes) {
  XXH128_hash_t h = XXH3_128bits(bytes.data(), bytes.size());
  h.high64 = (h.high64 & ~0xF000ULL) | 0x8000ULL;                       // version 8
  h.low64 = (h.low64 & 0x3FFFFFFFFFFFFFFFULL) | 0x8000000000000000ULL;  // RFC 9562 variant
  return fmt::format("{:08x}-{:04x}-{:04x}-{:04x}-{:012x}", h.high64 >> 32,
                     (h.high64 >> 16) & 0xFFFF, h.high64 & 0xFFFF, h.low64 >> 48,
                     h.low64 & 0xFFFFFFFFFFFFULL);
}

std::string to_hex(std::uint64_t value) { return fmt::format("{:016x}", value); }

}  // namespace wirefold
