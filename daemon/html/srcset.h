// The candidates of a srcset, and the names under which pictures wait to be loaded.
#pragma once

#include <array>
#include <string_view>

namespace wirefold::html {

/// What the common scripts for late loading read (lazysizes, WordPress and its plugins, jQuery Lazy
/// Load): the address of a picture, or a srcset. In lower case, each ends with a NUL.
inline constexpr std::array<std::string_view, 4> kLazySources = {"data-src", "data-lazy-src",
                                                                 "data-original", "data-orig-src"};
inline constexpr std::array<std::string_view, 2> kLazySets = {"data-srcset", "data-lazy-srcset"};

/// One of "a.png 1x, b.png 2x" (WHATWG HTML, "srcset").
struct Candidate {
  std::string_view url;
  std::string_view descriptor;  ///< May be empty.
};

/// Takes the first candidate off `srcset`; its URL is empty behind the last.
Candidate take_candidate(std::string_view& srcset);

}  // namespace wirefold::html
