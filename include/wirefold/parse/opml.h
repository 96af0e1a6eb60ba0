// Feed lists as feed readers exchange them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "wirefold/base/result.h"
#include "wirefold/model/feed.h"

namespace wirefold::parse {

/// Folders inside one another, as slashes in names make them too; a feed that is deeper down counts
/// as in none.
inline constexpr std::size_t kDeepestFolder = 32;

/// Bytes of the name of a folder or outlet; the rest is cut off.
inline constexpr std::size_t kLongestLabel = 1000;

/// Of attributes that are ours (OPML 2.0, "Extending OPML").
inline constexpr char kOpmlNamespace[] = "urn:x-wirefold:opml";

/// Reads OPML 1.0 and 2.0: each `outline` with an `xmlUrl` is a feed, the texts of the outlines
/// around it its group. `text` or `title` is its name, `wirefold:outlet` its outlet, `language` its
/// language.
/// `file` is the name for messages, and for FeedSource::place together with the line.
///
/// Errors: kMalformed, with "FILE:LINE: message" as the detail.
Result<std::vector<FeedSource>> parse_opml(std::string_view bytes, std::string_view file);

/// What can be read of a list that other programs have written.
struct OpmlReading {
  std::vector<FeedSource> feeds;
  std::vector<Error> problems;  ///< Tags that are passed over: "FILE:LINE: message".
};

/// As parse_opml(), but tags that are not well-formed are passed over, up to a hundred (fewer in a
/// list of more than 2 MiB, which is read again for each), and a list that breaks off is read as
/// far as it goes. Errors: for what is no list at all.
Result<OpmlReading> read_opml(std::string_view bytes, std::string_view file);

/// A list without feeds that says how they come: conf/feeds.empty.opml.
std::string empty_opml();

/// `opml` with an outline for each of `feeds` in the folder of its group: behind all others of the
/// list for none, else in the first folder of that name that has anything, or in a new one. The
/// rest stays byte for byte. Errors: as parse_opml(), and kUnsupported for a list in another
/// encoding than UTF-8.
Result<std::string> opml_with(std::string_view opml, const std::vector<FeedSource>& feeds,
                              std::string_view file);

/// `opml` without the outlines of the feed at `url`; the rest stays byte for byte. Errors: as
/// opml_with(), and kUnsupported for a feed with outlines inside its own.
Result<std::string> opml_without(std::string_view opml, const std::string& url,
                                 std::string_view file);

}  // namespace wirefold::parse
