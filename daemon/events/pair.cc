#include "pair.h"

#include <algorithm>
#include <cmath>

#include "shared_words.h"

namespace wirefold::events {
namespace {

int points_of(double share) {
  return static_cast<int>(std::floor(100 * std::clamp(share, 0.0, 1.0) + 1e-9));
}

}  // namespace

std::optional<Timestamp> time_of(const std::optional<Timestamp>& published,
                                 const std::optional<Timestamp>& seen) {
  const bool known = published && (!seen || *published <= *seen);
  return known ? published : seen;
}

std::chrono::seconds between(const std::optional<Timestamp>& a, const std::optional<Timestamp>& b) {
  if (!a || !b) return std::chrono::seconds(0);
  return *a < *b ? *b - *a : *a - *b;
}

EventLink link_with(const Beside& other, const Terms& terms, const Vector& vector,
                    std::optional<Timestamp> when, const Score& score, std::size_t most_words) {
  EventLink out = shared_words(vector, terms, other.vector, most_words);
  out.like = other.story;
  out.points = points_of(score.sum());
  out.likeness = points_of(cosine(vector, other.vector));
  out.apart = between(other.when, when);
  return out;
}

}  // namespace wirefold::events
