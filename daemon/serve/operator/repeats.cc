#include "wirefold/serve/operator/repeats.h"

#include <algorithm>

namespace wirefold::serve {

std::string Repeats::where(std::string_view mark) const {
  const auto known =
      std::ranges::find_if(last_, [mark](const auto& form) { return form.first == mark; });
  return known == last_.end() ? std::string() : known->second;
}

void Repeats::note(std::string mark, std::string where) {
  if (mark.empty()) return;
  last_.emplace_front(std::move(mark), std::move(where));
  if (last_.size() > kMost) last_.pop_back();
}

}  // namespace wirefold::serve
