// The rules that make two articles copies of one text.
#pragma once

#include <optional>
#include <string_view>

#include "boilerplate.h"
#include "wirefold/fold/folder.h"

namespace wirefold::fold {

/// Why two articles are one story.
struct Match {
  double similarity;      ///< 0 to 1
  std::string_view rule;  ///< "link", "text" or "update"
};

/// The exact check of two articles. Where two answers are possible, it says no.
std::optional<Match> verify(const Incoming& a, const Incoming& b, const Boilerplate& boilerplate,
                            const Rules& rules);

}  // namespace wirefold::fold
