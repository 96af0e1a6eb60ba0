// What happens to a fetched document: the fold thread's work.
#pragma once

#include <chrono>
#include <deque>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "wirefold/ingest/article_pages.h"
#include "wirefold/ingest/articles.h"
#include "wirefold/ingest/events.h"
#include "wirefold/crawl/feed_registry.h"
#include "wirefold/ingest/retention_job.h"
#include "wirefold/websub/hub.h"
#include "wirefold/ingest/known_entries.h"
#include "wirefold/crawl/request_scheduler.h"
#include "wirefold/ingest/preferred_outlets.h"
#include "wirefold/ingest/reading_mark.h"
#include "wirefold/ingest/overrides.h"
#include "wirefold/ingest/stored_documents.h"
#include "wirefold/websub/subscriptions.h"
#include "wirefold/config/config.h"
#include "wirefold/fold/folder.h"
#include "wirefold/model/feed_health.h"
#include "wirefold/serve/site.h"
#include "wirefold/store/database.h"

namespace wirefold::app {

/// Parses, folds and stores: articles, stories, validators and schedule of a document become true
/// together or not at all.
///
/// An entry with few words waits, in the store, for its page, also after a crash. The validators of
/// a feed are stored once none of its entries waits. Fold thread only, but for the constructor,
/// which runs before the threads.
class Ingest {
 public:
  /// Who is told of what has become true. Called on the fold thread, and by the constructor.
  class Audience {
   public:
    virtual ~Audience() = default;
    /// The configuration holds from now on, with its sources.
    virtual void configured(const config::Config& config, const serve::Site& site) = 0;
    /// What is served has to be rendered anew.
    virtual void stories_changed() = 0;
    virtual void feeds_changed(serve::FeedHealth health) = 0;
    /// In the order in which it happened.
    virtual void happened(const std::vector<StoryEvent>& events) = 0;
  };

  /// Fills the fold window from the store, gives `poller` its feeds, and publishes what is stored.
  /// The feed whose document `mark` says the last program ended on waits.
  Ingest(store::Store& store, Poller& poller, PushReceiver& receiver, config::Config config,
         Audience& audience, FeedKeeper::Clock clock = wall_clock_now, ReadingMark mark = {});

  /// Deals with what was fetched or came from hubs, all of it in one transaction: one at a time
  /// each would wait for the disk. No Reload is among them. Throws StoreError if the database
  /// fails.
  void take(std::vector<Work> works);
  void take(Work work);

  /// Takes the entries that still wait for their pages as their feeds have them: before the end.
  void finish();

  /// Takes up what the operator has said of stories and feeds since the last call. True if a feed
  /// may be due now.
  bool take_orders();

  /// Forgets a little of what has had its time, if that is due. True if there is more of it.
  bool tidy() { return housekeeper_.step(); }

  /// The clock has moved by so much more than time has gone by: what is planned moves with it, and
  /// folding goes by a time of its own.
  void clock_jumped(std::chrono::seconds by);

  /// New rules, feeds and site from now on.
  void apply(config::Config config);

  /// Our hub, for whoever knows what it has to tell.
  Hub& hub() { return hub_; }

  /// How it goes, in a line for people.
  const std::string& status() const { return status_; }

  /// The configuration that holds, without its sources.
  const config::Config& config() const { return config_; }
  std::size_t feed_count() const { return feeds_.all().size(); }

  /// Publishes what has changed since the last time, if anything has: stories at most once a second
  /// while `more_waits`, how the feeds are every few seconds.
  void publish_changes(bool more_waits);

  /// When publish_changes() has something to do that it put off; nothing if it has not.
  std::optional<std::chrono::steady_clock::time_point> publish_due() const;

 private:
  /// A document and its articles, oldest first.
  struct ReadDocument {
    ParsedFeed feed;
    std::vector<Prepared> articles;
    Publisher publisher;
    std::string outlet;
  };
  /// What a page is, and the article with its text if there is any to take.
  struct ReadPage {
    page::PageKind kind;
    std::optional<Prepared> article;
  };

