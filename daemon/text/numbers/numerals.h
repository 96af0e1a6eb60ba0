// Reads numbers in texts: digits of any script with group and decimal separators. Private to the
// text area.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "decimal.h"

namespace wirefold::text {

struct WrittenNumber {
  std::size_t end = 0;  ///< In bytes of the text.
  std::string normal;   ///< "3200" for "3.200"; dates and versions stay: "20.11.2026".
  std::optional<Decimal> value;
};

/// Reads the number that begins with the digit at `start`. If it is a `part` of something longer, a
/// space or apostrophe joins no groups: "20" in "2026-11-20 300" stays 20.
WrittenNumber read_number(std::string_view text, std::size_t start, bool part);

}  // namespace wirefold::text
