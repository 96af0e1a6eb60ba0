#include "wirefold/crawl/feed_facts.h"

#include <utility>

namespace wirefold::crawl {

void FeedFactsTable::set(FeedFacts facts) {
  facts_.lock()->insert_or_assign(facts.feed, std::move(facts));
}

void FeedFactsTable::clear() { facts_.lock()->clear(); }

std::optional<FeedFacts> FeedFactsTable::find(FeedId feed) const {
  const auto facts = facts_.lock();
  const auto it = facts->find(feed);
  return it == facts->end() ? std::nullopt : std::optional(it->second);
}

}  // namespace wirefold::crawl
