// Numbers at which tests let indexes start, so that the numbers wrap around.
#pragma once

#include <cstdint>

namespace wirefold::fold {

struct Start {
  std::uint32_t number;  ///< Of the first entry.
  std::uint32_t owner;
};

/// At the beginning, just before 2^31, just before 2^32, and at the last number.
inline constexpr Start kStarts[] = {
    {1, 0}, {0x7FFFFE00, 0x7FFFFE00}, {0xFFFFFE00, 0xFFFFFE00}, {0xFFFFFFFF, 0xFFFFFFFF}};

/// Takes an empty index through all 2^32 numbers, most of which are skipped. `add` adds one entry
/// and forgets it.
template <typename Index, typename Add>
void pass_a_round(Index& index, const Add& add) {
  for (std::uint32_t quarter = 1; quarter <= 4; ++quarter) {
    index.go_on_at((quarter << 30) - 1);
    add();
  }
}

}  // namespace wirefold::fold
