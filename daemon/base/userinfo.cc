#include "wirefold/base/userinfo.h"

#include <algorithm>

namespace wirefold {
namespace {

// Characters that end the authority of a URL (RFC 3986 section 3.2), and the backslash, which
// browsers take for a slash.
constexpr std::string_view kEndsAuthority = "/?#\\";

// Characters that end the authority of a URL inside a text: no host has the added ones.
constexpr std::string_view kEndsAuthorityInText = "/?#\\ \t\r\n\"'<>";

/// Size of "user:password@" at the beginning of `rest`, which follows "//"; 0 if there is none.
std::size_t userinfo_size(std::string_view rest, std::string_view ends) noexcept {
  const std::size_t at = rest.substr(0, rest.find_first_of(ends)).rfind('@');
  return at == std::string_view::npos ? 0 : at + 1;
}

/// Where the authority of `url` begins, if it may name a user; else npos.
std::size_t authority_with_user(std::string_view url) noexcept {
  if (url.find('@') == std::string_view::npos) return std::string_view::npos;  // nearly every URL
  const std::size_t slash = url.find('/');
  if (slash == std::string_view::npos || url.compare(slash, 2, "//") != 0) {
    return std::string_view::npos;
  }
  const bool starts =
      slash == 0 || (url[slash - 1] == ':' && url.find_first_of(":?#") == slash - 1);
  return starts ? slash + 2 : std::string_view::npos;
}

}  // namespace

std::string without_userinfo(std::string url) {
  const std::size_t begin = authority_with_user(url);
  if (begin == std::string::npos) return url;
  return url.erase(begin, userinfo_size(std::string_view(url).substr(begin), kEndsAuthority));
}

bool has_userinfo(std::string_view url) noexcept {
  const std::size_t begin = authority_with_user(url);
  return begin != std::string_view::npos && userinfo_size(url.substr(begin), kEndsAuthority) > 0;
}

std::string without_userinfo_inside(std::string_view text) {
  constexpr std::string_view kMark = "://";
  std::string out;
  for (std::size_t mark = text.find(kMark); mark != std::string_view::npos;
       mark = text.find(kMark)) {
    const std::size_t begin = mark + kMark.size();
    out += text.substr(0, begin);
    text.remove_prefix(begin);
    text.remove_prefix(userinfo_size(text, kEndsAuthorityInText));
  }
  return out.append(text);
}

std::string without_userinfo_in_tags(std::string_view html) {
  std::string out;
  while (!html.empty()) {
    const std::size_t open = std::min(html.find('<'), html.size());
    out += html.substr(0, open);
    html.remove_prefix(open);
    const std::size_t close = std::min(html.find('>'), html.size());
    out += without_userinfo_inside(html.substr(0, close));
    html.remove_prefix(close);
  }
  return out;
}

}  // namespace wirefold
