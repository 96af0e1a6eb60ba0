// Converts feed documents of any encoding to UTF-8.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wirefold::parse {

struct DecodedText {
  std::optional<std::string_view> unchanged;  ///< The given bytes, if they are UTF-8 already.
  std::string converted;                      ///< Else the converted text.
  std::string encoding;  ///< The encoding the bytes were read in, e.g. "windows-1251".
  std::vector<std::string> warnings;

  /// Well-formed; unreadable bytes are U+FFFD. Valid as long as this object and the given bytes.
  std::string_view utf8() const { return unchanged ? *unchanged : std::string_view(converted); }
};

/// Finds the encoding of a feed document and converts it. The order is: a byte order mark, or the
/// pattern of UTF-16, UTF-32 or EBCDIC that stands for one; the `charset` of the HTTP header (RFC
/// 7303 section 3); the XML declaration; UTF-8 if most of the bytes above ASCII are UTF-8; the
/// guess of uchardet; windows-1252. An unknown label, or one that contradicts the bytes (utf-8 for
/// other bytes, a single-byte encoding for valid UTF-8), is passed over with a warning. Supports
/// every encoding of ICU and of the C library.
///
/// `content_type` is an HTTP header value; may be empty.
DecodedText decode_text(std::string_view bytes, std::string_view content_type);

}  // namespace wirefold::parse
