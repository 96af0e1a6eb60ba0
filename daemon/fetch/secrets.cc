#include "secrets.h"

#include <algorithm>
#include <string>
#include <vector>

#include "wirefold/base/base64.h"
#include "wirefold/base/percent.h"
#include "wirefold/base/strings.h"

namespace wirefold::fetch {
namespace {

constexpr std::size_t kLeastBytes = 4;

/// Secrets that only the feed's server may see.
std::vector<std::string> secrets_of(const FeedAccess& access) {
  std::vector<std::string> out = {access.password};
  if (!access.user.empty()) {
    std::string basic = encode_base64(access.user + ':' + access.password);
    basic.resize(std::min(basic.find('='), basic.size()));
    out.push_back(std::move(basic));
  }
  for (const std::string& header : access.headers) {
    const std::string_view value = trim(std::string_view(header).substr(header.find(':') + 1));
    out.emplace_back(value.substr(value.rfind(' ') + 1));  // "Bearer TOKEN"
  }
  std::erase_if(out, [](const std::string& secret) { return secret.size() < kLeastBytes; });
  return out;
}

}  // namespace

bool spells_secret(std::string_view url, const FeedAccess& access) {
  const std::string plain = without_escapes(url);
  return std::ranges::any_of(secrets_of(access), [&](const std::string& secret) {
    return url.find(secret) != std::string_view::npos || plain.find(secret) != std::string::npos;
  });
}

}  // namespace wirefold::fetch
