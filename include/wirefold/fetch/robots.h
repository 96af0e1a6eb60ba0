// robots.txt (RFC 9309): the pages that a site lets robots read.
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
  /// Most steps of one allows(): one for each byte of rules and target that is read, and 16 for a
  /// star. All of them take a millisecond. An ASCII file without stars stays within the limit for
  /// any target. A target of 300 bytes can be matched with 1,600 patterns with a star, if it has
  /// all of their letters; other patterns take one step.
  static constexpr std::size_t kMostSteps = std::size_t{1} << 19;

  /// The group of `product` (compared without case), else that of "*" (section 2.2.1). Only the
  /// first 500 KiB count (section 2.5). Never fails: lines that are no rules are skipped.
  static Robots parse(std::string_view body, std::string_view product);

  /// For a file that does not exist (4xx): no rules (section 2.3.1.3).
  static Robots allow_all() { return {}; }

  /// For a server that cannot answer (5xx, no connection): nothing may be read (section 2.3.1.4).
  static Robots allow_none();

  /// True if `target`, path and query of a URL, may be read: the longest rule that matches decides;
  /// of two equally long ones, "allow" (section 2.2.2). /robots.txt itself may always be read. If
  /// the match takes more than kMostSteps, it is given up and the target may not be read.
  bool allows(std::string_view target) const;

  /// As above, and adds the steps taken to `steps`.
  bool allows(std::string_view target, std::size_t& steps) const;

  /// "Crawl-delay", which is in no standard but often used: seconds between two requests.
  std::optional<std::chrono::seconds> crawl_delay() const noexcept { return crawl_delay_; }

  /// Bytes of memory that the rules take.
  std::size_t bytes() const noexcept;

 private:
  class Reader;

  struct Rule {
    std::uint64_t letters;  // letters_of() that a target needs for the pattern to match
    std::uint32_t begin;    // of the pattern in patterns_
    std::uint32_t size;
    std::uint32_t cost;  // steps that it takes at most, beside the bytes of the target
    bool allow;
  };

  void add(std::string_view pattern, bool allow);
  std::string_view pattern_of(const Rule& rule) const;
  void finish();

  std::string patterns_;     // with escapes in the form of RFC 3986 section 6.2.2
  std::vector<Rule> rules_;  // the deciding one first
  std::optional<std::chrono::seconds> crawl_delay_;
};

}  // namespace wirefold::fetch
