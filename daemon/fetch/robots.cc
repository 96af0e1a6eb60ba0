#include "wirefold/fetch/robots.h"

#include <algorithm>
#include <charconv>

#include "wirefold/base/percent.h"
#include "wirefold/base/strings.h"

namespace wirefold::fetch {
namespace {

constexpr std::size_t kMaxBytes = std::size_t{500} << 10;
constexpr std::size_t kMaxRules = 5000;
constexpr std::size_t kMaxPattern = 2048;
constexpr std::chrono::seconds kMaxCrawlDelay(300);

struct Line {
  std::string key;  // lower case
  std::string_view value;
};

Line line_of(std::string_view line) {
  line = line.substr(0, line.find('#'));
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return {};
  return {to_lower_ascii(trim(line.substr(0, colon))), trim(line.substr(colon + 1))};
}

std::vector<Line> lines_of(std::string_view body) {
  if (body.starts_with("\xEF\xBB\xBF")) body.remove_prefix(3);
  body = body.substr(0, kMaxBytes);
  std::vector<Line> lines;
  while (!body.empty()) {
    const std::size_t end = std::min(body.find_first_of("\r\n"), body.size());
    if (Line line = line_of(body.substr(0, end)); !line.key.empty())
      lines.push_back(std::move(line));
    body.remove_prefix(std::min(end + 1, body.size()));
  }
  return lines;
}

/// The product token that a user-agent line begins with: "wirefold" of "Wirefold/1.0".
std::string_view token_of(std::string_view value) {
  if (value.starts_with('*')) return "*";
  std::size_t end = 0;
  while (end < value.size() &&
         ((value[end] | 0x20) >= 'a' ? (value[end] | 0x20) <= 'z'
                                     : value[end] == '-' || value[end] == '_')) {
    ++end;
  }
  return value.substr(0, end);
}

/// Whether `pattern` fits the beginning of `path`; '*' is any run, '$' at the end the path's end.
bool fits(std::string_view pattern, std::string_view path) {
  const bool whole = pattern.ends_with('$');
  if (whole) pattern.remove_suffix(1);
  std::size_t p = 0;
  std::size_t s = 0;
  std::size_t star = std::string_view::npos;
  std::size_t retry = 0;
  while (true) {
    if (p == pattern.size() && (!whole || s == path.size())) return true;
    if (p < pattern.size() && pattern[p] == '*') {
      star = ++p;
      retry = s;
    } else if (p < pattern.size() && s < path.size() && pattern[p] == path[s]) {
      ++p;
      ++s;
    } else if (star != std::string_view::npos && retry < path.size()) {
      p = star;
      s = ++retry;
    } else {
      return false;
    }
  }
}

}  // namespace

Robots Robots::allow_none() {
  Robots none;
  none.rules_.push_back({"/", false});
  return none;
}

Robots Robots::parse(std::string_view body, std::string_view product) {
  Robots own;
  Robots others;
  bool own_group = false;
  bool any_own = false;
  bool others_group = false;
  bool in_rules = true;  // the next user-agent line begins a group
  for (const Line& line : lines_of(body)) {
    if (line.key == "user-agent") {
      if (in_rules) own_group = others_group = in_rules = false;
      const std::string_view token = token_of(line.value);
      own_group = own_group || equals_ignore_case(token, product);
      others_group = others_group || token == "*";
      any_own = any_own || own_group;
      continue;
    }
    const bool rule = line.key == "allow" || line.key == "disallow";
    if (!rule && line.key != "crawl-delay") continue;  // "sitemap" belongs to no group
    in_rules = true;
    for (auto [group, robots] : {std::pair(own_group, &own), std::pair(others_group, &others)}) {
      if (!group) continue;
      if (!rule) {
        double seconds = 0;
        std::from_chars(line.value.data(), line.value.data() + line.value.size(), seconds);
        if (seconds > 0) {
          robots->crawl_delay_ =
              std::min(kMaxCrawlDelay, std::chrono::ceil<std::chrono::seconds>(
                                           std::chrono::duration<double>(std::min(seconds, 1e6))));
        }
      } else if (!line.value.empty() && line.value.size() <= kMaxPattern &&
                 robots->rules_.size() < kMaxRules) {
        robots->rules_.push_back({normal_escapes(line.value), line.key == "allow"});
      }
    }
  }
  return any_own ? own : others;
}

bool Robots::allows(std::string_view target) const {
  const std::string path = normal_escapes(target.substr(0, kMaxPattern));
  if (path == "/robots.txt") return true;
  const Rule* best = nullptr;
  for (const Rule& rule : rules_) {
    const bool better = best == nullptr || rule.pattern.size() > best->pattern.size() ||
                        (rule.pattern.size() == best->pattern.size() && rule.allow);
    if (better && fits(rule.pattern, path)) best = &rule;
  }
  return best == nullptr || best->allow;
}

}  // namespace wirefold::fetch
