#include "shared_words.h"

#include <algorithm>
#include <cmath>

#include "sorted_terms.h"

namespace wirefold::events {
namespace {

struct Shared {
  std::uint32_t hash;
  double part;  // of the cosine
};

std::vector<Shared> shared_terms(const Vector& one, const Vector& two) {
  constexpr double kWhole = WeightedTerm::kWhole;
  std::vector<Shared> out;
  for_each_shared(one, two, [&out](const WeightedTerm& x, const WeightedTerm& y) {
    out.push_back({x.hash(), x.weight() / kWhole * (y.weight() / kWhole)});
  });
  return out;
}

const std::string& spelled(const Terms& terms, std::uint32_t hash) {
  const auto term = std::ranges::lower_bound(terms.terms, hash, {}, &Term::hash);
  return terms.spelled[static_cast<std::size_t>(term - terms.terms.begin())];
}

}  // namespace

std::size_t count_shared(const std::vector<std::uint32_t>& hashes, const Vector& vector) {
  std::size_t out = 0;
  for_each_shared(hashes, vector, [&out](std::uint32_t, const WeightedTerm&) { ++out; });
  return out;
}

EventLink shared_words(const Vector& vector, const Terms& terms, const Vector& other,
                       std::size_t most) {
  std::vector<Shared> shared = shared_terms(vector, other);
  EventLink out;
  out.shared = static_cast<int>(shared.size());
  std::ranges::stable_sort(shared, std::ranges::greater(), &Shared::part);
  shared.resize(std::min(shared.size(), most));
  for (const Shared& s : shared) {
    const int points = static_cast<int>(std::lround(100 * s.part));
    if (points > 0) out.words.push_back({spelled(terms, s.hash), points});
  }
  return out;
}

}  // namespace wirefold::events
