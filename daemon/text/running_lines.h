// Finds the lines of a text that are boilerplate. Private to the text area.
#pragma once

#include <string_view>
#include <vector>

namespace wirefold::text {

/// The lines of `text` that are no running text, in order: announcements of other articles and the
/// headlines after them, credits, dates, headlines in a row. Empty if that would be all lines.
std::vector<std::string_view> idle_lines(std::string_view text);

}  // namespace wirefold::text
