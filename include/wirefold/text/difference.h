// What one text has that another has not, word by word.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace wirefold::text {

/// At most so many words of a text are compared: two of which nothing is alike take 22 ms and
/// 25 MB.
inline constexpr std::size_t kMostCompared = 1000;

enum class Change : std::uint8_t { kSame, kAdded, kRemoved };

struct Piece {
  Change change;
  std::string text;  ///< As it stands in the text, white space behind words included.
};

/// A text in words, as words_of() has them. Their stretches [begin, end) are the whole text: with a
/// word goes the white space behind it, and what stands beside it without white space.
struct ComparedText {
  struct Word {
    std::uint32_t hash;  ///< Of the normal form: case and accents do not count.
    std::size_t at;      ///< Where the word itself begins, in bytes.
    std::size_t begin;
    std::size_t end;
  };
  std::string_view text;
  std::vector<Word> words;
  bool cut = false;  ///< The text has more words.

  std::string_view spelled(std::size_t word) const {
    return text.substr(words[word].begin, words[word].end - words[word].begin);
  }
};

/// Words [from, from + count) of the one text are [to, to + count) of the other.
struct EqualWords {
  std::size_t from;
  std::size_t to;
  std::size_t count;
};

/// `to` beside `from` as the fewest words that were added and removed (Wu et al., "An O(NP)
/// Sequence Comparison Algorithm", 1990). Texts are plain, a paragraph a line, and must outlive it.
class Difference {
 public:
  Difference(std::string_view from, std::string_view to);

  const ComparedText& from() const noexcept { return from_; }
  const ComparedText& to() const noexcept { return to_; }
  bool cut() const noexcept { return from_.cut || to_.cut; }

  /// What both have, in order; as long as can be.
  const std::vector<EqualWords>& equal() const noexcept { return equal_; }

  /// All of both as it is spelled: a word that is the same but for its capitals or the marks beside
  /// it was removed and added.
  std::vector<Piece> pieces() const;

 private:
  ComparedText from_;
  ComparedText to_;
  std::vector<EqualWords> equal_;
};

}  // namespace wirefold::text
