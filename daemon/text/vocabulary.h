// Which words are common, and which are numbers, by language. Private to the text area.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "wirefold/model/document.h"

namespace wirefold::text {

/// The words of the sections [common] and [numbers] of all languages. Immutable; any thread.
class Vocabulary {
 public:
  static const Vocabulary& instance();

  /// The language whose common words `words` has most of, as its number; -1 if it has hardly
  /// one of any.
  int language_of(std::span<const Token> words) const;

  /// Marks what is common in `language`, and makes its words for numbers the numbers: "seven" is 7.
  void classify(std::span<Token> words, int language) const;

  /// What is wrong in the files, as "FILE:LINE: message"; empty in a released program.
  const std::vector<std::string>& problems() const noexcept { return problems_; }

 private:
  Vocabulary();

  struct Word {
    std::uint32_t common = 0;  // a bit a language
    std::uint32_t number = 0;  // likewise
    std::uint32_t digits = 0;  // hash of the number in digits
  };

  std::size_t slot_of(std::uint32_t hash) const noexcept;
  const Word* find(std::uint32_t hash) const noexcept;
  Word& at(std::uint32_t hash);

  // Open addressing. The keys lie close together, since every word of every text is looked up.
  std::vector<std::uint32_t> keys_;  // a word's hash with its lowest bit set; 0 = empty
  std::vector<Word> table_;
  std::vector<std::string> problems_;
};

}  // namespace wirefold::text
