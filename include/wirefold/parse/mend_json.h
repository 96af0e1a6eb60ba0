// Mends JSON that was built by hand.
#pragma once

#include <string>
#include <string_view>

#include "wirefold/parse/warnings.h"

namespace wirefold::parse {

/// Returns `text` as valid JSON: control characters inside strings are escaped, commas before a
/// closing bracket dropped, unknown escapes read as the character itself, halves of surrogate pairs
/// replaced by U+FFFD (RFC 8259 section 8.2), numbers that are not JSON or exceed 64 bits written
/// as strings, names without quotes quoted, unknown words and missing values replaced by null, and
/// a document that breaks off is closed after its last whole item. `breaks_off`, if not null, is
/// set to whether the text breaks off. Linear in the size of `text`.
std::string mend_json(std::string_view text, Warnings& warnings, bool* breaks_off = nullptr);

}  // namespace wirefold::parse
