// Puts the filter of a page or feed into words. Private to the serve area.
#pragma once

#include <string>

#include "wirefold/serve/target.h"
#include "words.h"

namespace wirefold::serve {

/// "“fire”, language id, 2 outlets or more"; empty without a filter.
std::string filter_words(const Words& words, const Target& target);

}  // namespace wirefold::serve
