// Where a text comes from, by its own words.
#pragma once

#include <string>
#include <utility>

namespace wirefold {

/// Empty = the text does not say.
struct WireFacts {
  std::string agency;  ///< By the one name of the table of agencies: "Reuters", "ANTARA", "TASS".
  std::string place;   ///< As the dateline writes it: "MOSCOW", "서울".
  std::string byline;  ///< Names, or the initials of the editor ("ahm").

  bool operator==(const WireFacts&) const = default;
};

/// Takes from `more` what `facts` does not have.
inline void fill_empty(WireFacts& facts, WireFacts&& more) {
  if (facts.agency.empty()) facts.agency = std::move(more.agency);
  if (facts.place.empty()) facts.place = std::move(more.place);
  if (facts.byline.empty()) facts.byline = std::move(more.byline);
}

}  // namespace wirefold
