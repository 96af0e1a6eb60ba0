// HTML of strangers, made safe to show.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "wirefold/base/growth.h"

namespace wirefold::html {

/// `markup` with only the elements and attributes of an allow-list: text structure, lists, tables,
/// links, images. Everything that can run, load, submit or restyle is gone; the text of unknown
/// elements stays. A picture that a script would load later is where the script would find it, and
/// of a <noscript> the pictures stay. Links and images are http or https, resolved against
/// `base_url` (RFC 3986 section 5), and links get rel="noopener noreferrer nofollow"; those that
/// `growth` has no room for lose their address. Output is well-formed XHTML syntax, so it may stand
/// inside Atom and in the page alike, and `most_bytes` long at most: what comes behind is left out.
std::string sanitize(std::string_view markup, std::string_view base_url, Growth& growth,
                     std::size_t most_bytes);

/// At most `max_bytes` of `markup`, cut neither inside a character nor inside a reference or tag.
std::string_view clip_markup(std::string_view markup, std::size_t max_bytes) noexcept;

}  // namespace wirefold::html
