#include "sessions.h"

#include <vector>

#include "wirefold/base/base64.h"
#include "wirefold/base/hmac.h"
#include "wirefold/base/number.h"
#include "wirefold/base/strings.h"

namespace wirefold::serve {
namespace {

// The parts of a cookie: end (seconds), number, name (Base64), and the mark of these three.
constexpr std::size_t kParts = 4;
constexpr char kBetween = '.';

}  // namespace

struct Sessions::Cookie {
  Timestamp end{};
  std::string number;
  std::string name;
};

Sessions::Sessions() : key_(random_token()) {}

void Sessions::set_password(std::string password) {
  const MutexLock lock(mutex_);
  if (password == password_) return;
  password_ = std::move(password);
  end_all();
}

bool Sessions::is_open() const {
  const MutexLock lock(mutex_);
  return !password_.empty();
}

std::optional<std::string> Sessions::open(std::string_view password, std::string_view name,
                                          Timestamp now) {
  const MutexLock lock(mutex_);
  if (password_.empty() || !equal_in_constant_time(password, password_)) return std::nullopt;
  std::string out = std::to_string((now + kLife).time_since_epoch().count()) + kBetween;
  out += random_token() + kBetween + encode_base64(name);
  return out + kBetween + mark("session", out);
}

std::optional<Session> Sessions::find(std::string_view cookie, Timestamp now) const {
  const MutexLock lock(mutex_);
  auto read_cookie = read(cookie, now);
  if (!read_cookie) return std::nullopt;
  return Session{std::move(read_cookie->name), mark("form", read_cookie->number)};
}

void Sessions::end(std::string_view cookie, Timestamp now) {
  const MutexLock lock(mutex_);
  const auto open = read(cookie, now);
  if (!open) return;
  std::erase_if(ended_, [now](const auto& ended) { return ended.second <= now; });
  ended_.emplace(open->number, open->end);
  if (ended_.size() > kMostEnded) end_all();
}

std::optional<Sessions::Cookie> Sessions::read(std::string_view cookie, Timestamp now) const {
  const std::vector<std::string_view> parts = split(cookie, kBetween);
  if (password_.empty() || parts.size() != kParts) return std::nullopt;
  const std::string_view signed_part = cookie.substr(0, cookie.rfind(kBetween));
  if (!equal_in_constant_time(parts[3], mark("session", signed_part))) return std::nullopt;
  const auto seconds = whole_number<std::int64_t>(parts[0]);
  const Timestamp end{std::chrono::seconds(seconds.value_or(0))};
  auto name = decode_base64(parts[2]);
  if (!seconds || end <= now || !name || ended_.contains(parts[1])) return std::nullopt;
  return Cookie{end, std::string(parts[1]), *std::move(name)};
}

/// The mark of one use is none of another.
std::string Sessions::mark(std::string_view use, std::string_view text) const {
  return hmac_hex("sha256", key_, std::string(use) + ' ' + std::string(text));
}

void Sessions::end_all() {
  key_ = random_token();
  ended_.clear();
}

}  // namespace wirefold::serve
