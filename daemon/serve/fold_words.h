// Why a copy was folded, for people. Private to the serve area.
#pragma once

#include <string>

#include "wirefold/model/story.h"

namespace wirefold::serve {

/// "96 % of the shorter text, nearest passage 2 of 64 bits apart", or who put it there.
std::string why(const FoldReason& reason);

}  // namespace wirefold::serve
