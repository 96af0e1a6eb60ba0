#include "srcset.h"

#include <algorithm>

#include "wirefold/base/strings.h"

namespace wirefold::html {

Candidate take_candidate(std::string_view& srcset) {
  while (!(srcset = trim(srcset)).empty()) {
    const std::size_t end = std::min(srcset.find_first_of(" \t\r\n\f"), srcset.size());
    std::string_view url = srcset.substr(0, end);
    const bool bare = url.ends_with(',');
    while (url.ends_with(',')) url.remove_suffix(1);
    srcset.remove_prefix(end);
    const std::size_t comma = bare ? 0 : std::min(srcset.find(','), srcset.size());
    const std::string_view descriptor = trim(srcset.substr(0, comma));
    srcset.remove_prefix(bare ? 0 : std::min(comma + 1, srcset.size()));
    if (!url.empty()) return {url, descriptor};
  }
  return {};
}

}  // namespace wirefold::html
