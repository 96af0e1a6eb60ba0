// Makes untrusted HTML safe to show.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "wirefold/base/growth.h"

namespace wirefold::html {

/// `markup` with only the elements and attributes of an allow-list: text structure, lists, tables,
/// links, images. Everything that can run, load, submit or restyle is removed; the text of unknown
/// elements stays. A picture that a script would load later gets the URL that the script would use.
/// Of a <noscript> only the pictures stay. Links and images are http or https, resolved against
/// `base_url` (RFC 3986 section 5), and links get rel="noopener noreferrer nofollow"; those that
/// `growth` has no room for lose their URL. The output has well-formed XHTML syntax, which is valid
/// inside Atom and in a page alike. It has at most `most_bytes`; the rest is left out.
std::string sanitize(std::string_view markup, std::string_view base_url, Growth& growth,
                     std::size_t most_bytes);

/// At most `max_bytes` of `markup`, cut neither inside a character nor inside a reference or tag.
std::string_view clip_markup(std::string_view markup, std::size_t max_bytes) noexcept;

}  // namespace wirefold::html
