#include "preferred_outlets.h"

#include <vector>

#include "wirefold/base/strings.h"

namespace wirefold::app {
namespace {

/// The feeds that are called `name`.
std::vector<const Feed*> feeds_called(std::string_view name, const std::map<FeedId, Feed>& feeds) {
  std::vector<const Feed*> out;
  for (const auto& [id, feed] : feeds) {
    const std::string& label = feed.source.label();
    if ((label.empty() ? feed.state.title : label) == name) out.push_back(&feed);
  }
  return out;
}

/// The id of the publisher that `name` means; `name` itself if no feed has such a one.
std::string publisher_called(std::string_view name, const std::map<FeedId, Feed>& feeds,
                             store::Store& store) {
  for (const auto& [id, feed] : feeds) {
    const Publisher& publisher = feed.state.publisher;
    if (publisher.is_certain() && publisher.name == name) return publisher.id();
  }
  const std::vector<const Feed*> called = feeds_called(name, feeds);
  if (called.empty()) return std::string(name);
  const Feed* meant = called.front();
  if (called.size() > 1) {
    const auto first = store.first_called(name);
    for (const Feed* feed : called) {
      if (first == feed->state.id) meant = feed;
    }
  }
  return meant->state.publisher.id();
}

}  // namespace

PreferredOutlets::PreferredOutlets(std::string_view names, const std::map<FeedId, Feed>& feeds,
                                   store::Store& store) {
  for (const std::string_view part : split(names, ',')) {
    const std::string_view name = trim(part);
    if (name.empty()) continue;
    names_.emplace(name);
    const std::string publisher = publisher_called(name, feeds, store);
    if (!publisher.empty()) ranks_.try_emplace(publisher, last_++);
  }
}

std::size_t PreferredOutlets::rank(const Publisher& publisher) const {
  const auto at = ranks_.find(publisher.id());
  return at == ranks_.end() ? last_ : at->second;
}

}  // namespace wirefold::app
