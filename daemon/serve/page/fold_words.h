// Explains in words why a copy was folded. Private to the serve area.
#pragma once

#include <cstdint>
#include <string_view>

#include "wirefold/model/story.h"

namespace wirefold::serve {

/// The subject of an explanation.
enum class About : std::uint8_t {
  kArticle,  ///< The article itself.
  kPair,     ///< The article and the one that it is like.
  kTexts,    ///< As kPair; a comparison of the two texts says more.
};

struct Why {
  About about;
  std::string_view key;  ///< Of its words (words.h).
};

/// Explains the stored reason: "most of the shorter text in common", "same link", "placed here by a
/// manual override".
Why why(const FoldReason& reason);

}  // namespace wirefold::serve
