// Conversion from every encoding that ICU or the C library knows.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace wirefold::parse {

/// `bytes` as UTF-8, read as the encoding that `label` means (a label may mean a superset of what
/// it names: WHATWG Encoding Standard, section 4.2); what is malformed becomes U+FFFD. Nothing for
/// a label that is not known. `label` is in lower case.
std::optional<std::string> convert_to_utf8(std::string_view bytes, std::string_view label);

/// The name of the encoding that `label` is read as, where that is not the same character set.
std::string_view reported_name(std::string_view label);

/// True if `label` is known and one byte is one character in it.
bool is_single_byte(std::string_view label);

}  // namespace wirefold::parse
