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

/// Only lines of at most so many bytes are anything but text.
inline constexpr std::size_t kMaxFurnitureLine = 200;

/// By the phrases of all languages. For pages, where the layout says more;.
LineKind kind_of(std::string_view line);

/// What is left of `line` behind the phrase that announces other articles; nothing if there is no
/// such phrase, or if the line goes on as a sentence would: "Related species live in the lake."
/// Empty if the line is an announcement and no more, and a list follows.
struct Announcement {
  bool found = false;
  std::string_view rest;
};
Announcement announcement_in(std::string_view line);

/// True for a line that is a credit or an advertisement by more than its first word.
bool is_credit(std::string_view line);

}  // namespace wirefold::text
