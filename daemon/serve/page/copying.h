// Finds out who publishes whose texts. Private to the serve area.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "wirefold/model/history.h"

namespace wirefold::serve {

/// The articles of one outlet that have texts of one source.
struct Copying {
  std::string outlet;  ///< With its publisher, if several publishers have the name.
  std::string source;  ///< The agency; without one, the outlet of the lead.
  std::size_t articles = 0;
  std::size_t of = 0;  ///< All articles of the outlet.
  /// Median time after the lead, of articles that do not lead; nullopt if no time is known.
  std::optional<std::chrono::seconds> delay;
};

/// The outlets with the most copies first, and the sources of each outlet likewise. An article has
/// a text of another if it credits an agency, or if another publisher leads its story.
std::vector<Copying> who_copies_whom(std::span<const ArticleOrigin> origins);

}  // namespace wirefold::serve
