// Reads feed documents of every format into one model.
#pragma once

#include <string_view>

#include "wirefold/base/result.h"
#include "wirefold/model/entry.h"

namespace wirefold::parse {

/// Reads RSS 0.9x and 2.0, RSS 1.0 (RDF), Atom 0.3 and 1.0 (RFC 4287), and JSON Feed 1.0 and 1.1.
///
/// `content_type` is the HTTP header value (its charset counts, its type does not: publishers send
/// feeds as text/html); `base_url` is the URL of the document, for relative links. Both may be
/// empty.
///
/// Documents that are not well-formed are mended, and `warnings` names each repair and its line. A
/// document that breaks off is read up to its last whole entry. External entities are never loaded;
/// entities of the document are replaced once, with at most 64 KiB of text in all. Linear in the
/// size of `bytes`, with no recursion.
///
/// Errors: kUnsupported if the document is no feed (the detail describes the document), kMalformed
/// if nothing of the feed can be read, kTooLarge if it has more than kMostTags tags.
Result<ParsedFeed> parse_feed(std::string_view bytes, std::string_view content_type,
                              std::string_view base_url);

}  // namespace wirefold::parse
