// Keyed hashes, and secrets that cannot be guessed. The only user of OpenSSL's library.
#pragma once

#include <string>
#include <string_view>

namespace wirefold {

/// The HMAC (RFC 2104) of `bytes` under `secret` in lower-case hex, by `method`: "sha1", "sha256",
/// "sha384" or "sha512". Empty for another method, and if OpenSSL fails.
std::string hmac_hex(std::string_view method, std::string_view secret, std::string_view bytes);

/// Takes equal time for all wrong values of `given` that have its length.
bool equal_in_constant_time(std::string_view given, std::string_view secret);

/// 256 random bits in hex. Throws std::runtime_error if the system has no random numbers.
std::string random_token();

}  // namespace wirefold
