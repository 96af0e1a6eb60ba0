// What one text has that another has not, word by word.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace wirefold::text {

enum class Change : std::uint8_t { kSame, kAdded, kRemoved };

struct Piece {
  Change change;
  std::string text;  ///< As it stands in the text, white space behind words included.
};

/// `to` beside `from` as the fewest words that were added and removed (Wu et al., "An O(NP)
/// Sequence Comparison Algorithm", 1990). Texts are plain, a paragraph a line. At most the first
/// 1,000 words of each are compared; `cut` says whether there are more.
std::vector<Piece> difference(std::string_view from, std::string_view to, bool& cut);

}  // namespace wirefold::text
