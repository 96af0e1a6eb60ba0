// Lines that publishers put around and inside articles, by what they say. Private to the page area.
#pragma once

#include <cstdint>
#include <string_view>

namespace wirefold::page {

enum class LineKind : std::uint8_t {
  kText,
  kAnnounces,  ///< "Related articles", "Baca juga": what follows is not of this article.
  kCredit,     ///< "Photo: Getty Images", "ADVERTISEMENT": one line that is not of the text.
};

/// By the phrases that such lines begin with, in the languages of the table. Only lines of at most
/// kMaxFurnitureLine bytes are anything but text.
inline constexpr std::size_t kMaxFurnitureLine = 200;
LineKind kind_of(std::string_view line);

}  // namespace wirefold::page
