// What the class and id names of elements say about their text. Private to the page area.
#pragma once

#include <cstdint>
#include <string_view>

namespace wirefold::page {

/// Names are hints: templates call whole pages "has-sidebar". The outline weighs them.
enum class NameHint : std::uint8_t {
  kNone = 0,
  kArticle = 1,    ///< "entry-content", "articleBody": the article's text.
  kFurniture = 2,  ///< "teaser", "tags", "byline": mostly not of the text.
  kAlien = 4,      ///< "comments", "related", "sidebar": other people's or other articles' text.
};

constexpr unsigned operator|(NameHint a, NameHint b) {
  return static_cast<unsigned>(a) | static_cast<unsigned>(b);
}

/// Bits of NameHint for the value of a class or id attribute.
unsigned hints_of(std::string_view names);

}  // namespace wirefold::page
