// What happens to a fetched document: the fold thread's work.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "articles.h"
#include "events.h"
#include "poller.h"
#include "wirefold/config/config.h"
#include "wirefold/fold/folder.h"
#include "wirefold/schedule/schedule.h"
#include "wirefold/serve/snapshot.h"
#include "wirefold/store/store.h"

namespace wirefold::app {

/// Parses, folds and stores, one document at a time and each in one transaction: articles, stories,
/// validators and schedule become true together or not at all. Fold thread only, but for the
/// constructor, which runs before the threads.
class Ingest {
 public:
  using Publish = std::function<void(serve::SnapshotPtr)>;

  /// Fills the fold window from the store, gives `poller` its feeds, and publishes what is stored.
  Ingest(store::Store& store, Poller& poller, const config::Config& config, Publish publish);

  /// Deals with one fetched document. Throws StoreError if the database fails.
  void take(fetch::Response&& response);

  /// New rules, feeds and site from now on.
  void apply(const config::Config& config);

  /// Publishes what has changed since the last time, if anything has; at most once a second while
  /// `more_waits`.
  void publish_changes(bool more_waits);

 private:
  struct Feed {
    FeedSource source;
    FeedState state;
  };

  /// What take() found out, to be said once it is true in the database.
  struct Said {
    StoryId story{};
    Article article;
    FoldReason reason;
    std::size_t outlets = 0;
  };

  void load_feeds();
  void load_window();
  void publish_now();
  void schedule_next(Feed& feed, const fetch::Response& response, schedule::Outcome outcome,
                     std::optional<int> ttl_minutes);
  void answered(Feed& feed, const fetch::Response& response, std::vector<Said>& said);
  void failed(Feed& feed, const fetch::Response& response, const Error& error);
  void take_document(Feed& feed, const fetch::Response& response, const ParsedFeed& document,
                     std::vector<Said>& said);
  void take_entry(Prepared prepared, std::vector<Said>& said);
  void take_edit(const store::KnownArticle& known, Prepared prepared);
  void say(const std::vector<Said>& said);

  store::Store& store_;
  Poller& poller_;
  config::Config config_;
  Publish publish_;
  fold::Folder folder_;
  StoryEvents events_;
  std::map<FeedId, Feed> feeds_;
  bool changed_ = false;
  std::chrono::steady_clock::time_point last_publish_{};
};

}  // namespace wirefold::app
