// Logistic regression by iteratively reweighted least squares, in one order: the same weights to
// the last digit each time.
#pragma once

#include <vector>

#include "bench/train/pairs.h"

namespace wirefold::train {

/// The weights under which `pairs` are most likely, drawn to 0 by `ridge` (half of it times the
/// square of each weight, the bias excepted). The weight of Feature::kHistory stays `history`.
fold::Features fitted(const std::vector<const Pair*>& pairs, double ridge, double history);

double score_of(const Pair& pair, const fold::Features& weights);

}  // namespace wirefold::train
