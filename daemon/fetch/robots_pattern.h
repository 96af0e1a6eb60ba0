// Matches patterns of robots.txt with paths (RFC 9309 section 2.2.3).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace wirefold::fetch {

/// True if `pattern` matches the beginning of `path`. '*' is any run, '$' at the end is the end of
/// the path. Linear: adds at most cost_of(pattern) and the size of `path` to `steps`.
bool fits(std::string_view pattern, std::string_view path, std::size_t& steps);

/// The steps that `pattern` itself takes at most, whatever the path: one for each byte that is
/// read, 16 for a star.
std::size_t cost_of(std::string_view pattern);

/// A bit for each kind of byte in `text`. A pattern with a bit that the path lacks does not match.
std::uint64_t letters_of(std::string_view text);

/// The same for the bytes that `pattern` requires in a path.
std::uint64_t letters_wanted(std::string_view pattern);

}  // namespace wirefold::fetch
