// An entry that waits for its page.
#pragma once

#include <cstdint>
#include <string>

#include "wirefold/base/time.h"
#include "wirefold/model/ids.h"

namespace wirefold {

struct WaitingEntry {
  std::uint64_t page = 0;  ///< Number of the request for its page; from the store, never reused.
  FeedId feed{};
  std::string scope;     ///< Publisher::id() of its feed.
  std::string key;       ///< Article::key.
  std::string link;      ///< URL of the page.
  Timestamp deadline{};  ///< From then on the entry is taken as its feed has it.
  std::string entry;     ///< Opaque to the store.
};

}  // namespace wirefold
