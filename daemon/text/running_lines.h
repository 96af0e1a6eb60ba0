// Which lines of a text are no running text. Private to the text area.
#pragma once

#include <string_view>
#include <vector>

namespace wirefold::text {

/// The lines of `text` that are no running text, in their order: announcements of other articles
/// and the headlines behind them, credits, dates, headlines in a row. Not all that have a word.
std::vector<std::string_view> idle_lines(std::string_view text);

}  // namespace wirefold::text
