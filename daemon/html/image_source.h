// Finds the URLs of a picture: many pages load pictures late by a script and show a placeholder
// until then.
#pragma once

#include <libxml/tree.h>

#include <string>
#include <string_view>
#include <vector>

namespace wirefold::html {

/// The URLs that `image`, an <img>, may mean, as written, the likeliest first: those of the picture
/// in the <noscript> behind it if it is a placeholder, those that scripts load ("data-src" and the
/// like), its own, and the largest of each srcset of the image or of the <source>s before it in a
/// <picture>.
std::vector<std::string> image_sources(xmlNode* image);

/// True for a <noscript> whose picture replaces the <img> before it.
bool is_for_placeholder(xmlNode* noscript);

/// False for an <img> that counts visitors: of one pixel, or not displayed.
bool is_shown(xmlNode* image);

/// The largest candidate of a srcset (WHATWG HTML, "srcset") by width or density; empty if there is
/// none.
std::string largest_of(std::string_view srcset);

}  // namespace wirefold::html
