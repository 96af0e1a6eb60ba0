// IP addresses, and which of them are in the public internet.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct sockaddr;

namespace wirefold {

/// An IPv4 or IPv6 address. IPv4 is held as ::ffff:a.b.c.d (RFC 4291 section 2.5.5.2), so that the
/// two spellings of one address are equal.
struct IpAddress {
  std::array<std::uint8_t, 16> bytes{};

  bool operator==(const IpAddress&) const = default;
};

/// Reads a numeric address, with or without brackets; nullopt for names.
std::optional<IpAddress> parse_ip(std::string_view text);

/// Returns nullopt for families other than IPv4 and IPv6.
std::optional<IpAddress> ip_of(const sockaddr& address);

std::string to_string(const IpAddress& address);

/// False for the addresses that IANA's special-purpose registries (RFC 6890 and its successors)
/// keep out of the public internet: private, loopback, link-local, shared, documentation,
/// benchmarking, multicast, reserved and unspecified addresses of both families. An IPv4 address
/// inside an IPv6 address (mapped, compatible, NAT64 64:ff9b::/96, 6to4) is judged as IPv4. Teredo,
/// local NAT64 and other tunnels are not public.
bool is_public(const IpAddress& address);

/// True for 127.0.0.0/8 and ::1, which only this machine can reach.
bool is_loopback(const IpAddress& address);

/// A range of addresses.
struct IpNetwork {
  IpAddress base;
  unsigned bits = 128;  ///< Prefix length in the sixteen bytes: 96 more than in IPv4 notation.

  bool contains(const IpAddress& address) const;
};

/// The first address of the network that contains `address`. Keeps the first `v4_bits` (of 32) of
/// an IPv4 address, or the first `v6_bits` (of 128) of another; the other bits are zero.
IpAddress network_of(const IpAddress& address, unsigned v4_bits, unsigned v6_bits);

/// Reads "10.0.0.0/8", "fd00::/8", or a single address; nullopt for anything else.
std::optional<IpNetwork> parse_network(std::string_view text);

/// Reads a list separated by commas or spaces; nullopt if one item is no network.
std::optional<std::vector<IpNetwork>> parse_networks(std::string_view text);

}  // namespace wirefold
