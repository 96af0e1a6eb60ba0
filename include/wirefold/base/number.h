// Reads numbers.
#pragma once

#include <charconv>
#include <concepts>
#include <optional>
#include <string_view>
#include <system_error>

namespace wirefold {

/// The decimal number that `text` is as a whole; nullopt for any other text and for a number that
/// `Number` cannot hold.
template <std::integral Number>
std::optional<Number> whole_number(std::string_view text) {
  Number out{};
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, out);
  return read.ec == std::errc() && read.ptr == end ? std::optional(out) : std::nullopt;
}

}  // namespace wirefold
