// Unpacks bodies by the coding that servers use, not by the one that they declare (RFC 9110 section
// 8.4).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace wirefold::fetch {

/// The result of unpacking a body.
struct Unpacked {
  std::string body;
  bool whole = true;  ///< False: the packed data breaks off or is damaged, and `body` ends there.
  bool overflows = false;  ///< There is more than the limit: `body` ends there.
};

/// Unpacks `body`. Its first bytes decide, because labels are often wrong: gzip, zlib and Zstandard
/// are recognised by them, whatever `content_encoding` (the header field; empty: absent) names.
/// Brotli and bare deflate have no such bytes: Brotli is tried if the field names it, both if the
/// bytes begin no document. A body that is not packed is unchanged, whatever the field names:
/// "aws-chunked", "utf-8", or "gzip" for a body that a proxy has unpacked. Removes at most four
/// layers. Returns at most `limit` bytes.
Unpacked unpack(std::string body, std::string_view content_encoding, std::size_t limit);

}  // namespace wirefold::fetch
