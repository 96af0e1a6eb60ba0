// Users and passwords in URLs (RFC 3986 section 3.2.1). Whoever shows, logs or stores a URL must
// not pass them on.
#pragma once

#include <string>
#include <string_view>

namespace wirefold {

/// `url` less "user:password@" before its host.
std::string without_userinfo(std::string url);

/// True if `url` has what without_userinfo() takes away.
bool has_userinfo(std::string_view url) noexcept;

/// `text`, a sentence or JSON, with each "scheme://user:password@" in it less its user and
/// password.
std::string without_userinfo_inside(std::string_view text);

/// The same for the tags of `html`; its words stay.
std::string without_userinfo_in_tags(std::string_view html);

}  // namespace wirefold
