#include "wirefold/fetch/robots.h"

#include <algorithm>
#include <charconv>

#include "robots_pattern.h"
#include "wirefold/base/percent.h"
#include "wirefold/base/strings.h"

namespace wirefold::fetch {
namespace {

constexpr std::size_t kMaxBytes = std::size_t{500} << 10;
constexpr std::chrono::seconds kMaxCrawlDelay(300);

struct Line {
  std::string_view key;
  std::string_view value;

  bool has_key(std::string_view name) const { return equals_ignore_case(key, name); }
};

Line line_of(std::string_view line) {
  line = line.substr(0, line.find('#'));
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return {};
  return {trim(line.substr(0, colon)), trim(line.substr(colon + 1))};
}

/// The product token that a user-agent line begins with: "wirefold" of "Wirefold/1.0".
std::string_view token_of(std::string_view value) {
  if (value.starts_with('*')) return "*";
  const auto belongs = [](char c) {
    const char lower = static_cast<char>(c | 0x20);
    return (lower >= 'a' && lower <= 'z') || c == '-' || c == '_';
  };
  return value.substr(
      0, static_cast<std::size_t>(std::ranges::find_if_not(value, belongs) - value.begin()));
}

std::optional<std::chrono::seconds> delay_of(std::string_view value) {
  double seconds = 0;
  std::from_chars(value.data(), value.data() + value.size(), seconds);
  if (!(seconds > 0)) return std::nullopt;
  const std::chrono::duration<double> asked(std::min(seconds, 1e6));
  return std::min(kMaxCrawlDelay, std::chrono::ceil<std::chrono::seconds>(asked));
}

}  // namespace

/// Reads the lines of the group of `product` and of the group of all other robots.
class Robots::Reader {
 public:
  explicit Reader(std::string_view product) : product_(product) {}

  void take(const Line& line) {
    if (line.has_key("user-agent")) {
      begin_group(token_of(line.value));
      return;
    }
    const bool allow = line.has_key("allow");
    const bool rule = allow || line.has_key("disallow");
    if (!rule && !line.has_key("crawl-delay")) return;  // "sitemap" belongs to no group
    in_rules_ = true;
    for (auto [group, robots] : {std::pair(in_own_, &own_), std::pair(in_others_, &others_)}) {
      if (!group) continue;
      if (rule) {
        robots->add(line.value, allow);
      } else if (const auto delay = delay_of(line.value)) {
        robots->crawl_delay_ = delay;
      }
    }
  }

  Robots finish() {
    Robots& out = any_own_ ? own_ : others_;
    out.finish();
    return std::move(out);
  }

 private:
  void begin_group(std::string_view token) {
    if (in_rules_) in_own_ = in_others_ = in_rules_ = false;
    in_own_ = in_own_ || equals_ignore_case(token, product_);
    in_others_ = in_others_ || token == "*";
    any_own_ = any_own_ || in_own_;
  }

  std::string_view product_;
  Robots own_;
  Robots others_;
  bool in_own_ = false;
  bool in_others_ = false;
  bool any_own_ = false;
  bool in_rules_ = true;  // the next user-agent line begins a group
};

Robots Robots::allow_none() {
  Robots none;
  none.add("/", false);
  return none;
}

Robots Robots::parse(std::string_view body, std::string_view product) {
  if (body.starts_with("\xEF\xBB\xBF")) body.remove_prefix(3);
  body = body.substr(0, kMaxBytes);
  Reader reader(product);
  while (!body.empty()) {
    const std::size_t end = std::min(body.find_first_of("\r\n"), body.size());
    reader.take(line_of(body.substr(0, end)));
    body.remove_prefix(std::min(end + 1, body.size()));
  }
  return reader.finish();
}

void Robots::add(std::string_view pattern, bool allow) {
  if (pattern.empty()) return;
  const std::string normal = normal_escapes(pattern);
  Rule rule;
  rule.letters = letters_wanted(normal);
  rule.begin = static_cast<std::uint32_t>(patterns_.size());
  rule.size = static_cast<std::uint32_t>(normal.size());
  rule.cost = static_cast<std::uint32_t>(cost_of(normal));
  rule.allow = allow;
  rules_.push_back(rule);
  patterns_ += normal;
}

void Robots::finish() {
  std::sort(rules_.begin(), rules_.end(), [](const Rule& a, const Rule& b) {
    return a.size != b.size ? a.size > b.size : a.allow && !b.allow;
  });
  rules_.shrink_to_fit();
  patterns_.shrink_to_fit();
}

std::string_view Robots::pattern_of(const Rule& rule) const {
  return std::string_view(patterns_).substr(rule.begin, rule.size);
}

std::size_t Robots::bytes() const noexcept {
  return patterns_.capacity() + rules_.capacity() * sizeof(Rule);
}

bool Robots::allows(std::string_view target) const {
  std::size_t steps = 0;
  return allows(target, steps);
}

bool Robots::allows(std::string_view target, std::size_t& steps) const {
  const std::string path = normal_escapes(target);
  if (path == "/robots.txt") return true;
  const std::uint64_t letters = letters_of(path);
  const std::size_t most = steps + kMostSteps;
  for (const Rule& rule : rules_) {
    const bool may_fit = (rule.letters & ~letters) == 0;
    if (++steps + (may_fit ? rule.cost + path.size() : 0) > most) return false;
    if (may_fit && fits(pattern_of(rule), path, steps)) return rule.allow;
  }
  return true;
}

}  // namespace wirefold::fetch
