// Converts from every encoding that ICU or the C library knows.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace wirefold::parse {

/// Converts `bytes` to UTF-8 from the encoding that `label` means (which may be a superset of the
/// one it names: WHATWG Encoding Standard, section 4.2). Malformed bytes become U+FFFD. Returns
/// nullopt if the label is unknown. `label` is in lower case.
std::optional<std::string> convert_to_utf8(std::string_view bytes, std::string_view label);

/// The name to report for `label`: "gb18030" for its subsets gb2312 and gbk, else `label` itself.
std::string_view reported_name(std::string_view label);

/// True if ICU knows `label` and each of its characters is one byte.
bool is_single_byte(std::string_view label);

}  // namespace wirefold::parse
