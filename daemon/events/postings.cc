#include "postings.h"

#include <algorithm>
#include <functional>

namespace wirefold::events {
namespace {

/// The least weight of the terms that are listed: at least kListedTerms have it or more.
std::uint16_t least_weight(const Vector& vector) {
  if (vector.size() <= Postings::kListedTerms) return 0;
  std::vector<std::uint16_t> weights;
  weights.reserve(vector.size());
  for (const WeightedTerm& term : vector) weights.push_back(term.weight());
  const auto last = weights.begin() + Postings::kListedTerms - 1;
  std::nth_element(weights.begin(), last, weights.end(), std::greater<>());
  return *last;
}

/// Grows by an eighth where a vector doubles: most of the memory of a window is in its lists.
void append(std::vector<std::uint32_t>& list, std::uint32_t number) {
  if (list.size() == list.capacity()) list.reserve(list.size() + list.size() / 8 + 1);
  list.push_back(number);
}

}  // namespace

void Postings::add(std::uint32_t number, const Vector& vector) {
  const std::uint16_t least = least_weight(vector);
  for (const WeightedTerm& term : vector) {
    if (term.weight() >= least) append(lists_[term.hash()], number);
  }
}

void Postings::drop(std::uint32_t number, const Vector& vector) {
  for (const WeightedTerm& term : vector) {
    const auto list = lists_.find(term.hash());
    if (list == lists_.end() || list->second.front() != number) continue;
    list->second.erase(list->second.begin());
    if (list->second.empty()) lists_.erase(list);
  }
}

const std::vector<std::uint32_t>* Postings::find(std::uint32_t hash) const {
  const auto list = lists_.find(hash);
  return list == lists_.end() ? nullptr : &list->second;
}

}  // namespace wirefold::events
