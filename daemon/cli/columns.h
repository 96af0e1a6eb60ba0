// Sets text in two columns on a terminal.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace wirefold::cli {

/// The number of terminal columns of `text`: two for a Han character, none for a combining mark.
std::size_t display_width(std::string_view text);

/// `text` in lines of at most `width` columns, broken at the last space of a line, or anywhere if
/// the line has none. Control characters become spaces.
std::vector<std::string> wrapped(std::string_view text, std::size_t width);

/// `left` and `right` side by side, each `width` columns wide. Each line begins with `mark`.
std::string side_by_side(std::string_view mark, std::string_view left, std::string_view right,
                         std::size_t width);

}  // namespace wirefold::cli
