// Counts the phrases of the language files in a text.
#pragma once

#include <cstddef>
#include <string_view>

#include "wirefold/text/languages.h"

namespace wirefold::text {

/// Each phrase counts once; its words match by their beginnings. `which` is kBoilerplate, kPaywall
/// or kConsent.
std::size_t count_phrases(Phrases which, std::string_view text);

}  // namespace wirefold::text
