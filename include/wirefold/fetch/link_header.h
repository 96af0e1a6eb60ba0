// The Link header field (RFC 8288).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wirefold::fetch {

struct Link {
  std::string target;            ///< As written.
  std::vector<std::string> rel;  ///< Relations, lower case.
  std::string type;              ///< Media type, lower case, without parameters; may be empty.

  bool has_rel(std::string_view relation) const;
};

/// The links of `value` in order. Several fields may be joined by commas (RFC 9110 section 5.3).
/// Ignores text outside of links.
std::vector<Link> links_of(std::string_view value);

/// The first target with `relation` that is not empty, as written; empty if there is none.
std::string first_target(const std::vector<Link>& links, std::string_view relation);

}  // namespace wirefold::fetch
