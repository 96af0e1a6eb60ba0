// Finds news agencies by their names in datelines. Private to the text area.
#pragma once

#include <optional>
#include <string_view>

namespace wirefold::text {

struct AgencyMatch {
  std::string_view agency;  ///< The name that wirefold uses for the agency.
  std::size_t begin;        ///< The bytes [begin, end) of the name in the text.
  std::size_t end;
};

/// The first name of an agency in `text` that is not part of a longer word.
std::optional<AgencyMatch> find_agency(std::string_view text);

}  // namespace wirefold::text
