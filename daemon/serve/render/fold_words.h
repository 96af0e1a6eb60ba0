// Why a copy was folded, for people. Private to the serve area.
#pragma once

#include <cstdint>
#include <string_view>

#include "wirefold/model/story.h"

namespace wirefold::serve {

/// What words on an article are about.
enum class About : std::uint8_t {
  kArticle,  ///< The article itself.
  kPair,     ///< The article and the one that it is like.
  kTexts,    ///< The same, and whoever compares the two can say more.
};

struct Why {
  About about;
  std::string_view words;
};

/// "most of the shorter text in common", "same link", or who put it there: as the record has it.
Why why(const FoldReason& reason);

}  // namespace wirefold::serve
