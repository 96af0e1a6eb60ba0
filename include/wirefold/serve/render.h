// Stories as feed documents and as a page. Pure: equal stories give equal bytes, and no "now"
// stands anywhere.
#pragma once

#include <span>
#include <string>

#include "wirefold/model/story.h"
#include "wirefold/serve/site.h"

namespace wirefold::serve {

/// Atom 1.0 (RFC 4287), with the copies as `link rel="related"` and `atom:source` of the lead.
std::string render_atom(const Site& site, std::span<const Story> stories);

/// RSS 2.0.
std::string render_rss(const Site& site, std::span<const Story> stories);

/// JSON Feed 1.1, with the copies in the extension `_wirefold`.
std::string render_json(const Site& site, std::span<const Story> stories);

/// The web page at "/".
std::string render_page(const Site& site, std::span<const Story> stories);

/// The page's style sheet and icon.
std::string style_sheet();
std::string icon_svg();

/// Newest `changed` of the stories, or the site's birth: the date of the whole document.
Timestamp last_change(const Site& site, std::span<const Story> stories);

}  // namespace wirefold::serve
