// What reading a document needs to know of its feed.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

#include "wirefold/base/guarded.h"
#include "wirefold/model/feed.h"
#include "wirefold/model/ids.h"
#include "wirefold/model/publisher.h"

namespace wirefold::crawl {

/// The facts of one feed when its registry last saved it.
struct FeedFacts {
  FeedId feed{};
  std::shared_ptr<const FeedSource> source;  ///< Never null.
  std::string moved_to;                      ///< FeedState::moved_to.
  Publisher publisher;                       ///< FeedState::publisher.
  std::uint64_t body_hash = 0;               ///< FeedState::body_hash.
  bool has_crashed = false;                  ///< FeedState::crashes is above 0.

  /// The URL that is polled.
  const std::string& current_url() const { return moved_to.empty() ? source->url : moved_to; }

  /// True if a document reads the same with `other`.
  bool reads_like(const FeedFacts& other) const {
    return *source == *other.source && publisher == other.publisher;
  }
};

/// The facts of all feeds of the list, for the threads that read. Safe from any thread.
class FeedFactsTable {
 public:
  void set(FeedFacts facts);
  void clear();

  /// Returns nullopt for a feed that is not on the list.
  std::optional<FeedFacts> find(FeedId feed) const;

 private:
  Guarded<std::unordered_map<FeedId, FeedFacts>> facts_;
};

}  // namespace wirefold::crawl
