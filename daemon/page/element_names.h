// Reads hints about the text of elements from their class and id. Private to the page area.
#pragma once

#include <cstdint>
#include <string_view>

namespace wirefold::page {

/// The meaning of a name, as bits. Names are only hints: templates call whole pages "has-sidebar".
using Hints = std::uint8_t;
inline constexpr Hints kArticleName = 1;  ///< "entry-content", "articleBody": the article's text.
inline constexpr Hints kBoilerplateName = 2;  ///< "teaser", "tags", "byline": mostly boilerplate.
inline constexpr Hints kAlienName = 4;        ///< "comments", "related": not part of this article.
inline constexpr Hints kCommentName = 8;      ///< Also kAlienName: readers' comments.

/// The hints of the value of a class or id attribute.
Hints hints_of(std::string_view names);

}  // namespace wirefold::page
