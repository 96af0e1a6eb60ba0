// A pattern of robots.txt against a path (RFC 9309 section 2.2.3).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace wirefold::fetch {

/// Whether `pattern` fits the beginning of `path`; '*' is any run, '$' at the end the path's end.
/// Linear: adds at most cost_of(pattern) and the size of `path` to `steps`.
bool fits(std::string_view pattern, std::string_view path, std::size_t& steps);

/// The most that `pattern` takes, whatever the path: one step for a byte that is looked at, some
/// for a star.
std::size_t cost_of(std::string_view pattern);

/// A bit for each kind of byte in `text`: a pattern with one that the path has not does not fit.
std::uint64_t letters_of(std::string_view text);

/// The same of what `pattern` wants in a path.
std::uint64_t letters_wanted(std::string_view pattern);

}  // namespace wirefold::fetch
