// HTML of strangers, made safe to show.
#pragma once

#include <string>
#include <string_view>

namespace wirefold::html {

/// `markup` with only the elements and attributes of an allow-list: text structure, lists, tables,
/// links, images. Everything that can run, load, submit or restyle is gone; the text of unknown
/// elements stays. Links and images are http or https, resolved against `base_url`
/// (RFC 3986 section 5), and links get rel="noopener noreferrer nofollow". Output is well-formed
/// XHTML syntax, so it may stand inside Atom and in the page alike.
std::string sanitize(std::string_view markup, std::string_view base_url);

}  // namespace wirefold::html
