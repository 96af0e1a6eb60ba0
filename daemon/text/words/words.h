// Cuts text into words. Private to the text area.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "../beginnings.h"
#include "../numbers/decimal.h"
#include "wirefold/model/document.h"

namespace wirefold::text {

/// A token that is a number in digits or numeral letters.
struct NumberToken {
  std::uint32_t token;
  Decimal value;
};

struct Words {
  std::vector<Token> tokens;
  std::vector<std::uint32_t> sentence_ends;  ///< One past the last token of each sentence; rising.
  /// Of each sentence, [begin, end) in bytes of the text, with the mark that ends it.
  std::vector<std::pair<std::size_t, std::size_t>> sentence_bytes;
  /// Of each token, [begin, end) in bytes of the text; empty unless asked for.
  std::vector<std::pair<std::size_t, std::size_t>> token_bytes;
  std::vector<NumberToken> numbers;  ///< In order; without those that have no one value: dates.
  /// The places, in bytes of the text, of the tokens that may begin as asked for; rising.
  std::vector<std::size_t> marked;
};

/// Of a word in its normal form (normal_word()), of a number in its own (Decimal::text()).
std::uint32_t word_hash(std::string_view word);

/// Of words in their order.
std::uint64_t sequence_hash(std::span<const Token> words);

enum class Places : bool { kNone, kKeep };

/// At most `max_words` of `text`, whatever its language. Digits end a word, and a number is one
/// token. Tokens that may be of `beginnings` are marked.
Words split_words(std::string_view text, std::size_t max_words, Places places = Places::kNone,
                  const Beginnings* beginnings = nullptr);

}  // namespace wirefold::text
