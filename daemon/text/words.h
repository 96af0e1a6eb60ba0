// Cuts text into words. Private to the text area.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "wirefold/model/document.h"

namespace wirefold::text {

struct Words {
  std::vector<Token> tokens;
  std::vector<std::uint32_t> sentence_ends;  ///< One past the last token of each sentence; rising.
};

/// At most `max_words` of `text`.
Words split_words(std::string_view text, std::size_t max_words);

}  // namespace wirefold::text
