// Headlines without what outlets hang on to them.
#pragma once

#include <string>
#include <string_view>

namespace wirefold::text {

/// `title` less the outlet's name at its end or beginning, set apart by a dash, bar, colon or the
/// like: "Putin signs - BBC News" of the outlet "BBC" or of the host "bbc.com" is "Putin signs". A
/// name is known by `outlet` (as the feed or page calls it; may be empty) and by `host` (as in the
/// article's URL; may be empty). A title that is nothing else stays.
std::string without_outlet(std::string_view title, std::string_view outlet, std::string_view host);

}  // namespace wirefold::text
