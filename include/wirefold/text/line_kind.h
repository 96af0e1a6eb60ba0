// Lines that publishers put around and inside articles, by what they begin with.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace wirefold::text {

enum class LineKind : std::uint8_t {
  kText,
  kAnnounces,  ///< "Related articles", "Baca juga": what follows is not of this article.
  kCredit,     ///< "Photo: Getty Images", "ADVERTISEMENT": one line that is not of the text.
};

/// Only lines of at most so many bytes are anything but text, or the caption of a picture.
inline constexpr std::size_t kMaxFurnitureLine = 200;

/// By the phrases of all languages alone: for pages, where the layout tells the rest.
LineKind kind_of(std::string_view line);

/// "Read more: A second bridge" with its headline, or "Most read" with none: a list follows.
struct Announcement {
  bool found = false;
  std::string_view rest;  ///< What stands behind the phrase.
};

/// Nothing is found in a line that goes on as a sentence would: "Related species live in the lake."
Announcement announcement_in(std::string_view line);

/// True for a line that is a credit or an advertisement by more than its first word.
bool is_credit(std::string_view line);

}  // namespace wirefold::text
