// Removes the outlet's name from headlines.
#pragma once

#include <string>
#include <string_view>

namespace wirefold::text {

/// Returns `title` without the outlet's name at its end or beginning, set apart by a dash, bar,
/// colon or similar mark: "Putin signs - BBC News" of the outlet "BBC" or of the host "bbc.com" is
/// "Putin signs". The name is recognized by `outlet` (the name in the feed or page; may be empty)
/// and by `host` (of the article's URL; may be empty). A title that is only a name stays.
std::string without_outlet(std::string_view title, std::string_view outlet, std::string_view host);

}  // namespace wirefold::text
