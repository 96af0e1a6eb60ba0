// Secrets in the queries of URLs: subscribers' keys, signatures, tokens. Code that shows or logs
// the URL of a feed must mask them.
#pragma once

#include <string>
#include <string_view>

namespace wirefold {

/// Replaces a secret value.
inline constexpr std::string_view kMasked = "***";

/// True if the query, the fragment or a path parameter (";jsessionid=") of `url` has a value that
/// looks like a secret: because its name says so ("token", "api_key", "X-Amz-Signature"), because
/// it is a random-looking run of at least 20 letters and digits or 26 digits, or because it is a
/// URL with such a value or a user. Names of channels and playlists are no secrets.
bool has_secret_query(std::string_view url);

/// `url` with each such value replaced by kMasked; the rest is unchanged.
std::string without_secret_values(std::string_view url);

/// The same for all URLs inside a text. A URL ends at white space, a double quote or an angle
/// bracket.
std::string without_secret_values_inside(std::string_view text);

}  // namespace wirefold
