// Feed lists as feed readers exchange them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "wirefold/base/result.h"
#include "wirefold/model/feed.h"

namespace wirefold::parse {

/// Reads OPML 1.0 and 2.0: each `outline` with an `xmlUrl` is a feed, the texts of the outlines
/// around it its group. `text` or `title` names the outlet; `language` the language.
/// `file` is the name for messages, and for FeedSource::place together with the line.
///
/// Errors: kMalformed, with "FILE:LINE: message" as the detail.
Result<std::vector<FeedSource>> parse_opml(std::string_view bytes, std::string_view file);

/// `opml` with an outline for the url and outlet of `feed` behind all others; the rest stays byte
/// for byte. Errors: as parse_opml(), and kUnsupported for a list in another encoding than UTF-8.
Result<std::string> opml_with(std::string_view opml, const FeedSource& feed, std::string_view file);

}  // namespace wirefold::parse
