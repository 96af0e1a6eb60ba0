// Counts how the copies of a story differ from its lead. Private to the serve area.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <unordered_map>
#include <utility>

#include "wirefold/model/story.h"

namespace wirefold::serve {

/// The copies of a story that were compared with its lead. Copies without a text, or with texts too
/// long to compare whole, are not counted.
struct CopyKinds {
  std::size_t word_for_word = 0;
  std::size_t cut = 0;          ///< Without words that the lead does not have.
  std::size_t with_words = 0;   ///< With words that the lead does not have, or in another place:
  std::size_t least_words = 0;  ///< the fewest of them in such a copy,
  std::size_t most_words = 0;   ///< and the most.

  bool operator==(const CopyKinds&) const = default;
};

/// Compares copies with their leads, and remembers the results, because a page is rendered anew
/// with every change. For one thread.
class CopyComparisons {
 public:
  /// Of the first copy of each outlet, at most 12 copies. Equal for equal stories.
  CopyKinds of(const Story& story);

 private:
  using Key = std::uint64_t;  // a hash of both articles

  /// Words of the copy that the lead does not have in this order, and the other way round.
  struct Words {
    bool compared = false;
    std::size_t added = 0;
    std::size_t removed = 0;
  };

  Words compare(const Article& lead, const Article& copy);

  std::list<std::pair<Key, Words>> uses_;  // the last used first
  std::unordered_map<Key, std::list<std::pair<Key, Words>>::iterator> known_;
};

}  // namespace wirefold::serve
