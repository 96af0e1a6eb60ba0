// What happens to a fetched document: the fold thread's work.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "articles.h"
#include "events.h"
#include "feed_keeper.h"
#include "poller.h"
#include "stored_documents.h"
#include "subscriber.h"
#include "wirefold/config/config.h"
#include "wirefold/fold/folder.h"
#include "wirefold/serve/snapshot.h"
#include "wirefold/store/store.h"

namespace wirefold::app {

/// Parses, folds and stores, one document at a time and each in one transaction: articles, stories,
/// validators and schedule become true together or not at all.
///
/// An entry with few words waits, in memory, for its page. The validators of a feed are stored once
/// none of its entries waits: after a crash the feed is read whole again, and nothing is lost. Fold
/// thread only, but for the constructor, which runs before the threads.
class Ingest {
 public:
  using Publish = std::function<void(serve::SnapshotPtr)>;

  /// Fills the fold window from the store, gives `poller` its feeds, and publishes what is stored.
  Ingest(store::Store& store, Poller& poller, PushReceiver& receiver, const config::Config& config,
         Publish publish, Publish publish_feeds, FeedKeeper::Clock clock = wall_clock_now);

  /// Deals with one fetched document: a feed, the page of an entry that waits for it, or a hub's
  /// answer. Throws StoreError if the database fails, as all of these do.
  void take(fetch::Response&& response);

  /// A hub has verified or refused a subscription, or brought a document.
  void take(const HubWord& word);
  void take(const Push& push);

  /// Takes the entries that still wait for their pages as their feeds have them: before the end.
  void finish();

  /// New rules, feeds and site from now on.
  void apply(const config::Config& config);

  /// Publishes what has changed since the last time, if anything has: stories at most once a second
  /// while `more_waits`, how the feeds are every few seconds.
  void publish_changes(bool more_waits);

 private:
  /// An entry that waits for its page.
  struct Waiting {
    FeedId feed{};
    Prepared prepared;
  };
  using Key = std::pair<std::string, std::string>;  // outlet and key of an article

  /// What take() found out, to be said once it is true in the database.
  struct Said {
    enum What : std::uint8_t { kStory, kCopy, kMerge, kSplit, kLead };
    What what = kStory;
    StoryId story{};
    StoryId from{};  // of a merge or split: where the article was before
    Article article;
    FoldReason reason;
    std::size_t outlets = 0;
  };

  void load_window();
  void publish_now();
  void publish_health();
  void load_feeds(const config::Config& config);
  void take_feed(Feed& feed, const fetch::Response& response, std::vector<Said>& said);
  void take_page(const fetch::Response& response, std::vector<Said>& said);
  void take_waiting(Waiting waiting, std::vector<Said>& said);
  void note_body(Feed& feed, const Validators& validators, std::uint64_t body_hash);
  bool wants_page(const Feed& feed, const Prepared& prepared) const;
  void wait_for_page(Feed& feed, Prepared prepared);
  void answered(Feed& feed, const fetch::Response& response, std::vector<Said>& said);
  void note_hub(const Feed& feed, const fetch::Response& response, const ParsedFeed* document);
  std::size_t take_document(Feed& feed, const std::string& url, const ParsedFeed& document,
                            std::vector<Said>& said);
  bool take_entry(Feed& feed, Prepared prepared, std::vector<Said>& said);
  void take_new(Prepared prepared, std::vector<Said>& said);
  bool is_listed_again(const Article& article);
  void prefer_as_lead(StoryId story, const Article& article, std::vector<Said>& said);
  bool may_change(Timestamp story_created) const;
  void take_edit(const store::KnownArticle& known, Prepared prepared, std::vector<Said>& said);
  void take_move(const fold::Move& move, std::vector<Said>& said);
  void save_learned();
  void say(const std::vector<Said>& said);

  store::Store& store_;
  Poller& poller_;
  const FeedKeeper::Clock clock_;
  config::Config config_;  // without its sources, which feeds_ has
  Publish publish_;
  Publish publish_feeds_;
  StoredDocuments documents_;
  fold::Folder folder_;
  StoryEvents events_;
  Subscriber subscriber_;
  FeedKeeper feeds_;
  std::map<std::uint64_t, Waiting> waiting_;  // by number of the page
  std::set<Key> waiting_keys_;
  std::uint64_t last_page_ = 0;
  Timestamp last_seen_{};  // of the newest article in the fold window
  bool changed_ = false;
  std::chrono::steady_clock::time_point last_publish_{};
  std::chrono::steady_clock::time_point last_health_{};
};

}  // namespace wirefold::app
