// The words of a text that are its news. Private to the text area.
#pragma once

#include <string_view>

#include "words/words.h"

namespace wirefold::text {

struct RunningText {
  std::string_view text;  ///< A part of the body.
  Words words;            ///< Places are of `text`.
};

/// At most `max_words` of `body`, and of these the ones that are left without its dateline, bylines
/// and credits (read_wire), without lines that are no running text (idle_lines), and without what
/// publishers say beside the news ([furniture]). A text that has nothing else keeps all.
RunningText running_text(std::string_view body, std::size_t max_words,
                         Places places = Places::kNone);

}  // namespace wirefold::text
