// Finds the articles of the window that a new article is compared with. Private to the fold area.
#pragma once

#include <cstdint>
#include <map>

#include "segment.h"
#include "window.h"

namespace wirefold::fold {

/// The reasons to compare an article with a kept one.
struct Evidence {
  int distance = -1;  ///< Smallest Hamming distance of any pair of fingerprints; -1 = none near.
  std::uint32_t shared_samples = 0;
  bool same_link = false;
  /// One of the two is partial, and their headline_key() is equal. Different headlines may have one
  /// key.
  bool same_headline = false;
};

using Candidates = std::map<Slot, Evidence>;

/// The articles of `window` that are worth comparing with `article`.
Candidates find_candidates(const Window& window, const Incoming& article);

}  // namespace wirefold::fold
