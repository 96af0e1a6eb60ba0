// Reads the weights of the features of a pair. Private to the fold area.
#pragma once

#include <string>
#include <string_view>

#include "wirefold/fold/score.h"

namespace wirefold::fold {

/// The text of daemon/fold/weights.txt.
std::string weights_text();

/// Reads lines of a feature's name and its weight, each feature once; "#" begins a comment. Throws
/// std::invalid_argument for anything else.
Features read_weights(std::string_view text);

}  // namespace wirefold::fold
