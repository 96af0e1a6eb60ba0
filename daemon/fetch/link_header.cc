#include "wirefold/fetch/link_header.h"

#include <algorithm>

#include "wirefold/base/strings.h"

namespace wirefold::fetch {
namespace {

// Of one link; real ones have one or two.
constexpr std::size_t kMostRelations = 100;

/// Cuts the piece before the first `end` outside of quotes off `text`.
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

/// `value` without the quotes around it, if there are any.
std::string_view unquoted(std::string_view value) {
  if (value.size() < 2 || value.front() != '"' || value.back() != '"') return value;
  return value.substr(1, value.size() - 2);
}

void set_parameter(Link& link, std::string_view parameter) {
  const std::size_t equals = parameter.find('=');
  if (equals == std::string_view::npos) return;
  const std::string_view name = trim(parameter.substr(0, equals));
  const std::string value = to_lower_ascii(unquoted(trim(parameter.substr(equals + 1))));
  if (equals_ignore_case(name, "type")) link.type = trim(value.substr(0, value.find(';')));
  if (!equals_ignore_case(name, "rel")) return;
  for (const std::string_view word : split(value, ' ')) {
    if (!word.empty() && link.rel.size() < kMostRelations) link.rel.emplace_back(word);
  }
}

}  // namespace

bool Link::has_rel(std::string_view relation) const {
  return std::ranges::find(rel, relation) != rel.end();
}

std::vector<Link> links_of(std::string_view value) {
  std::vector<Link> out;
  while (!value.empty()) {
    const std::size_t begin = value.find('<');
    const std::size_t end = value.find('>', begin);
    if (end == std::string_view::npos) break;
    Link& link = out.emplace_back();
    link.target = trim(value.substr(begin + 1, end - begin - 1));
    value.remove_prefix(end + 1);
    std::string_view parameters = cut(value, ',');
    while (!parameters.empty()) set_parameter(link, cut(parameters, ';'));
  }
  return out;
}

std::string first_target(const std::vector<Link>& links, std::string_view relation) {
  const auto found = std::ranges::find_if(links, [relation](const Link& link) {
    return !link.target.empty() && link.has_rel(relation);
  });
  return found == links.end() ? std::string() : found->target;
}

}  // namespace wirefold::fetch
