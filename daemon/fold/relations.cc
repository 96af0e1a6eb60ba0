#include "relations.h"

#include <cassert>
#include <limits>

namespace wirefold::fold {
namespace {

Judged turned(Judged judged) {
  std::swap(judged.in_one, judged.in_two);
  return judged;
}

}  // namespace

std::optional<Judged> Relations::find(ArticleId one, ArticleId two) const {
  assert(check_.is_here());
  const std::int64_t a = to_int(one);
  const std::int64_t b = to_int(two);
  const auto it = judged_.find(a > b ? Pair(a, b) : Pair(b, a));
  if (it == judged_.end()) return std::nullopt;
  return a > b ? it->second : turned(it->second);
}

void Relations::keep(ArticleId one, ArticleId two, const Judged& judged) {
  assert(check_.is_here());
  if (judged_.size() >= kMost) clear();
  const std::int64_t a = to_int(one);
  const std::int64_t b = to_int(two);
  if (a > b) {
    judged_[{a, b}] = judged;
  } else {
    judged_[{b, a}] = turned(judged);
  }
}

void Relations::forget(ArticleId id) {
  assert(check_.is_here());
  std::erase_if(judged_, [id](const auto& entry) {
    return entry.first.first == to_int(id) || entry.first.second == to_int(id);
  });
}

void Relations::forget_until(ArticleId id) {
  assert(check_.is_here());
  const Pair last(to_int(id), std::numeric_limits<std::int64_t>::max());
  judged_.erase(judged_.begin(), judged_.upper_bound(last));
}

}  // namespace wirefold::fold
