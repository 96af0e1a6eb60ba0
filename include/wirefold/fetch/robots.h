// robots.txt (RFC 9309): which pages a site lets us read.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wirefold::fetch {

/// The rules of one robots.txt that hold for one robot.
class Robots {
 public:
  /// The group of `product` (compared without case), else that of "*" (section 2.2.1). Only the
  /// first 500 KiB count (section 2.5). Never fails: what is no rule is skipped.
  static Robots parse(std::string_view body, std::string_view product);

  /// For a file that does not exist (4xx): no rules (section 2.3.1.3).
  static Robots allow_all() { return {}; }

  /// For a server that cannot answer (5xx, no connection): nothing may be read (section 2.3.1.4).
  static Robots allow_none();

  /// True if `target`, path and query of a URL, may be read: the longest rule that fits decides,
  /// "allow" between equals (section 2.2.2). /robots.txt itself always may.
  bool allows(std::string_view target) const;

  /// "Crawl-delay", which is no standard but often meant: seconds between two requests.
  std::optional<std::chrono::seconds> crawl_delay() const noexcept { return crawl_delay_; }

 private:
  struct Rule {
    std::string pattern;  // escapes as RFC 3986 section 6.2.2 has them
    bool allow;
  };
  std::vector<Rule> rules_;
  std::optional<std::chrono::seconds> crawl_delay_;
};

}  // namespace wirefold::fetch
