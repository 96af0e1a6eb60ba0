// Proof that a message comes from the hub that knows our secret. The only door to OpenSSL.
#pragma once

#include <string>
#include <string_view>

namespace wirefold::websub {

/// Whether `header`, an X-Hub-Signature ("sha256=…"), is the HMAC of `body` under `secret`: sha1,
/// sha256, sha384 or sha512 (section 7 of WebSub), hex in either case. Takes the same time for
/// every wrong one.
bool is_signed(std::string_view header, std::string_view secret, std::string_view body);

/// The X-Hub-Signature of `body` under `secret`: "sha256=…".
std::string signature(std::string_view secret, std::string_view body);

/// 256 bits that nobody can guess, in hex. Throws std::runtime_error if the system has none.
std::string random_token();

}  // namespace wirefold::websub
