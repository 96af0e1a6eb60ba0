// IP addresses, and which of them lie in the public internet.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct sockaddr;

namespace wirefold {

/// An IPv4 or IPv6 address; IPv4 as ::ffff:a.b.c.d (RFC 4291 section 2.5.5.2), so that the two
/// spellings of one address are equal.
struct IpAddress {
  std::array<std::uint8_t, 16> bytes{};

  bool operator==(const IpAddress&) const = default;
};

/// A numeric address, IPv6 with or without brackets; nothing for names.
std::optional<IpAddress> parse_ip(std::string_view text);

/// Nothing for families other than IPv4 and IPv6.
std::optional<IpAddress> ip_of(const sockaddr& address);

std::string to_string(const IpAddress& address);

/// False for what the special-purpose registries of IANA (RFC 6890 and what followed it) keep from
/// the public internet: private, loopback, link-local, shared, documentation, benchmarking,
/// multicast, reserved and unspecified addresses of both families. An IPv4 address inside an IPv6
/// one (mapped, compatible, NAT64 64:ff9b::/96, 6to4) counts as itself; Teredo, local NAT64 and
/// other tunnels are not public.
bool is_public(const IpAddress& address);

/// True for 127.0.0.0/8 and ::1: nobody but this machine reaches it.
bool is_loopback(const IpAddress& address);

/// A range of addresses.
struct IpNetwork {
  IpAddress base;
  unsigned bits = 128;  ///< Of the sixteen bytes: an IPv4 prefix is 96 longer.

  bool contains(const IpAddress& address) const;
};

/// The first address of the network that has `address`: its first bits, `v4_bits` of an IPv4
/// address (of 32) and `v6_bits` of another (of 128); the others are zero.
IpAddress network_of(const IpAddress& address, unsigned v4_bits, unsigned v6_bits);

/// "10.0.0.0/8", "fd00::/8", or one address; nothing for anything else.
std::optional<IpNetwork> parse_network(std::string_view text);

/// A list with commas or spaces between; nothing if one of them is no network.
std::optional<std::vector<IpNetwork>> parse_networks(std::string_view text);

}  // namespace wirefold
