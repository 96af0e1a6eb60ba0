// What cutting text into words needs to know of each character. Private to the text area.
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
    kUnspaced = 8,  ///< Of a script that is written without spaces between words.
    kEndsSentence = 16,
    kIgnored = 32,       ///< Invisible inside words: soft hyphen, joiners.
    kNeedsContext = 64,  ///< Its normal form depends on what stands beside it.
    kMark = 128,     ///< A combining mark that composes with nothing, and moves only among marks.
    kSame = 256,     ///< Is its own normal form.
    kDropped = 512,  ///< A word's character that its normal form does without: an accent.
    kNumberSign = 1024,  ///< A number by itself, with kDigit: "½", "²".
    kArabic = 2048,      ///< Of the Arabic script.
    // Scripts with letters that look like those of others of them.
    kLatin = 4096,
    kGreek = 8192,
    kCyrillic = 16384
  };

  std::uint16_t flags = 0;
  std::uint8_t folded_size = 0;
  std::array<char, 5> folded{};  ///< Of normal_word(), UTF-8; unless kNeedsContext or kUnspaced.

  bool is(Flag flag) const noexcept { return (flags & flag) != 0; }
  /// True for what a word of a spaced script consists of.
  bool is_letter() const noexcept { return (flags & (kWord | kUnspaced | kDigit)) == kWord; }
  std::string_view folded_text() const noexcept { return {folded.data(), folded_size}; }
};

/// The characters of the scripts that are written with spaces and kana, looked up; most others are
/// asked of ICU each time. Safe from any thread once made.
class CharacterTable {
 public:
  /// Made at the first call, in some milliseconds.
  static const CharacterTable& instance();

  Character operator[](char32_t c) const { return c < kSize ? table_[c] : beyond(c); }

 private:
  CharacterTable();
  static Character describe(char32_t c);

  static Character beyond(char32_t c);

  // Up to the last of kana.
  static constexpr char32_t kSize = 0x3100;
  std::vector<Character> table_;
};

}  // namespace wirefold::text
