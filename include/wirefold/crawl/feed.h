// One feed of the list, and the result of a poll of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>

#include "wirefold/model/entry.h"
#include "wirefold/model/feed.h"
#include "wirefold/model/ids.h"

namespace wirefold::crawl {

/// One feed of the list.
struct Feed {
  std::shared_ptr<const FeedSource> source;  ///< Never null.
  FeedState state;
  std::size_t waiting = 0;      ///< Entries that wait for their pages.
  Validators validators;        ///< Of the document with these entries; not stored yet.
  std::uint64_t body_hash = 0;  ///< Of the same document; not stored yet.
  bool overflows = false;       ///< All entries of the last document were new: others may be lost.
};

/// The feeds of the list.
using FeedMap = std::map<FeedId, Feed>;

/// The result of an answered poll.
struct PollResult {
  const ParsedFeed* document = nullptr;  ///< Null after a 304 or an unchanged body.
  std::size_t fresh = 0;                 ///< Number of new entries.
};

}  // namespace wirefold::crawl
