// What a body was packed in on its way (RFC 9110 section 8.4), as servers do it and not as they
// say it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace wirefold::fetch {

/// How a body came out of its packing.
struct Unpacked {
  std::string body;
  bool whole = true;       ///< False: the packing breaks off or is damaged, and `body` ends there.
  bool overflows = false;  ///< There is more than the limit: `body` ends there.
};

/// `body` as it was before it was packed. Its first bytes decide, as labels are often wrong: gzip,
/// zlib and Zstandard are known by them, whatever `content_encoding` (the header field, empty =
/// absent) says. Brotli and bare deflate have no such bytes: Brotli is tried if the field names it,
/// both if the bytes begin no document. What is in no packing stays as it is, whatever the
/// field says: "aws-chunked", "utf-8", "gzip" of what a proxy has unpacked. A body that was packed
/// several times is unpacked four times at most. Gives at most `limit` bytes.
Unpacked unpack(std::string body, std::string_view content_encoding, std::size_t limit);

}  // namespace wirefold::fetch
