#include "gate.h"

#include <algorithm>
#include <cmath>

#include "wirefold/base/base64.h"
#include "wirefold/base/strings.h"

namespace wirefold::serve {
namespace {

constexpr double kBurstSeconds = 10;
constexpr std::size_t kMostBuckets = 20000;

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  unsigned char different = a.size() == b.size() ? 0 : 1;
  for (std::size_t i = 0; i < a.size(); ++i) {
    different |= static_cast<unsigned char>(a[i] ^ (b.empty() ? 0 : b[i % b.size()]));
  }
  return different == 0;
}

}  // namespace

bool Gate::is_trusted(const IpAddress& address) const {
  return std::ranges::any_of(limits_.trusted,
                             [&address](const IpNetwork& n) { return n.contains(address); });
}

bool Gate::has_room(const IpAddress& address) const {
  const auto it = open_.find(address.bytes);
  return it == open_.end() || it->second < limits_.connections || is_trusted(address);
}

void Gate::opened(const IpAddress& address) { ++open_[address.bytes]; }

void Gate::closed(const IpAddress& address) {
  const auto it = open_.find(address.bytes);
  if (it != open_.end() && --it->second == 0) open_.erase(it);
}

int Gate::seconds_to_wait(const IpAddress& address, Time now) {
  if (limits_.requests == 0 || is_trusted(address)) return 0;
  const double rate = limits_.requests;
  if (buckets_.size() >= kMostBuckets) forget_idle(now);
  Bucket& bucket =
      buckets_.try_emplace(address.bytes, Bucket{rate * kBurstSeconds, now}).first->second;
  const double passed = std::chrono::duration<double>(now - bucket.at).count();
  bucket.tokens = std::min(rate * kBurstSeconds, bucket.tokens + passed * rate);
  bucket.at = now;
  if (bucket.tokens < 1) return static_cast<int>(std::ceil((1 - bucket.tokens) / rate));
  bucket.tokens -= 1;
  return 0;
}

/// Those who have been quiet for long enough are as if they had never come.
void Gate::forget_idle(Time now) {
  std::erase_if(buckets_, [now](const auto& entry) {
    return now - entry.second.at > std::chrono::duration<double>(kBurstSeconds);
  });
  if (buckets_.size() >= kMostBuckets) buckets_.clear();
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
