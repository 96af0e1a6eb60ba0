// robots.txt (RFC 9309): which pages a site lets us read.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wirefold::fetch {

/// The rules of one robots.txt that hold for one robot.
class Robots {
 public:
  /// What one question may take: a step for each byte of rules and target that is looked at, and 16
  /// for a star; all of them take a millisecond. A file in ASCII without stars has room for any
  /// target. One of 300 bytes has room for 1,600 patterns with a star whose letters it all has;
  /// other patterns take one step.
  static constexpr std::size_t kMostSteps = std::size_t{1} << 19;

  /// The group of `product` (compared without case), else that of "*" (section 2.2.1). Only the
  /// first 500 KiB count (section 2.5). Never fails: what is no rule is skipped.
  static Robots parse(std::string_view body, std::string_view product);

  /// For a file that does not exist (4xx): no rules (section 2.3.1.3).
  static Robots allow_all() { return {}; }

  /// For a server that cannot answer (5xx, no connection): nothing may be read (section 2.3.1.4).
  static Robots allow_none();

  /// True if `target`, path and query of a URL, may be read: the longest rule that fits decides,
  /// "allow" between equals (section 2.2.2). /robots.txt itself always may. A question that takes
  /// more than kMostSteps is not answered to its end: the target may not be read then.
  bool allows(std::string_view target) const;

  /// As above, and adds to `steps` what it took.
  bool allows(std::string_view target, std::size_t& steps) const;

  /// "Crawl-delay", which is no standard but often meant: seconds between two requests.
  std::optional<std::chrono::seconds> crawl_delay() const noexcept { return crawl_delay_; }

  /// What the rules take in memory.
  std::size_t bytes() const noexcept;

 private:
  class Reader;

  struct Rule {
    std::uint64_t letters;  // that a target must have for the pattern to fit, as letters_of() says
    std::uint32_t begin;    // of the pattern in patterns_
    std::uint32_t size;
    std::uint32_t cost;  // what it takes at most, beside the bytes of the target
    bool allow;
  };

  void add(std::string_view pattern, bool allow);
  std::string_view pattern_of(const Rule& rule) const;
  void finish();

  std::string patterns_;     // escapes as RFC 3986 section 6.2.2 has them
  std::vector<Rule> rules_;  // the one that decides first
  std::optional<std::chrono::seconds> crawl_delay_;
};

}  // namespace wirefold::fetch
