// What the class and id names of elements say about their text. Private to the page area.
#pragma once

#include <cstdint>
#include <string_view>

namespace wirefold::page {

/// What a name says, as bits. Names are hints: templates call whole pages "has-sidebar".
using Hints = std::uint8_t;
inline constexpr Hints kArticleName = 1;    ///< "entry-content", "articleBody": the article's text.
inline constexpr Hints kFurnitureName = 2;  ///< "teaser", "tags", "byline": mostly not of the text.
inline constexpr Hints kAlienName = 4;      ///< "comments", "related": not of this article at all.
inline constexpr Hints kCommentName = 8;    ///< Of these, what readers have written.

/// Of the value of a class or id attribute.
Hints hints_of(std::string_view names);

}  // namespace wirefold::page
