#include "own_paths.h"

#include <algorithm>

#include "wirefold/base/percent.h"
#include "wirefold/serve/target.h"

namespace wirefold::serve {
namespace {

constexpr std::size_t kLongest = 2000;

// Of a query: unreserved and reserved characters (RFC 3986) that no header or markup gives a
// meaning.
constexpr std::string_view kQuery =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789%&=+-._~!*(),:;@/?";

bool consists_of(std::string_view text, std::string_view characters) {
  return text.find_first_not_of(characters) == std::string_view::npos;
}

bool is_page(std::string_view path) {
  const auto target = read_target(path, {});
  return target && target->is_page();
}

}  // namespace

std::string own_path(std::string_view typed) {
  const std::size_t question = std::min(typed.find('?'), typed.size());
  const std::string_view path = typed.substr(0, question);
  const bool is_own = typed.size() <= kLongest && (is_page(path) || is_operator_path(path)) &&
                      consists_of(typed.substr(question), kQuery);
  return is_own ? std::string(typed) : "/";
}

bool is_operator_path(std::string_view path) {
  constexpr std::string_view kBegin = "/operator/";
  return path.starts_with(kBegin) &&
         consists_of(path.substr(kBegin.size()), "abcdefghijklmnopqrstuvwxyz0123456789-/");
}

std::string with_argument(std::string path, std::string_view name, std::string_view value) {
  path.append(path.find('?') == std::string::npos ? "?" : "&").append(escaped(name));
  return path.append("=").append(escaped(value));
}

std::string relative_path(std::string_view from, std::string_view to) {
  const auto slashes = std::ranges::count(from.substr(0, from.find('?')), '/');
  std::string out = "./";
  for (auto below = slashes; below > 1; --below) out += "../";
  return out.append(to.substr(1));
}

}  // namespace wirefold::serve
