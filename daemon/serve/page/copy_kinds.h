// Counts how the copies of a story differ from its lead. Private to the serve area.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <unordered_map>
#include <utility>

#include "wirefold/model/story.h"

namespace wirefold::serve {

/// The copies of a story that were compared with its lead, as text::Likeness does. Copies without a
/// text, or with texts too long to compare whole, are not counted.
struct CopyKinds {
  std::size_t word_for_word = 0;  ///< In any order.
  std::size_t cut = 0;            ///< Without words that the lead does not have.
  std::size_t with_words = 0;     ///< With words that the lead does not have:
  std::size_t least_words = 0;    ///< the fewest of them in such a copy,
  std::size_t most_words = 0;     ///< and the most.

  bool operator==(const CopyKinds&) const = default;
};

/// Compares copies with their leads, and remembers the results, because a page is rendered anew
/// with every change. For one thread.
class CopyComparisons {
 public:
  /// Of the first copy of each outlet, at most 12 copies. `budget` loses the number of comparisons,
  /// done or remembered, so that equal pages are equal; if it does not suffice, nothing is
  /// compared.
  CopyKinds of(const Story& story, std::size_t& budget);

 private:
  using Key = std::uint64_t;  // a hash of both articles

  struct Result {
    bool compared = false;
    std::size_t new_words = 0;
    std::size_t left_out = 0;
  };

  Result compare(const Article& lead, const Article& copy);

  std::list<std::pair<Key, Result>> uses_;  // the last used first
  std::unordered_map<Key, std::list<std::pair<Key, Result>>::iterator> known_;
};

}  // namespace wirefold::serve
