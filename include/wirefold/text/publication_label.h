// What stands before the date of publication.
#pragma once

#include <string_view>

namespace wirefold::text {

/// `line` without "Published on", "Diterbitkan:" and the like at its beginning, in the languages
/// that have a file; the whole line where there is none. Any thread.
std::string_view behind_publication_label(std::string_view line);

}  // namespace wirefold::text
