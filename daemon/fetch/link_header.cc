#include "wirefold/fetch/link_header.h"

#include "wirefold/base/strings.h"

namespace wirefold::fetch {
namespace {

/// Cuts what stands before the first `end` outside of quotes off `text`.
std::string_view cut(std::string_view& text, char end) {
  bool quoted = false;
  std::size_t i = 0;
  for (; i < text.size() && (quoted || text[i] != end); ++i) {
    if (text[i] == '\\' && quoted) {
      ++i;
    } else if (text[i] == '"') {
      quoted = !quoted;
    }
  }
  const std::string_view piece = text.substr(0, i);
  text.remove_prefix(std::min(i + 1, text.size()));
  return trim(piece);
}

bool names(std::string_view parameter, std::string_view rel) {
  const std::size_t equals = parameter.find('=');
  if (equals == std::string_view::npos) return false;
  if (!equals_ignore_case(trim(parameter.substr(0, equals)), "rel")) return false;
  std::string_view value = trim(parameter.substr(equals + 1));
  if (value.size() >= 2 && value.front() == '"' && value.back() == '"') {
    value = value.substr(1, value.size() - 2);
  }
  for (const std::string_view word : split(value, ' ')) {
    if (equals_ignore_case(word, rel)) return true;
  }
  return false;
}

}  // namespace

std::string link_target(std::string_view value, std::string_view rel) {
  while (!value.empty()) {
    value = trim(value);
    if (value.starts_with(',')) value.remove_prefix(1);
    const std::size_t begin = value.find('<');
    const std::size_t end = value.find('>', begin);
    if (end == std::string_view::npos) return {};
    const std::string_view target = value.substr(begin + 1, end - begin - 1);
    value.remove_prefix(end + 1);
    std::string_view parameters = cut(value, ',');
    while (!parameters.empty()) {
      if (names(cut(parameters, ';'), rel)) return std::string(trim(target));
    }
  }
  return {};
}

}  // namespace wirefold::fetch
