#include "wirefold/model/story.h"

#include <algorithm>

namespace wirefold {

std::vector<std::string> outlets_of(const Story& story) {
  std::vector<std::string> names;
  for (const Member& m : story.members) {
    if (std::find(names.begin(), names.end(), m.article.outlet) == names.end()) {
      names.push_back(m.article.outlet);
    }
  }
  return names;
}

}  // namespace wirefold
