// The agency, place and byline that a text names.
#pragma once

#include <string>
#include <utility>

namespace wirefold {

/// A field is empty if the text does not name it.
struct WireFacts {
  std::string agency;  ///< The one name in the table of agencies: "Reuters", "ANTARA", "TASS".
  std::string place;   ///< As the dateline writes it: "MOSCOW", "서울".
  std::string byline;  ///< Names, or the initials of the editor ("ahm").

  bool operator==(const WireFacts&) const = default;
};

/// Fills the empty fields of `facts` from `more`.
inline void fill_empty(WireFacts& facts, WireFacts&& more) {
  if (facts.agency.empty()) facts.agency = std::move(more.agency);
  if (facts.place.empty()) facts.place = std::move(more.place);
  if (facts.byline.empty()) facts.byline = std::move(more.byline);
}

}  // namespace wirefold
