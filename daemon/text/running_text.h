// Finds the words of a text that are news and not boilerplate. Private to the text area.
#pragma once

#include <string_view>

#include "text/words/words.h"

namespace wirefold::text {

struct RunningText {
  std::string_view text;  ///< A part of the body.
  Words words;            ///< Their places are in `text`.
};

/// Reads at most `max_words` of `body`, and keeps the words outside of dateline, bylines and
/// credits (read_wire), idle lines (idle_lines) and sentences of boilerplate ([boilerplate]). A
/// text without any other words keeps all of its words.
RunningText running_text(std::string_view body, std::size_t max_words,
                         Places places = Places::kNone);

}  // namespace wirefold::text
