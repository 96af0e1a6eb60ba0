// Reads from a response's headers when to ask again.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "wirefold/base/time.h"

namespace wirefold::fetch {

/// How long a response stays fresh (RFC 9111 section 4.2): `max-age` of Cache-Control less `age`,
/// else Expires less `now`. nullopt if neither is given, if that time has passed, or with
/// `no-store` or `no-cache`. Header values as received; empty: absent.
std::optional<std::chrono::seconds> freshness(std::string_view cache_control,
                                              std::string_view expires, std::string_view age,
                                              Timestamp now);

/// Retry-After in both forms (RFC 9110 section 10.2.3), counted from `now`; nullopt if unreadable.
std::optional<std::chrono::seconds> retry_after(std::string_view value, Timestamp now);

}  // namespace wirefold::fetch
