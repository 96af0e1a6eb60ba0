// Compares two texts word by word.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace wirefold::text {

/// The most words of a text that are compared: two texts with nothing in common take 22 ms and
/// 25 MB.
inline constexpr std::size_t kMostCompared = 1000;

/// The fewest words in a row that count as moved. A shorter row that the other text has elsewhere
/// is a turn of phrase.
inline constexpr std::size_t kLeastMoved = 6;

enum class Change : std::uint8_t {
  kSame,
  kAdded,
  kRemoved,
  kMovedHere,  ///< Of the second text: a row of kLeastMoved words or more that the first has
               ///< elsewhere.
  kMovedAway,  ///< Of the first text: the same row where it stands there.
};

struct Piece {
  Change change;
  std::string text;  ///< As in the text, with the white space after its words.
};

/// A text cut into words as by words_of(), but with boilerplate, and with the words of a number in
/// words left apart. The ranges [begin, end) of the words cover the whole text: a word's range
/// includes the white space after it and the marks that touch it.
struct ComparedText {
  struct Word {
    std::uint32_t hash;  ///< Of the normal form, which ignores case and accents.
    std::size_t at;      ///< The byte where the word itself begins.
    std::size_t begin;
    std::size_t end;
  };
  std::string_view text;
  std::vector<Word> words;
  bool cut = false;  ///< The text is longer than the part that is compared.

  std::string_view spelled(std::size_t word) const {
    return text.substr(words[word].begin, words[word].end - words[word].begin);
  }
};

/// Words [from, from + count) of the first text equal words [to, to + count) of the second.
struct EqualWords {
  std::size_t from;
  std::size_t to;
  std::size_t count;
};

/// The fewest words added and removed that turn `from` into `to` (Wu et al., "An O(NP) Sequence
/// Comparison Algorithm", 1990). Texts are plain, with one paragraph on a line, and must outlive
/// the object.
class Difference {
 public:
  Difference(std::string_view from, std::string_view to);

  const ComparedText& from() const noexcept { return from_; }
  const ComparedText& to() const noexcept { return to_; }
  bool cut() const noexcept { return from_.cut || to_.cut; }

  /// The words that both texts have, in order; as many as possible.
  const std::vector<EqualWords>& equal() const noexcept { return equal_; }

  /// Both texts in full, as spelled. A word that differs only in its capitals or in the marks
  /// beside it counts as removed and added.
  std::vector<Piece> pieces() const;

 private:
  ComparedText from_;
  ComparedText to_;
  std::vector<EqualWords> equal_;
};

}  // namespace wirefold::text
