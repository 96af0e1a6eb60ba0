// Changes and feeds of a database, for tests.
#pragma once

#include <string>
#include <type_traits>
#include <utility>

#include "wirefold/store/database.h"

namespace wirefold::test {

/// Calls `use` with a transaction, and commits it. Returns what `use` returns.
template <typename Use>
auto change(store::Database& database, Use&& use) {
  const auto transaction = database.begin();
  if constexpr (std::is_void_v<decltype(use(*transaction))>) {
    use(*transaction);
    transaction->commit();
  } else {
    auto result = use(*transaction);
    transaction->commit();
    return result;
  }
}

/// The state of the feed at `url`, which is stored if it is unknown.
inline FeedState enter(store::Database& database, const std::string& url) {
  return change(database, [&](store::Transaction& tx) {
    return std::move(tx.feeds().enter({&url, 1}).front());
  });
}

/// The stored state of the feed at `url`; one of a feed that is not stored has no id.
inline FeedState feed_at(store::View& view, const std::string& url) {
  for (FeedState& state : view.feeds().all()) {
    if (state.url == url) return std::move(state);
  }
  return {};
}

}  // namespace wirefold::test
