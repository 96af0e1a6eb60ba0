// How many of the phrases of the language files a text holds.
#pragma once

#include <cstddef>
#include <string_view>

#include "wirefold/text/languages.h"

namespace wirefold::text {

/// Each phrase counts once; its words match by their beginnings. Of kFurniture, kPaywall and
/// kConsent.
std::size_t count_phrases(Phrases which, std::string_view text);

}  // namespace wirefold::text
