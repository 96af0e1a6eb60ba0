// The fixture of the tests that every store must pass.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "unit/store/conformance/stores.h"
#include "unit/store/shortcuts.h"

namespace wirefold::store {

using Ids = std::vector<std::int64_t>;

/// A new database that is open as for a daemon, with shortcuts.
class OpenStore {
 protected:
  explicit OpenStore(const StoreUnderTest& store)
      : place(store.make_place()), database(place->open(kNow)) {}

  /// Opens the database again, as after a restart.
  void reopen(Timestamp now = kNow) {
    database.reset();
    database = place->open(now);
  }

  template <typename Use>
  auto change(Use&& use) {
    return store::change(*database, std::forward<Use>(use));
  }

  /// Enters a feed of this publisher.
  FeedId add_feed(const std::string& url, const Publisher& publisher = {}) {
    return change([&](Transaction& to) {
      FeedState state = enter(to, url);
      state.publisher = publisher;
      to.feeds().save(state);
      return state.id;
    });
  }

  void save(const FeedState& state) {
    change([&](Transaction& to) { to.feeds().save(state); });
  }

  FeedState feed_at(const std::string& url) { return test::feed_at(*database, url); }

  /// An article as `feed` brings it.
  Article article(FeedId feed, const std::string& key) {
    Article out = make_article(feed, "A", key);
    for (const FeedState& state : database->feeds().all()) {
      if (state.id == feed) out.publisher = state.publisher;
    }
    return out;
  }

  StoryId open_story(const Article& article, Timestamp now = kNow) {
    return change([&](Transaction& to) { return store::open_story(to, article, now); });
  }

  /// Stores `article` in a story of its own.
  ArticleId add(const Article& article, Timestamp now = kNow) {
    return change([&](Transaction& to) {
      return store::join(to, article, to.folding().add_story(now, now), kFirst, now);
    });
  }

  ArticleId join(const Article& article, StoryId story, const FoldReason& reason = kFirst,
                 Timestamp now = kNow) {
    return change([&](Transaction& to) { return store::join(to, article, story, reason, now); });
  }

  void edit(const Article& article, Timestamp now = kNow) {
    change([&](Transaction& to) { store::edit(to, article, now); });
  }

  void merge(StoryId from, StoryId into, ArticleId id, const FoldReason& reason = {},
             Timestamp now = kNow) {
    change([&](Transaction& to) { to.folding().merge_story(from, into, id, reason, now); });
  }

  Candidates look_up(const Probe& entry) { return store::look_up(*database, entry); }

  /// A story that is served; one without id if it is not.
  Story story(StoryId id) { return database->reading().story(id).value_or(Story()); }

  std::unique_ptr<Place> place;
  std::unique_ptr<Database> database;
};

/// Whatever a test does, the stored data has no problems at its end.
class StoreConformance : public testing::TestWithParam<StoreUnderTest>, protected OpenStore {
 protected:
  StoreConformance() : OpenStore(GetParam()) {}
  void TearDown() override { EXPECT_EQ(place->problems(), std::vector<std::string>()); }
};

/// The ids in the order of `items`: articles, stories, feeds, …
template <typename Items>
Ids ids_of(const Items& items) {
  Ids out;
  for (const auto& item : items) out.push_back(to_int(item.id));
  return out;
}

}  // namespace wirefold::store
