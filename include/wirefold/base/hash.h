// Hashes that are stored, compared and put into ETags. The only user of xxHash.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace wirefold {

/// XXH3 64 bits. The value is the same on every machine and must never change, because the database
/// stores it. Not collision-resistant against an attacker.
std::uint64_t hash64(std::string_view bytes, std::uint64_t seed = 0) noexcept;

/// Mixes two hashes, order-dependent (for shingles). A multiply-xor finaliser.
constexpr std::uint64_t mix_hash(std::uint64_t a, std::uint64_t b) noexcept {
  std::uint64_t x = a * 0x9E3779B97F4A7C15ULL + b;
  x ^= x >> 32;
  x *= 0xD6E8FEB86659FD93ULL;
  x ^= x >> 32;
  return x;
}

/// XXH3 128 bits as a UUID of version 8 (RFC 9562 section 5.8), lower-case hex.
std::string hash_uuid(std::string_view bytes);

/// 16 lower-case hex digits.
std::string to_hex(std::uint64_t value);

}  // namespace wirefold
