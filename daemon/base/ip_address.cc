#include "wirefold/base/ip_address.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <charconv>
#include <cstring>

#include "wirefold/base/strings.h"

namespace wirefold {
namespace {

constexpr std::array<std::uint8_t, 12> kMapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
constexpr unsigned kMappedBits = 96;

IpAddress mapped(const void* four_bytes) {
  IpAddress out;
  std::copy(kMapped.begin(), kMapped.end(), out.bytes.begin());
  std::memcpy(&out.bytes.at(12), four_bytes, 4);
  return out;
}

IpAddress of_16(const void* bytes) {
  IpAddress out;
  std::memcpy(out.bytes.data(), bytes, out.bytes.size());
  return out;
}

bool is_v4(const IpAddress& a) {
  return std::equal(kMapped.begin(), kMapped.end(), a.bytes.begin());
}

// IANA IPv4 and IPv6 Special-Purpose Address Registries, plus multicast and class E.
constexpr std::string_view kSpecial[] = {
    "0.0.0.0/8",        // this network, RFC 791
    "10.0.0.0/8",       // private, RFC 1918
    "100.64.0.0/10",    // shared by carriers, RFC 6598
    "127.0.0.0/8",      // loopback, RFC 1122
    "169.254.0.0/16",   // link-local, RFC 3927; clouds serve credentials there
    "172.16.0.0/12",    // private
    "192.0.0.0/24",     // protocol assignments, RFC 6890
    "192.0.2.0/24",     // documentation, RFC 5737
    "192.88.99.0/24",   // 6to4 relays, RFC 7526
    "192.168.0.0/16",   // private
    "198.18.0.0/15",    // benchmarks, RFC 2544
    "198.51.100.0/24",  // documentation
    "203.0.113.0/24",   // documentation
    "224.0.0.0/4",      // multicast, RFC 5771
    "240.0.0.0/4",      // reserved, includes broadcast
    "100::/64",         // discard only, RFC 6666
    "2001::/23",        // protocol assignments, with Teredo and ORCHID, RFC 2928
    "2001:db8::/32",    // documentation, RFC 3849
    "3fff::/20",        // documentation, RFC 9637
    "5f00::/16",        // segment routing, RFC 9602
};

// The IPv6 range that is routed in the public internet (RFC 4291 section 2.4).
constexpr std::string_view kGlobalUnicast = "2000::/3";

struct Embedding {
  std::string_view network;
  std::size_t offset;  // of the four IPv4 bytes
};

constexpr Embedding kEmbeddings[] = {
    {"64:ff9b::/96", 12},  // NAT64, RFC 6052
    {"2002::/16", 2},      // 6to4, RFC 3056
    {"::/96", 12},         // IPv4-compatible, RFC 4291 section 2.5.5.1; includes ::1 and ::
};

struct Embedded {
  IpNetwork network;
  std::size_t offset;
};

struct Tables {
  std::vector<IpNetwork> special;
  std::vector<Embedded> embeddings;
  IpNetwork global_unicast;
};

const Tables& tables() {
  static const Tables kTables = [] {
    Tables out;
    for (const std::string_view text : kSpecial) out.special.push_back(*parse_network(text));
    for (const Embedding& e : kEmbeddings) {
      out.embeddings.push_back({*parse_network(e.network), e.offset});
    }
    out.global_unicast = *parse_network(kGlobalUnicast);
    return out;
  }();
  return kTables;
}

}  // namespace

std::optional<IpAddress> parse_ip(std::string_view text) {
  if (text.starts_with('[') && text.ends_with(']')) text = text.substr(1, text.size() - 2);
  const std::string zeroed(text);
  in_addr v4{};
  if (inet_pton(AF_INET, zeroed.c_str(), &v4) == 1) return mapped(&v4);
  in6_addr v6{};
  if (inet_pton(AF_INET6, zeroed.c_str(), &v6) == 1) return of_16(&v6);
  return std::nullopt;
}

std::optional<IpAddress> ip_of(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, &address, sizeof v4);
    return mapped(&v4.sin_addr);
  }
  if (address.sa_family == AF_INET6) {
    sockaddr_in6 v6{};
    std::memcpy(&v6, &address, sizeof v6);
    return of_16(&v6.sin6_addr);
  }
  return std::nullopt;
}

std::string to_string(const IpAddress& address) {
  char text[INET6_ADDRSTRLEN] = {};
  if (is_v4(address)) {
    inet_ntop(AF_INET, &address.bytes.at(12), text, sizeof text);
  } else {
    inet_ntop(AF_INET6, address.bytes.data(), text, sizeof text);
  }
  return text;
}

bool IpNetwork::contains(const IpAddress& address) const {
  for (unsigned bit = 0; bit < bits; bit += 8) {
    const unsigned left = bits - bit;
    const unsigned mask = left >= 8 ? 0xff : 0xff00U >> left & 0xff;
    if (((address.bytes.at(bit / 8) ^ base.bytes.at(bit / 8)) & mask) != 0) return false;
  }
  return true;
}

bool is_loopback(const IpAddress& address) {
  static const IpNetwork kV4 = *parse_network("127.0.0.0/8");
  static const IpNetwork kV6 = *parse_network("::1");
  return kV4.contains(address) || kV6.contains(address);
}

IpAddress network_of(const IpAddress& address, unsigned v4_bits, unsigned v6_bits) {
  const unsigned bits = is_v4(address) ? kMappedBits + v4_bits : v6_bits;
  IpAddress out = address;
  for (unsigned i = 0; i < out.bytes.size(); ++i) {
    const unsigned kept = bits <= 8 * i ? 0 : std::min(bits - 8 * i, 8U);
    out.bytes.at(i) &= static_cast<std::uint8_t>(0xff00U >> kept);
  }
  return out;
}

bool is_public(const IpAddress& address) {
  const Tables& t = tables();
  for (const IpNetwork& network : t.special) {
    if (network.contains(address)) return false;
  }
  if (is_v4(address)) return true;
  for (const Embedded& e : t.embeddings) {
    if (e.network.contains(address)) return is_public(mapped(&address.bytes.at(e.offset)));
  }
  return t.global_unicast.contains(address);
}

std::optional<IpNetwork> parse_network(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto base = parse_ip(text.substr(0, slash));
  if (!base) return std::nullopt;
  if (slash == std::string_view::npos) return IpNetwork{*base, 128};
  unsigned bits = 0;
  const std::string_view number = text.substr(slash + 1);
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), bits);
  const bool dotted = text.find(':') == std::string_view::npos;
  if (error != std::errc() || end != number.data() + number.size() || bits > (dotted ? 32 : 128)) {
    return std::nullopt;
  }
  return IpNetwork{*base, dotted ? bits + kMappedBits : bits};
}

std::optional<std::vector<IpNetwork>> parse_networks(std::string_view text) {
  std::vector<IpNetwork> out;
  std::string spaced(text);
  std::replace(spaced.begin(), spaced.end(), ',', ' ');
  const std::string list = collapse_space(spaced);
  for (const std::string_view item : split(list, ' ')) {
    if (item.empty()) continue;
    const auto network = parse_network(item);
    if (!network) return std::nullopt;
    out.push_back(*network);
  }
  return out;
}

}  // namespace wirefold
