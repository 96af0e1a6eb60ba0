// Where a picture is: many pages load pictures late, by a script, and show a placeholder until
// then.
#pragma once

#include <libxml/tree.h>

#include <string>
#include <string_view>
#include <vector>

namespace wirefold::html {

/// The addresses that `image`, an <img>, may mean, as written, the likeliest first: that of the
/// <noscript> behind it if it is a placeholder, what scripts load ("data-src" and its kin), its
/// own, and those of the srcset of the image or of the <source>s beside it in a <picture>, of each
/// the largest.
std::vector<std::string> image_sources(xmlNode* image);

/// True for a <noscript> whose picture stands in the place of the <img> before it.
bool is_for_placeholder(xmlNode* noscript);

/// False for an <img> of one pixel, or without display: it counts visitors.
bool is_shown(xmlNode* image);

/// The largest candidate of a srcset (WHATWG HTML, "srcset"), by width or density; empty if there
/// is none.
std::string largest_of(std::string_view srcset);

}  // namespace wirefold::html
