// The pairs of articles that the net shows, with their features and whether they are copies.
#pragma once

#include <cstddef>
#include <vector>

#include "bench/train/labelled_set.h"
#include "bench/train/views.h"
#include "wirefold/fold/score.h"

namespace wirefold::train {

struct Pair {
  fold::Features features{};
  bool copies = false;  ///< Decided by the whole texts.
  double weight = 1;
  std::size_t set = 0;  ///< Number of the set.
  View view = View::kWords;
};

/// Compares articles of two outlets in the order of arrival, against a window of ten days with its
/// background, as a folder does. It does not learn from an outlet's earlier copies, nor from
/// sentences in articles on different subjects. Leaves out pairs that the whole texts do not
/// decide, and pairs that a rule decides before anything is weighed.
std::vector<Pair> pairs_of(const LabelledSet& set, std::size_t number, View view, double weight);

}  // namespace wirefold::train
