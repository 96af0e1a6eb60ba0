// Percent-encoding of URLs (RFC 3986 section 2.1).
#pragma once

#include <string>
#include <string_view>

namespace wirefold {

/// `text` with its escapes in the normal form of RFC 3986 section 6.2.2: unreserved characters are
/// decoded, other escapes have capital digits. Bytes beyond ASCII become escapes (RFC 3987 section
/// 3.1). A '%' that begins no escape stays.
std::string normal_escapes(std::string_view text);

/// `text` with every escape decoded once; the result may be any bytes.
std::string without_escapes(std::string_view text);

/// `text` as one value of a query or form: all but unreserved characters are escaped.
std::string escaped(std::string_view text);

}  // namespace wirefold
