#include "shared_words.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace wirefold::events {
namespace {

constexpr double kWhole = std::numeric_limits<std::uint16_t>::max();

struct Shared {
  std::uint32_t hash;
  double part;  // of the cosine
};

std::vector<Shared> shared_terms(const Vector& one, const Vector& two) {
  std::vector<Shared> out;
  auto y = two.begin();
  for (const WeightedTerm& x : one) {
    while (y != two.end() && y->hash() < x.hash()) ++y;
    if (y == two.end()) break;
    if (y->hash() != x.hash()) continue;
    out.push_back({x.hash(), x.weight() / kWhole * (y->weight() / kWhole)});
  }
  return out;
}

const std::string& spelled(const Terms& terms, std::uint32_t hash) {
  const auto term = std::ranges::lower_bound(terms.terms, hash, {}, &Term::hash);
  return terms.spelled[static_cast<std::size_t>(term - terms.terms.begin())];
}

}  // namespace

std::size_t count_shared(const std::vector<std::uint32_t>& hashes, const Vector& vector) {
  std::size_t out = 0;
  auto y = vector.begin();
  for (const std::uint32_t hash : hashes) {
    while (y != vector.end() && y->hash() < hash) ++y;
    if (y == vector.end()) break;
    out += y->hash() == hash;
  }
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
