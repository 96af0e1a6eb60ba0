// Signs WebSub messages and checks their signatures.
#pragma once

#include <string>
#include <string_view>

namespace wirefold::websub {

/// True if `header`, an X-Hub-Signature ("sha256=…"), is the HMAC of `body` under `secret`: sha1,
/// sha256, sha384 or sha512 (section 7 of WebSub), hex in either case. All wrong ones of the right
/// length take the same time.
bool is_signed(std::string_view header, std::string_view secret, std::string_view body);

/// The X-Hub-Signature of `body` under `secret`: "sha256=…".
std::string signature(std::string_view secret, std::string_view body);

}  // namespace wirefold::websub
