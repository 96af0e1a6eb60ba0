// Numbers as texts write them: digits of any script, with what groups them and what begins the
// fraction. Private to the text area.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "decimal.h"

namespace wirefold::text {

struct WrittenNumber {
  std::size_t end = 0;  ///< In bytes of the text.
  std::string normal;   ///< "3200" for "3.200"; of a date or version its own form: "20.11.2026".
  std::optional<Decimal> value;
};

/// The number that begins with the digit at `start`. A space or apostrophe joins no groups of a
/// `part` of something longer: of "20" in "2026-11-20 300".
WrittenNumber read_number(std::string_view text, std::size_t start, bool part);

}  // namespace wirefold::text
