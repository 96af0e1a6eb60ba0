#include "wirefold/websub/messages.h"

#include <algorithm>
#include <charconv>

#include "wirefold/base/percent.h"
#include "wirefold/base/strings.h"

namespace wirefold::websub {
namespace {

// Longer leases are cut to this, so that the end of a lease overflows no Timestamp.
constexpr std::int64_t kLongestLease = std::int64_t{400} * 86400;

std::optional<std::chrono::seconds> lease_of(const std::string& text) {
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc() || end != text.data() + text.size() || seconds <= 0) return std::nullopt;
  return std::chrono::seconds(std::min(seconds, kLongestLease));
}

}  // namespace

std::string subscription_form(const Subscription& subscription, std::string_view callback,
                              std::chrono::seconds lease) {
  return "hub.mode=subscribe&hub.topic=" + escaped(subscription.topic) +
         "&hub.callback=" + escaped(callback) +
         "&hub.lease_seconds=" + std::to_string(lease.count()) +
         "&hub.secret=" + escaped(subscription.secret);
}

HubRequest read_hub_request(const Arguments& arguments) {
  HubRequest out;
  for (const auto& [name, value] : arguments) {
    if (name == "hub.mode") out.mode = value;
    if (name == "hub.topic") out.topic = value;
    if (name == "hub.callback") out.callback = value;
    if (name == "hub.secret") out.secret = value;
    if (name == "hub.challenge") out.challenge = value;
    if (name == "hub.reason") out.reason = value;
    if (name == "hub.lease_seconds") out.lease = lease_of(value);
  }
  return out;
}

Arguments read_form(std::string_view body) {
  constexpr std::size_t kMost = 100;
  const auto decoded = [](std::string_view text) {
    std::string spaced(text);
    std::replace(spaced.begin(), spaced.end(), '+', ' ');
    return without_escapes(spaced);
  };
  Arguments out;
  for (const std::string_view pair : split(body, '&')) {
    if (pair.empty() || out.size() == kMost) continue;
    const std::size_t equals = pair.find('=');
    const bool has_value = equals != std::string_view::npos;
    out.emplace_back(decoded(pair.substr(0, equals)),
                     has_value ? decoded(pair.substr(equals + 1)) : std::string());
  }
  return out;
}

std::string verification_url(std::string_view callback, std::string_view mode,
                             std::string_view topic, std::string_view challenge,
                             std::chrono::seconds lease) {
  std::string out(callback.substr(0, callback.find('#')));
  out += out.find('?') == std::string::npos ? '?' : '&';
  out.append("hub.mode=").append(mode).append("&hub.topic=").append(escaped(topic));
  out.append("&hub.challenge=").append(escaped(challenge));
  return out + "&hub.lease_seconds=" + std::to_string(lease.count());
}

}  // namespace wirefold::websub
