// One reader a format, and what they share; feed.cc chooses among them.
#pragma once

#include <cstdint>
#include <optional>
#include <pugixml.hpp>
#include <string_view>

#include "wirefold/base/result.h"
#include "wirefold/model/entry.h"

namespace wirefold::parse {

/// The date in `text`; what is no date is left out with a warning that names `what` and the entry
/// that is being read.
std::optional<Timestamp> date_of(std::string_view text, std::string_view what, ParsedFeed& feed);

/// A whole number such as the `length` of an enclosure; nothing for anything else.
std::optional<std::uint64_t> number_of(std::string_view text);

/// RSS 0.9x, 2.0 (`root` is <rss>) and 0.90, 1.0 (`root` is <rdf:RDF>).
void read_rss(const pugi::xml_node& root, std::string_view base_url, ParsedFeed& out);

/// Atom 0.3 and 1.0; `root` is <feed>, or an <entry> that stands alone (RFC 4287 section 4.1.2).
void read_atom(const pugi::xml_node& root, std::string_view base_url, ParsedFeed& out);

/// JSON Feed 1.0 and 1.1. Errors: kMalformed for bad JSON, kUnsupported for other JSON.
Result<ParsedFeed> read_json_feed(std::string_view utf8, std::string_view base_url);

}  // namespace wirefold::parse
