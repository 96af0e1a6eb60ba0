// Cuts text into words. Private to the text area.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "text/beginnings.h"
#include "text/numbers/decimal.h"
#include "wirefold/model/document.h"

namespace wirefold::text {

/// The value of a token that is a number in digits or numeral letters.
struct NumberToken {
  std::uint32_t token;
  Decimal value;
};

struct Words {
  std::vector<Token> tokens;
  std::vector<std::uint32_t> sentence_ends;  ///< One past the last token of each sentence; rising.
  /// The bytes [begin, end) of each sentence in the text, with the mark that ends it.
  std::vector<std::pair<std::size_t, std::size_t>> sentence_bytes;
  /// The bytes [begin, end) of each token in the text; empty unless Places::kKeep.
  std::vector<std::pair<std::size_t, std::size_t>> token_bytes;
  /// In order; without dates and others that have no single value.
  std::vector<NumberToken> numbers;
  /// The places, in bytes of the text, of the tokens that may be of `beginnings`; rising.
  std::vector<std::size_t> marked;
};

/// The hash of a word in its normal form (normal_word()), or of a number in its own
/// (Decimal::text()).
std::uint32_t word_hash(std::string_view word);

/// The hash of words in order.
std::uint64_t sequence_hash(std::span<const Token> words);

enum class Places : bool { kNone, kKeep };

/// Cuts `text`, in any language, into at most `max_words` words. Digits end a word, and a number is
/// one token. Tokens that may be of `beginnings` are listed in Words::marked.
Words split_words(std::string_view text, std::size_t max_words, Places places = Places::kNone,
                  const Beginnings* beginnings = nullptr);

}  // namespace wirefold::text
