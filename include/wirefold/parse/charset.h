// From bytes in whatever encoding to UTF-8.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wirefold::parse {

struct DecodedText {
  std::optional<std::string_view> unchanged;  ///< The bytes given, where they are UTF-8 already.
  std::string converted;                      ///< Else what became of them.
  std::string encoding;                       ///< What the bytes were read as, e.g. "windows-1251".
  std::vector<std::string> warnings;

  /// Well-formed; what could not be read is U+FFFD. Lives as long as this and the bytes given.
  std::string_view utf8() const { return unchanged ? *unchanged : std::string_view(converted); }
};

/// Finds the encoding of a feed document and converts it. In this order: byte order mark, or the
/// pattern of UTF-16, UTF-32 and EBCDIC that stands for one; the `charset` of the HTTP header
/// (RFC 7303 section 3); the XML declaration; UTF-8 if the bytes are mostly that; what uchardet
/// makes of them; windows-1252. A label that is unknown, or that the bytes belie (UTF-8 over other
/// bytes, a single-byte encoding over valid UTF-8), falls through to the next with a warning.
/// Encodings are all that ICU or the C library has.
///
/// `content_type` is an HTTP header value; may be empty.
DecodedText decode_text(std::string_view bytes, std::string_view content_type);

}  // namespace wirefold::parse
