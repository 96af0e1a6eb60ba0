#include "robots_pattern.h"

#include <algorithm>
#include <cstring>

namespace wirefold::fetch {
namespace {

// A search costs as much as reading this many bytes.
constexpr std::size_t kStepsOfStar = 16;

bool take_head(std::string_view head, std::string_view& path, std::size_t& steps) {
  const auto end = std::mismatch(head.begin(), head.end(), path.begin(), path.end()).first;
  const auto same = static_cast<std::size_t>(end - head.begin());
  steps += same + 1;
  path.remove_prefix(same);
  return same == head.size();
}

/// Takes everything up to the end of the first `piece` off `path`.
bool take_through(std::string_view piece, std::string_view& path, std::size_t& steps) {
  // memmem(), because find() takes time in the product of both sizes at worst.
  const void* const found = memmem(path.data(), path.size(), piece.data(), piece.size());
  std::size_t end = path.size();
  if (found != nullptr) {
    end = static_cast<std::size_t>(static_cast<const char*>(found) - path.data()) + piece.size();
  }
  steps += end + piece.size() + kStepsOfStar;
  path.remove_prefix(end);
  return found != nullptr;
}

std::uint64_t bit_of(char c) { return std::uint64_t{1} << (static_cast<unsigned char>(c) & 63); }

}  // namespace

/// The piece between two stars is matched as early as possible: the rest of the path then includes
/// the rest after any later match.
bool fits(std::string_view pattern, std::string_view path, std::size_t& steps) {
  const bool whole = pattern.ends_with('$');
  if (whole) pattern.remove_suffix(1);
  std::size_t star = pattern.find('*');
  if (!take_head(pattern.substr(0, star), path, steps)) return false;
  if (star == std::string_view::npos) return !whole || path.empty();
  pattern.remove_prefix(star + 1);
  while ((star = pattern.find('*')) != std::string_view::npos) {
    if (!take_through(pattern.substr(0, star), path, steps)) return false;
    pattern.remove_prefix(star + 1);
  }
  if (!whole) return take_through(pattern, path, steps);
  steps += pattern.size();
  return path.ends_with(pattern);
}

std::size_t cost_of(std::string_view pattern) {
  const auto stars = static_cast<std::size_t>(std::ranges::count(pattern, '*'));
  return pattern.size() + 1 + stars * kStepsOfStar;
}

std::uint64_t letters_of(std::string_view text) {
  std::uint64_t letters = 0;
  for (const char c : text) letters |= bit_of(c);
  return letters;
}

std::uint64_t letters_wanted(std::string_view pattern) {
  if (pattern.ends_with('$')) pattern.remove_suffix(1);
  std::uint64_t letters = 0;
  for (const char c : pattern) {
    if (c != '*') letters |= bit_of(c);
  }
  return letters;
}

}  // namespace wirefold::fetch
