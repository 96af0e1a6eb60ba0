// Reads and edits OPML, the feed lists that feed readers exchange.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "wirefold/base/result.h"
#include "wirefold/model/feed.h"

namespace wirefold::parse {

/// The deepest nesting of folders; a slash in a name counts as a level. A feed in a deeper folder
/// counts as being in none.
inline constexpr std::size_t kDeepestFolder = 32;

/// The longest name of a folder or outlet in bytes; longer names are cut.
inline constexpr std::size_t kLongestLabel = 1000;

/// The namespace of wirefold's own attributes (OPML 2.0, "Extending OPML").
inline constexpr char kOpmlNamespace[] = "urn:x-wirefold:opml";

/// Reads OPML 1.0 and 2.0: each `outline` with an `xmlUrl` is a feed, and the texts of the outlines
/// around it are its group. `text` or `title` is its name, `wirefold:outlet` its outlet, `language`
/// its language; `wirefold:pages="off"` turns off FeedSource::pages. `file` is the file name for
/// messages and, with the line, for FeedSource::place.
///
/// Errors: kMalformed, with "FILE:LINE: message" as the detail.
Result<std::vector<FeedSource>> parse_opml(std::string_view bytes, std::string_view file);

/// The readable part of a list that another program wrote.
struct OpmlReading {
  std::vector<FeedSource> feeds;
  std::vector<Error> problems;  ///< One for each tag passed over: "FILE:LINE: message".
};

/// Like parse_opml(), but passes over at most 100 tags that are not well-formed (fewer in a list of
/// more than 2.5 MiB, which is parsed again for each), and reads a list that breaks off as far as
/// it goes. Errors: kMalformed if the document is no list at all.
Result<OpmlReading> read_opml(std::string_view bytes, std::string_view file);

/// `url` as `file`, a feed list or a configuration, means it: "file:feeds/a.xml" is relative to the
/// directory of `file`. Other URLs stay.
std::string listed_url(const std::string& url, std::string_view file);

/// A list without feeds that explains how to add them: conf/feeds.empty.opml.
std::string empty_opml();

/// Returns `opml` with an outline for each of `feeds` in the folder of its group: the first folder
/// of that name that is not empty, else a new one. A feed without a group goes to the end of the
/// list. The rest stays byte for byte. Errors: as parse_opml(); kUnsupported if the list is not
/// UTF-8 without a byte order mark; kMalformed if no place for a feed is found.
Result<std::string> opml_with(std::string_view opml, const std::vector<FeedSource>& feeds,
                              std::string_view file);

/// Returns `opml` without the outlines of the feed with the listed_url() `url`; the rest stays byte
/// for byte. Errors: as opml_with(); kUnsupported if the list has no such feed, or if its outline
/// has outlines inside.
Result<std::string> opml_without(std::string_view opml, const std::string& url,
                                 std::string_view file);

/// Returns `opml` with the name, group and language of `feed` for the feed whose listed_url() is
/// its URL. The outline keeps its other attributes; if its group changes, it moves to the folder
/// that opml_with() chooses. The rest stays byte for byte. Errors: as opml_with(); kUnsupported if
/// the list has no such feed, or if an outline that would move has outlines inside.
Result<std::string> opml_relabelled(std::string_view opml, const FeedSource& feed,
                                    std::string_view file);

}  // namespace wirefold::parse
