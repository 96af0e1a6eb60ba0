// The properties of characters for cutting text into words. Private to the text area.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace wirefold::text {

struct Character {
  enum Flag : std::uint16_t {
    kWord = 1,      ///< Letter, digit, or a mark that belongs to the letter before it.
    kDigit = 2,     ///< Decimal digit of any script; its normal form is the ASCII digit.
    kUpper = 4,     ///< Upper-case letter.
    kUnspaced = 8,  ///< Of a script without spaces between words.
    kEndsSentence = 16,
    kIgnored = 32,       ///< Invisible inside words: soft hyphen, joiners.
    kNeedsContext = 64,  ///< Its normal form depends on its neighbours.
    kMark = 128,         ///< A combining mark that composes with nothing, but may be reordered.
    kSame = 256,         ///< It is its own normal form.
    kDropped = 512,      ///< Absent from a word's normal form: an accent.
    kNumberSign = 1024,  ///< A number by itself, with kDigit: "½", "²".
    kArabic = 2048,      ///< Of the Arabic script.
    // Scripts with letters that look alike.
    kLatin = 4096,
    kGreek = 8192,
    kCyrillic = 16384
  };

  std::uint16_t flags = 0;
  std::uint8_t folded_size = 0;
  std::array<char, 5> folded{};  ///< Normal form, UTF-8; unset if kNeedsContext or kUnspaced.

  bool is(Flag flag) const noexcept { return (flags & flag) != 0; }
  /// True for the characters of a word in a script with spaces.
  bool is_letter() const noexcept { return (flags & (kWord | kUnspaced | kDigit)) == kWord; }
  std::string_view folded_text() const noexcept { return {folded.data(), folded_size}; }
};

/// A table of the characters of scripts with spaces and of kana. Hangul syllables and most
/// ideographs are computed, and other characters are looked up in ICU each time. Any thread.
class CharacterTable {
 public:
  /// Built at the first call, in some milliseconds.
  static const CharacterTable& instance();

  Character operator[](char32_t c) const { return c < kSize ? table_[c] : beyond(c); }

 private:
  CharacterTable();
  static Character describe(char32_t c);

  static Character beyond(char32_t c);

  // After the last kana.
  static constexpr char32_t kSize = 0x3100;
  std::vector<Character> table_;
};

}  // namespace wirefold::text
