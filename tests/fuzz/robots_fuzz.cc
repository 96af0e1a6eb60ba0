// A robots.txt and a target. The first line is the target.
#include <algorithm>
#include <vector>

#include "fuzz/check.h"
#include "wirefold/base/percent.h"
#include "wirefold/base/strings.h"
#include "wirefold/fetch/robots.h"

namespace {

using namespace wirefold;

struct Rule {
  std::string pattern;
  bool allow;
};

/// RFC 9309 section 2.2.1 in its plainest form.
std::vector<Rule> rules_for_us(std::string_view body) {
  std::vector<Rule> own;
  std::vector<Rule> others;
  bool named = false;
  bool agents = false;
  bool us = false;
  bool all = false;
  std::string lines(body.starts_with("\xEF\xBB\xBF") ? body.substr(3) : body);
  std::replace(lines.begin(), lines.end(), '\r', '\n');
  for (std::string_view line : split(lines, '\n')) {
    line = line.substr(0, line.find('#'));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string key = to_lower_ascii(trim(line.substr(0, colon)));
    const std::string value(trim(line.substr(colon + 1)));
    if (key == "user-agent") {
      if (!agents) us = all = false;
      agents = true;
      const std::string lower = to_lower_ascii(value);
      const std::size_t end = lower.find_first_not_of("abcdefghijklmnopqrstuvwxyz-_");
      if (lower.substr(0, end) == "wirefold") us = named = true;
      if (value.starts_with('*')) all = true;
    } else if (key == "allow" || key == "disallow" || key == "crawl-delay") {
      agents = false;
      if (key == "crawl-delay" || value.empty()) continue;
      const Rule rule{normal_escapes(value), key == "allow"};
      if (us) own.push_back(rule);
      if (all) others.push_back(rule);
    }
  }
  return named ? own : others;
}

/// Tracks all positions that the path can be at after each character of the pattern.
bool fits(std::string pattern, const std::string& path) {
  const bool whole = pattern.ends_with('$');
  if (whole) pattern.pop_back();
  std::vector<bool> places(path.size() + 1);
  places[0] = true;
  for (const char c : pattern) {
    std::vector<bool> next(path.size() + 1);
    for (std::size_t i = 0; i <= path.size(); ++i) {
      if (c == '*') next[i] = places[i] || (i > 0 && next[i - 1]);
      if (c != '*' && i > 0) next[i] = places[i - 1] && path[i - 1] == c;
    }
    places = std::move(next);
  }
  return whole ? places.back() : std::ranges::count(places, true) > 0;
}

bool allows(const std::vector<Rule>& rules, const std::string& path) {
  if (path == "/robots.txt") return true;
  std::size_t longest = 0;
  bool allow = true;
  for (const Rule& rule : rules) {
    if (rule.pattern.size() < longest || !fits(rule.pattern, path)) continue;
    allow = rule.allow || (allow && rule.pattern.size() == longest);
    longest = rule.pattern.size();
  }
  return allow;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view body(reinterpret_cast<const char*>(data), size);
  const std::string target(body.substr(0, body.find('\n')));
  body.remove_prefix(std::min(target.size() + 1, body.size()));
  const fetch::Robots robots = fetch::Robots::parse(body, "wirefold");
  CHECK(robots.allows("/robots.txt"));
  const auto delay = robots.crawl_delay();
  CHECK(!delay || (delay->count() > 0 && delay->count() <= 300));
  std::size_t steps = 0;
  const bool allowed = robots.allows(target, steps);
  CHECK(steps <= fetch::Robots::kMostSteps);
  if (target.size() > 100 || body.size() > 2000) return 0;
  CHECK(allowed == allows(rules_for_us(body), normal_escapes(target)));
  return 0;
}
