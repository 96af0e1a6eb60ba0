// Percent-encoding of URLs (RFC 3986 section 2.1).
#pragma once

#include <string>
#include <string_view>

namespace wirefold {

/// `text` with its escapes in the one form of RFC 3986 section 6.2.2: those of unreserved
/// characters undone, the others in capitals. Bytes beyond ASCII become escapes (RFC 3987
/// section 3.1). A '%' that begins no escape stays.
std::string normal_escapes(std::string_view text);

/// `text` with every escape undone, once; what comes out may be any bytes.
std::string without_escapes(std::string_view text);

/// `text` as one value of a query or form: all but unreserved characters as escapes.
std::string escaped(std::string_view text);

}  // namespace wirefold
