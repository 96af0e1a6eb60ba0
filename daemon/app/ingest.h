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

/// Parses, folds and stores: articles, stories, validators and schedule of a document become true
/// together or not at all.
///
/// An entry with few words waits, in memory, for its page. The validators of a feed are stored once
/// none of its entries waits: after a crash the feed is read whole again, and nothing is lost. Fold
/// thread only, but for the constructor, which runs before the threads.
class Ingest {
 public:
  using Publish = std::function<void(serve::SnapshotPtr)>;

  /// Fills the fold window from the store, gives `poller` its feeds, and publishes what is stored.
  Ingest(store::Store& store, Poller& poller, PushReceiver& receiver, config::Config config,
         Publish publish, Publish publish_feeds, FeedKeeper::Clock clock = wall_clock_now);

  /// Deals with what was fetched or came from hubs, all of it in one transaction: one at a time
  /// each would wait for the disk. No Reload is among them. Throws StoreError if the database
  /// fails.
  void take(std::vector<Work> works);
  void take(Work work);

  /// Takes the entries that still wait for their pages as their feeds have them: before the end.
  void finish();

  /// New rules, feeds and site from now on.
  void apply(config::Config config);

  /// The configuration that holds, without its sources.
  const config::Config& config() const { return config_; }
  std::size_t feed_count() const { return feeds_.all().size(); }

  /// Publishes what has changed since the last time, if anything has: stories at most once a second
  /// while `more_waits`, how the feeds are every few seconds.
  void publish_changes(bool more_waits);

  /// When publish_changes() has something to do that it put off; nothing if it has not.
  std::optional<std::chrono::steady_clock::time_point> publish_due() const;

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
  void load_feeds();
  void deal_with(const fetch::Response& response);
  void deal_with(const HubWord& word);
  void deal_with(const Push& push);
  void commit(store::Store::Transaction& transaction);
  void take_feed(Feed& feed, const fetch::Response& response);
  void take_page(const fetch::Response& response);
  void take_waiting(Waiting waiting);
  void note_body(Feed& feed, const Validators& validators, std::uint64_t body_hash);
  bool wants_page(const Feed& feed, const Prepared& prepared) const;
  void wait_for_page(Feed& feed, Prepared prepared);
  void answered(Feed& feed, const fetch::Response& response);
  void note_hub(const Feed& feed, const fetch::Response& response, const ParsedFeed* document);
  std::size_t take_document(Feed& feed, const std::string& url, const ParsedFeed& document);
  bool take_entry(Feed& feed, Prepared prepared);
  void take_new(Prepared prepared);
  bool is_listed_again(const Article& article);
  void prefer_as_lead(StoryId story, const Article& article);
  bool may_change(Timestamp story_created) const;
  void take_edit(const store::KnownArticle& known, Prepared prepared);
  void take_move(const fold::Move& move);
  void save_learned();
  void say();

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
  Timestamp last_seen_{};   // of the newest article in the fold window
  std::vector<Said> said_;  // since the last commit
  bool changed_ = false;
  bool polled_ = false;
  std::chrono::steady_clock::time_point last_publish_{};
  std::chrono::steady_clock::time_point last_health_{};
};

}  // namespace wirefold::app
