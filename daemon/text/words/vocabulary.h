// The common words and the number words of each language. Private to the text area.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/numbers/decimal.h"
#include "wirefold/model/document.h"

namespace wirefold::text {

struct LanguageLine;

/// The meaning of a word, or of some words in a row, for a number in one language.
struct NumberWord {
  enum Role : std::uint8_t {
    kValue = 1,      ///< Is a number: "seven", "hundred".
    kPartOnly = 2,   ///< Is a number only beside other number words: "one".
    kMagnitude = 4,  ///< Multiplies the number before it: "million".
    kJoiner = 8,     ///< Joins parts of a number: "and".
    kFraction = 16,  ///< Is added to the next number: "साढ़े".
    kTaken = 32,     ///< With kFraction: is subtracted instead.
    kOfMoney = 64    ///< With kMagnitude: only beside a currency, as the T of "Rp1,7 T".
  };
  std::uint8_t roles = 0;
  Decimal value;
  int power = 0;   ///< A magnitude's power of ten.
  int joined = 0;  ///< A joiner's: the least power of ten of the part before it.
  std::size_t words = 1;

  bool is(Role role) const noexcept { return (roles & role) != 0; }
};

/// The words of the sections [common], [numbers], [magnitudes] and [currencies] of all languages.
/// Immutable; any thread.
class Vocabulary {
 public:
  static const Vocabulary& instance();

  /// The index of the language with the most common words in `words`; -1 if there are fewer than
  /// two.
  int language_of(std::span<const Token> words) const;

  /// The name of the language's file.
  std::string_view file_of(int language) const {
    return files_.at(static_cast<std::size_t>(language));
  }

  /// Marks the common words of `language`; returns the indexes where a number in words may begin.
  std::vector<std::uint32_t> classify(std::span<Token> words, int language) const;

  /// The number word at the front of `words`, the longest that matches; null if there is none.
  const NumberWord* number_word(std::span<const Token> words, int language) const;

  /// True for a currency's code or abbreviation: "USD", "Rp".
  bool is_currency(Token word) const noexcept;

  /// The bytes of a magnitude word at the beginning of `text` that other letters may be stuck to; 0
  /// if there is none.
  std::size_t stuck_magnitude(std::string_view text) const noexcept;

  /// The problems in the files, as "FILE:LINE: message"; empty in a released program.
  const std::vector<std::string>& problems() const noexcept { return problems_; }

  /// The most words of a number word.
  static constexpr std::size_t kMostPhraseWords = 5;

 private:
  Vocabulary();

  struct Word {
    std::uint32_t common = 0;     // one bit for each language
    std::uint32_t number = 0;     // the same: is a number or begins one
    std::uint32_t part = 0;       // is a number only beside others
    std::uint32_t magnitude = 0;  // is a magnitude
    std::uint16_t words = 0;      // length of the longest number word that begins with this word
    bool currency = false;        // is a currency in any language
  };

  void add_common(const LanguageLine& line, unsigned language);
  void add_numbers(const LanguageLine& line, unsigned language);
  void add_magnitudes(const LanguageLine& line, unsigned language);
  void add_currencies(const LanguageLine& line);
  void add_stuck(std::string_view word);
  NumberWord& number_at(std::span<const Token> words, unsigned language);
  void complain(const LanguageLine& line, const std::string& what);

  std::size_t slot_of(std::uint32_t hash) const noexcept;
  const Word* find(std::uint32_t hash) const noexcept;
  Word& at(std::uint32_t hash);

  // Open addressing. The keys are stored apart from the entries, as every word of every text is
  // looked up.
  std::vector<std::uint32_t> keys_;  // a word's hash with its lowest bit set; 0 = empty
  std::vector<Word> table_;
  std::size_t words_ = 0;
  std::vector<std::string_view> files_;                    // by language
  std::unordered_map<std::uint64_t, NumberWord> numbers_;  // by language and words
  std::vector<std::string> stuck_;                         // composed and decomposed
  std::vector<std::string> problems_;
};

}  // namespace wirefold::text
