// Logistic regression by iteratively reweighted least squares. The order is fixed, so the weights
// are the same to the last digit each time.
#pragma once

#include <vector>

#include "bench/train/pairs.h"

namespace wirefold::train {

/// The weights under which `pairs` are most likely. The penalty is half of `ridge` times the square
/// of each weight except the bias. The weight of Feature::kHistory stays `history`.
fold::Features fitted(const std::vector<const Pair*>& pairs, double ridge, double history);

double score_of(const Pair& pair, const fold::Features& weights);

}  // namespace wirefold::train
