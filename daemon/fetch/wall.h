// Recognises login and consent pages in front of a document.
#pragma once

#include <string_view>

namespace wirefold::fetch {

/// "a login page" or "a consent page" if the words in the host and path of `url` name one. Also "a
/// login page" if `page`, the answer of `url`, asks for a password and is no front page. Empty for
/// anything else.
std::string_view wall_at(std::string_view url, std::string_view page);

}  // namespace wirefold::fetch
