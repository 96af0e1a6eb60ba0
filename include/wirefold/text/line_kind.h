// Recognizes lines that publishers put around and inside articles by how they begin and end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace wirefold::text {

enum class LineKind : std::uint8_t {
  kText,
  kAnnounces,  ///< "Related articles", "Baca juga": other articles follow.
  kCredit,     ///< "Photo: Getty Images", "ADVERTISEMENT": not part of the text.
};

/// The longest line of boilerplate in bytes; longer lines are text or captions of pictures.
inline constexpr std::size_t kMaxBoilerplateLine = 200;

/// Uses only the phrases of all languages; for pages, where the layout decides the rest.
LineKind kind_of(std::string_view line);

/// "Read more: A second bridge" with a headline, or "Most read" with none, before a list.
struct Announcement {
  bool found = false;
  std::string_view rest;  ///< The text after the phrase.
};

/// A line that continues as a sentence is no announcement: "Related species live in the lake."
Announcement announcement_in(std::string_view line);

/// True for a credit or an advertisement; a line that only shares its first word with one is text.
bool is_credit(std::string_view line);

}  // namespace wirefold::text
