// The pairs of articles that the net shows, with what is seen in each and what is true of it.
#pragma once

#include <cstddef>
#include <vector>

#include "bench/train/labelled_set.h"
#include "bench/train/views.h"
#include "wirefold/fold/score.h"

namespace wirefold::train {

struct Pair {
  fold::Features features{};
  bool copies = false;  ///< By the whole texts.
  double weight = 1;
  std::size_t set = 0;  ///< Number of the set.
  View view = View::kWords;
};

/// Of articles of two outlets in the order of coming, against a window of ten days with its
/// background, as a folder compares them; but without what an outlet's earlier copies, or sentences
/// in articles about unlike things, teach it. Left out are pairs that the whole texts do not
/// decide, and those that a rule decides before anything is weighed.
std::vector<Pair> pairs_of(const LabelledSet& set, std::size_t number, View view, double weight);

}  // namespace wirefold::train
