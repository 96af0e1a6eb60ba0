#include "gate.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "wirefold/base/base64.h"
#include "wirefold/base/hmac.h"
#include "wirefold/base/strings.h"

namespace wirefold::serve {
namespace {

constexpr double kBurstSeconds = 10;

/// An Internet subscriber has a whole IPv6 /64 network or more (RFC 6177).
std::array<std::uint8_t, 16> key_of(const IpAddress& address) {
  return network_of(address, 32, 64).bytes;
}

}  // namespace

bool Gate::is_trusted(const IpAddress& address) const {
  assert(check_.is_here());
  return std::ranges::any_of(limits_.trusted,
                             [&address](const IpNetwork& n) { return n.contains(address); });
}

std::optional<IpAddress> Gate::client_of(const IpAddress& peer,
                                         std::string_view forwarded_for) const {
  assert(check_.is_here());
  if (!is_trusted(peer)) return peer;
  const std::string_view added = forwarded_for.substr(forwarded_for.rfind(',') + 1);  // by `peer`
  const auto client = parse_ip(trim(added));
  return client && !is_trusted(*client) ? client : std::nullopt;
}

bool Gate::has_room(const IpAddress& address) const {
  assert(check_.is_here());
  const auto it = open_.find(key_of(address));
  return it == open_.end() || it->second < limits_.connections || is_trusted(address);
}

void Gate::opened(const IpAddress& address) {
  assert(check_.is_here());
  ++open_[key_of(address)];
}

void Gate::closed(const IpAddress& address) {
  const auto it = open_.find(key_of(address));
  if (it != open_.end() && --it->second == 0) open_.erase(it);
}

int Gate::seconds_to_wait(const IpAddress& address, Time now) {
  assert(check_.is_here());
  if (limits_.requests == 0 || is_trusted(address)) return 0;
  const double rate = limits_.requests;
  const auto wait = requests_.take(key_of(address), rate, rate * kBurstSeconds, now);
  return static_cast<int>(std::ceil(wait.count()));
}

bool knows_password(std::string_view authorization, std::string_view token,
                    std::string_view password) {
  if (!token.empty()) return equal_in_constant_time(token, password);
  constexpr std::string_view kScheme = "Basic ";
  if (!starts_with_ignore_case(authorization, kScheme)) return false;
  const auto pair = decode_base64(trim(authorization.substr(kScheme.size())));
  const std::size_t colon = pair ? pair->find(':') : std::string::npos;
  return colon != std::string::npos &&
         equal_in_constant_time(std::string_view(*pair).substr(colon + 1), password);
}

}  // namespace wirefold::serve
