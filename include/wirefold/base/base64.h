// Base64 of RFC 4648 section 4.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace wirefold {

/// The bytes of `text`; white space in it and missing padding are forgiven, anything else that is
/// not of the alphabet gives nothing.
std::optional<std::string> decode_base64(std::string_view text);

/// The other way, with padding.
std::string encode_base64(std::string_view bytes);

}  // namespace wirefold
