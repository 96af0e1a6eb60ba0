// Base64 of RFC 4648 section 4.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace wirefold {

/// The bytes of `text`. White space in `text` and missing padding are accepted; nullopt if `text`
/// has any other character outside the alphabet.
std::optional<std::string> decode_base64(std::string_view text);

/// Base64 of `bytes`, with padding.
std::string encode_base64(std::string_view bytes);

}  // namespace wirefold
