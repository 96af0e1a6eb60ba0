// Users and passwords in URLs (RFC 3986 section 3.2.1). Code that shows, logs or stores a URL must
// remove them.
#pragma once

#include <string>
#include <string_view>

namespace wirefold {

/// `url` without "user:password@" before its host.
std::string without_userinfo(std::string url);

/// True if without_userinfo() would change `url`.
bool has_userinfo(std::string_view url) noexcept;

/// `text`, a sentence or JSON, with user and password removed from each "scheme://user:password@".
std::string without_userinfo_inside(std::string_view text);

/// The same for the tags of `html`; its text is unchanged.
std::string without_userinfo_in_tags(std::string_view html);

}  // namespace wirefold
