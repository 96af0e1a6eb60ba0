// Secrets in the queries of URLs: keys of subscribers, signatures, tokens. Whoever shows or logs
// the URL of a feed must not pass them on.
#pragma once

#include <string>
#include <string_view>

namespace wirefold {

/// What stands for a secret value.
inline constexpr std::string_view kMasked = "***";

/// True if the query or fragment of `url` has a value that looks like a secret: because its name
/// says so ("token", "api_key", "X-Amz-Signature"), because it is 20 characters of letters and
/// digits in no order, or because it is a URL with such a value. Names of channels and playlists
/// are none.
bool has_secret_query(std::string_view url);

/// `url` with kMasked for each such value; all else stays.
std::string without_secret_values(std::string_view url);

/// The same for all URLs inside a text, as far as a space, a quote or a bracket.
std::string without_secret_values_inside(std::string_view text);

}  // namespace wirefold
