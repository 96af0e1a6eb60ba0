// Removes the label before a date of publication.
#pragma once

#include <string_view>

namespace wirefold::text {

/// Returns `line` without "Published on", "Diterbitkan:" or a similar label at its beginning, in
/// the languages that have a file; the whole line if there is none. Any thread.
std::string_view behind_publication_label(std::string_view line);

}  // namespace wirefold::text
