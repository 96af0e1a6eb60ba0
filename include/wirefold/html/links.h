// Makes links inside HTML absolute.
#pragma once

#include <string>
#include <string_view>

#include "wirefold/base/growth.h"

namespace wirefold::html {

/// `markup` with each relative link of its tags (href, src, srcset, poster, cite, action, longdesc,
/// background, and the data- attributes of pictures that are loaded late) resolved against `base`;
/// every other byte is unchanged. Changes nothing if `base` has no scheme. Links that `growth` has
/// no room for are unchanged. Linear in the size of the markup.
std::string with_absolute_links(std::string markup, std::string_view base, Growth& growth);

/// The value of a link attribute (`name` as above) made absolute; srcset holds several links. Links
/// that `growth` has no room for are unchanged.
std::string absolute_link(std::string_view name, std::string_view value, std::string_view base,
                          Growth& growth);

/// True for the attributes above, in lower case.
bool is_link_attribute(std::string_view name) noexcept;

}  // namespace wirefold::html
