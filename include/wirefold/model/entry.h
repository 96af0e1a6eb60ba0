// A feed document, format forgotten: what the parsers produce.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "wirefold/base/time.h"

namespace wirefold {

struct Enclosure {
  std::string url;
  std::string type;
  std::optional<std::uint64_t> length_bytes;
};

/// One item of a feed. Texts are UTF-8; empty = the document did not say.
struct Entry {
  std::string id;       ///< guid, atom:id, rdf:about or JSON `id`, as written.
  std::string title;    ///< Plain text.
  std::string link;     ///< Absolute where the document or its URL allow it.
  std::string summary;  ///< HTML.
  std::string content;  ///< HTML.
  std::string lang;     ///< BCP 47, from xml:lang, dc:language or the feed.
  std::string source;   ///< Title or URL of the feed that this entry was taken over from.
  std::optional<Timestamp> published;
  std::optional<Timestamp> updated;
  std::vector<std::string> authors;
  std::vector<std::string> categories;
  std::vector<Enclosure> enclosures;
};

struct ParsedFeed {
  std::string title;
  std::string link;  ///< The site's page.
  std::string language;
  std::string encoding;  ///< IANA name of what the bytes were in.
  std::string self;
  std::string hub;
  std::optional<int> ttl_minutes;
  std::vector<Entry> entries;         ///< In document order.
  std::vector<std::string> warnings;  ///< What was mended, and where.
};

}  // namespace wirefold