  void load_clock();
  void load_window();
  void load_waiting();
  void take_as_it_is(const WaitingEntry& waiting);
  void follow_waiting();
  void name_preferred();
  void publish_now();
  void publish_health();
  void load_feeds();
  void note_crash();
  void deal_with(const Work& work);
  void deal_with(const fetch::Response& response);
  void deal_with(const HubWord& word);
  void deal_with(const Push& push);
  void commit(store::Store::Transaction& transaction);
  void take_feed(Feed& feed, const fetch::Response& response);
  void take_page(const fetch::Response& response);
  bool take_part(const fetch::Response& response);
  void take_with_pages(const WaitingEntry& waiting);
  Result<ReadPage> read_page(const CollectedPage& pages, const Prepared& entry) const;
  std::optional<Prepared> unpack(const WaitingEntry& waiting);
  bool is_waiting(const Feed& feed, const Article& article);
  void take_waiting(FeedId feed, std::optional<Prepared> prepared);
  void place(Feed* feed, Prepared prepared);
  void note_body(Feed& feed, const Validators& validators, std::uint64_t body_hash);
  bool wants_page(const Feed& feed, const Prepared& prepared) const;
  void wait_for_page(Feed& feed, const Prepared& prepared);
  void ask_for_page(Feed& feed, const WaitingEntry& waiting);
  bool ask_for_further_page(const fetch::Request& before, const std::string& url);
  fetch::Request page_request(const Feed& feed, std::uint64_t number, const std::string& url,
                              Timestamp deadline) const;
  void answered(Feed& feed, const fetch::Response& response);
  void note_hub(const Feed& feed, const fetch::Response& response, const ParsedFeed* document);
  Result<ReadDocument> read_document(const Feed& feed, const std::string& url,
                                     std::string_view body, std::string_view content_type);
  std::size_t take_document(Feed& feed, ReadDocument& document);
  bool take_entry(Feed& feed, Prepared prepared, KnownEntries& known);
  void take_known(Feed& feed, const KnownEntry& known, Prepared prepared);
  void take_new(Prepared prepared);
  bool is_our_own(const Prepared& prepared);
  bool was_forgotten(const Article& article);
  bool is_by_agency(const Article& article);
  bool is_better_lead(const Article& article, const Article& lead);
  void prefer_as_lead(StoryId story, const Article& article);
  void announce(StoryId story, std::size_t outlets_before, std::size_t outlets);
  bool is_young(Timestamp came) const;
  void take_edit(ArticleId known, Prepared prepared);
  void take_edit(const Article& before, Prepared prepared);
  bool may_take_over(const std::optional<KnownEntry>& known);
  void take_over(ArticleId known, Prepared prepared);
  void revise_stories(int most);
  void take_move(const fold::Move& move);
  void settle();
  void save_learned();
  std::vector<StoryEvent> keep_news();
  void keep_tally();
  Timestamp now();

  store::Store& store_;
  Poller& poller_;
  const FeedKeeper::Clock clock_;
  config::Config config_;  // without its sources, which feeds_ has
  Audience& audience_;
  StoredDocuments documents_;
  fold::Folder folder_;
  Rulings rulings_;
  StoryEvents events_;
  Subscriber subscriber_;
  FeedKeeper feeds_;
  Housekeeper housekeeper_;
  Hub hub_;
  ReadingMark mark_;
  ArticlePages article_pages_;
  std::size_t waiting_ = 0;  // entries that wait for their pages
  PreferredOutlets preferred_;
  // Articles that may still move, with when they came, oldest first.
  std::deque<std::pair<ArticleId, Timestamp>> young_;
  Timestamp last_seen_{};                      // of the newest article in the fold window
  std::chrono::seconds jumped_{0};             // by the clock, since the start
  Timestamp now_{};                            // the latest that now() gave
  std::vector<StoryNews> news_;                // since the last commit
  HourTally tally_;                            // since the last commit
  std::map<std::string, std::uint64_t> told_;  // events since the start, by kind
  std::string status_;
  bool changed_ = false;
  bool polled_ = false;
  std::chrono::steady_clock::time_point last_publish_{};
  std::chrono::steady_clock::time_point last_health_{};
};

}  // namespace wirefold::app
