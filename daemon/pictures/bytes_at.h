// Numbers in a binary file. Private to the pictures area.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace wirefold::pictures {

/// The byte at `place`; 0 beyond the end.
inline std::uint32_t byte_at(std::string_view file, std::size_t place) {
  return place < file.size() ? static_cast<unsigned char>(file[place]) : 0;
}

/// The number of `count` bytes at `place`, the highest byte first; 0 for each byte beyond the end.
inline std::uint64_t big_endian(std::string_view file, std::size_t place, std::size_t count) {
  std::uint64_t out = 0;
  for (std::size_t i = 0; i < count; ++i) out = out << 8 | byte_at(file, place + i);
  return out;
}

/// The same, the lowest byte first.
inline std::uint32_t little_endian(std::string_view file, std::size_t place, std::size_t count) {
  std::uint32_t out = 0;
  for (std::size_t i = count; i > 0; --i) out = out << 8 | byte_at(file, place + i - 1);
  return out;
}

/// True if `text` is at `place`.
inline bool has_at(std::string_view file, std::size_t place, std::string_view text) {
  return place <= file.size() && file.substr(place).starts_with(text);
}

}  // namespace wirefold::pictures
