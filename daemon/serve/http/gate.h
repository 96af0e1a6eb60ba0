// Who may ask, and how often. Private to the serve area; the server's thread only.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "wirefold/base/token_buckets.h"
#include "wirefold/serve/http/address_limits.h"

namespace wirefold::serve {

/// Limits for each address but the trusted ones, of which an IPv6 network of 64 bits is one: open
/// connections, and requests a second by a bucket that holds ten seconds' worth.
class Gate {
 public:
  using Time = std::chrono::steady_clock::time_point;

  explicit Gate(AddressLimits limits) : limits_(std::move(limits)) {}

  void set_limits(AddressLimits limits) { limits_ = std::move(limits); }

  bool is_trusted(const IpAddress& address) const;
  bool has_room(const IpAddress& address) const;
  void opened(const IpAddress& address);
  void closed(const IpAddress& address);

  /// Takes a request into account. Seconds until the address may ask again; 0: now.
  int seconds_to_wait(const IpAddress& address, Time now);

 private:
  using Key = std::array<std::uint8_t, 16>;

  static constexpr std::size_t kMostKeys = 20000;

  AddressLimits limits_;
  std::map<Key, unsigned> open_;
  TokenBuckets<Key, Time> requests_{kMostKeys};
};

/// True if the request brings `password`: in an Authorization header for HTTP Basic (RFC 7617),
/// whatever the user's name, or in `token`. Takes the same time for every wrong one of a length.
bool knows_password(std::string_view authorization, std::string_view token,
                    std::string_view password);

}  // namespace wirefold::serve
