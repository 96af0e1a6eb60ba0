#include "postings.h"

namespace wirefold::events {

void Postings::add(std::uint32_t number, const Vector& vector) {
  for (const WeightedTerm& term : vector) lists_[term.hash()].push_back(number);
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
