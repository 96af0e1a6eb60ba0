// Packs numbers into bytes that are the same on every machine.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace wirefold {

/// Appends an integer or enum, the lowest byte first.
template <typename T>
void put(std::string& out, T value) {
  for (std::size_t i = 0; i < sizeof(T); ++i) {
    out += static_cast<char>(static_cast<std::uint64_t>(value) >> (8 * i) & 0xFF);
  }
}

/// Appends the number of values as 32 bits, then each value.
template <typename T>
void put_all(std::string& out, const std::vector<T>& values) {
  put(out, static_cast<std::uint32_t>(values.size()));
  for (const T value : values) put(out, value);
}

/// Takes from the front of `bytes` what put() has appended. False if there are too few bytes.
template <typename T>
bool take(std::string_view& bytes, T& value) {
  if (bytes.size() < sizeof(T)) return false;
  std::uint64_t v = 0;
  for (std::size_t i = 0; i < sizeof(T); ++i) {
    v |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
  }
  value = static_cast<T>(v);
  bytes.remove_prefix(sizeof(T));
  return true;
}

/// Takes what put_all() has appended. False, and nothing is allocated, if there are too few bytes.
template <typename T>
bool take_all(std::string_view& bytes, std::vector<T>& values) {
  std::uint32_t count = 0;
  if (!take(bytes, count) || bytes.size() / sizeof(T) < count) return false;
  values.resize(count);
  return std::all_of(values.begin(), values.end(), [&bytes](T& v) { return take(bytes, v); });
}

}  // namespace wirefold
