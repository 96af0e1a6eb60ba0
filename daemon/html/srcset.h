// The candidates of a srcset, and the attributes of pictures that are loaded late.
#pragma once

#include <array>
#include <string_view>

namespace wirefold::html {

/// Attributes that the common scripts for late loading read (lazysizes, WordPress and its plugins,
/// jQuery Lazy Load): the URL of a picture, or a srcset. In lower case, NUL-terminated.
inline constexpr std::array<std::string_view, 4> kLazySources = {"data-src", "data-lazy-src",
                                                                 "data-original", "data-orig-src"};
inline constexpr std::array<std::string_view, 2> kLazySets = {"data-srcset", "data-lazy-srcset"};

/// One candidate of "a.png 1x, b.png 2x" (WHATWG HTML, "srcset").
struct Candidate {
  std::string_view url;
  std::string_view descriptor;  ///< May be empty.
};

/// Takes the first candidate off `srcset`; its URL is empty if none is left.
Candidate take_candidate(std::string_view& srcset);

}  // namespace wirefold::html
