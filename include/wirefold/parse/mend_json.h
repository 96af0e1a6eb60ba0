// JSON that its writers built by hand, made valid.
#pragma once

#include <string>
#include <string_view>

#include "wirefold/parse/warnings.h"

namespace wirefold::parse {

/// `text` with control characters inside strings escaped, commas before a closing bracket dropped,
/// escapes that JSON does not have taken as the character itself, halves of surrogate pairs as
/// U+FFFD (RFC 8259 section 8.2), numbers that JSON or 64 bits do not have as strings, names
/// without quotes quoted, words and missing values as null, and a document that breaks off closed
/// behind its last whole item. `breaks_off`, if it is not null, says whether the text does. Linear
/// in the size of `text`.
std::string mend_json(std::string_view text, Warnings& warnings, bool* breaks_off = nullptr);

}  // namespace wirefold::parse
