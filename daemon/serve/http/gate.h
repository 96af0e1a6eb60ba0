// Limits clients and checks passwords. Private to the serve area; the server's thread only.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "wirefold/base/thread_check.h"
#include "wirefold/base/token_buckets.h"
#include "wirefold/serve/http/address_limits.h"

namespace wirefold::serve {

/// Limits the open connections and the requests per second of each address that is not trusted. The
/// token bucket holds the requests of ten seconds. An IPv6 /64 network counts as one address.
class Gate {
 public:
  using Time = std::chrono::steady_clock::time_point;

  explicit Gate(AddressLimits limits) : limits_(std::move(limits)) {}

  void set_limits(AddressLimits limits) { limits_ = std::move(limits); }

  bool is_trusted(const IpAddress& address) const;

  /// The client behind a connection from `peer`: the last address in `forwarded_for`, the last
  /// X-Forwarded-For header, if `peer` is trusted, else `peer`. nullopt if a trusted peer names no
  /// address, or another trusted one.
  std::optional<IpAddress> client_of(const IpAddress& peer, std::string_view forwarded_for) const;

  bool has_room(const IpAddress& address) const;
  void opened(const IpAddress& address);
  void closed(const IpAddress& address);

  /// Counts a request. Returns the seconds until the address may send another; 0: accepted.
  int seconds_to_wait(const IpAddress& address, Time now);

 private:
  using Key = std::array<std::uint8_t, 16>;

  static constexpr std::size_t kMostKeys = 20000;

  AddressLimits limits_;
  std::map<Key, unsigned> open_;
  TokenBuckets<Key, Time> requests_{kMostKeys};
  [[no_unique_address]] ThreadCheck check_;
};

/// True if the request has `password` in `token` or, without a token, in an Authorization header
/// for HTTP Basic (RFC 7617) with any user name. Takes equal time for all wrong passwords of one
/// length.
bool knows_password(std::string_view authorization, std::string_view token,
                    std::string_view password);

}  // namespace wirefold::serve
