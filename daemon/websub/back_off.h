// The pauses between tries that fail.
#pragma once

#include <algorithm>
#include <chrono>

namespace wirefold::websub {

/// The pause after the last of `failures` tries in a row: `first` after one, twice as long after
/// each further one, and `last` at most.
constexpr std::chrono::seconds back_off(int failures, std::chrono::seconds first,
                                        std::chrono::seconds last) {
  constexpr int kMaxDoublings = 20;  // `last` is reached long before
  return std::min(last, first * (1 << std::clamp(failures - 1, 0, kMaxDoublings)));
}

}  // namespace wirefold::websub
