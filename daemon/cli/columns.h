// Text in two columns on a terminal.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace wirefold::app {

/// Columns that `text` takes on a terminal: two for a Han character, none for a combining mark.
std::size_t display_width(std::string_view text);

/// `text` in lines of at most `width` columns, broken at spaces, and in scripts without them
/// anywhere. Control characters become spaces.
std::vector<std::string> wrapped(std::string_view text, std::size_t width);

/// `left` and `right` beside one another, each `width` columns wide, a line at a time, each line
/// begun by `mark`.
std::string side_by_side(std::string_view mark, std::string_view left, std::string_view right,
                         std::size_t width);

}  // namespace wirefold::app
