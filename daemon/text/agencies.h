// News agencies by the names that stand in datelines. Private to the text area.
#pragma once

#include <optional>
#include <string_view>

namespace wirefold::text {

struct AgencyMatch {
  std::string_view agency;  ///< The one name that wirefold calls it by.
  std::size_t begin;        ///< Where its name stands in the text asked about, in bytes.
  std::size_t end;
};

/// The first name of an agency in `text` that stands as words of its own.
std::optional<AgencyMatch> find_agency(std::string_view text);

}  // namespace wirefold::text
