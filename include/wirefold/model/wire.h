// Where a text comes from, by its own words.
#pragma once

#include <string>

namespace wirefold {

/// Empty = the text does not say.
struct WireFacts {
  std::string agency;  ///< By the one name of the table of agencies: "Reuters", "ANTARA", "TASS".
  std::string place;   ///< As the dateline writes it: "MOSCOW", "서울".
  std::string byline;  ///< Names, or the initials of the editor ("ahm").

  bool operator==(const WireFacts&) const = default;
};

}  // namespace wirefold
