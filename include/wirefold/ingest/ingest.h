// Processes what was fetched and read: the work of the fold thread.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "wirefold/config/config.h"
#include "wirefold/crawl/feed_registry.h"
#include "wirefold/crawl/request_scheduler.h"
#include "wirefold/ingest/document_intake.h"
#include "wirefold/ingest/entry_intake.h"
#include "wirefold/ingest/folding.h"
#include "wirefold/ingest/handover.h"
#include "wirefold/ingest/listener.h"
#include "wirefold/ingest/page_wait.h"
#include "wirefold/ingest/publication.h"
#include "wirefold/ingest/reading_mark.h"
#include "wirefold/ingest/retention_job.h"
#include "wirefold/store/database.h"
#include "wirefold/websub/hub.h"
#include "wirefold/websub/subscriptions.h"

namespace wirefold::ingest {

/// Keeps the order and the transactions: passes each handover to the part that takes it, and
/// commits the articles, stories, validators and schedules of all of them atomically. Only then are
/// events logged and changes published.
///
/// An entry with few words waits in the store for its page, also across a crash. The validators of
/// a feed are stored when none of its entries waits any more. Fold thread only, except the
/// constructor, which runs before the threads start.
class Ingest {
 public:
  /// All must outlive the ingest.
  struct Parts {
    store::Database& database;
    crawl::RequestScheduler& scheduler;
    crawl::FeedRegistry& feeds;
    websub::Subscriptions& subscriptions;
    websub::Hub& hub;
    Listener& listener;
    ReadingMarks& marks;
  };

  /// Loads `config` into all parts, fills the fold window from the store, and publishes the stored
  /// stories. The feeds of the documents in Parts::marks wait, because one of them may have ended
  /// the previous run.
  Ingest(const Parts& parts, config::Config config, WallClock clock = wall_clock_now);

  /// Returns the next handover; nullopt ends the transaction.
  using Next = std::function<std::optional<Handover>()>;

  /// Processes `first` and what `next` returns as one batch: the store is asked once for all of its
  /// entries, and all changes are committed together. There must be no Reload among them. Throws
  /// StoreError if the database fails.
  void take(Handover first, const Next& next);
  void take(Handover handover);

  /// Before the end: takes the entries that still wait, with the pages that have been fetched.
  void finish();

  /// Carries out the operator's overrides of stories and retries of feeds since the last call. True
  /// if a feed may be due now.
  bool take_orders();

  /// Does a step of the retention job, if one is due. True if the next may follow at once.
  bool tidy() { return retention_.step(); }

  /// The clock has moved by `by` more than time has passed: planned times move with it, and folding
  /// uses a time without the jumps.
  void clock_jumped(std::chrono::seconds by);

  /// Replaces the configuration: rules, feeds and site.
  void apply(config::Config config);

  /// The current configuration, without its sources.
  const config::Config& config() const { return config_; }

  Publication& publication() { return publication_; }

 private:
  void load();
  void restore();
  void note_crashes();
  void end_waits(const std::vector<WaitingEntry>& waits);
  std::vector<PageWait::Ended> end_waits(std::span<const std::uint64_t> pages,
                                         store::MemoryWriter& to);
  std::vector<std::uint64_t> take_pages(std::vector<Handover>& batch);
  void take(std::vector<PageWait::Ended> ended, std::vector<Handover> batch,
            store::Transaction& changes);
  void commit(store::Transaction& changes);
  void handle(ReadResponse&& answer, store::Transaction& changes);
  void handle(ReadPush&& push, store::Transaction& changes);
  void handle(const fetch::Response& response, store::Transaction& changes);
  void handle(const websub::Message& message, store::Transaction& changes);
  void handle(PageWait::Ended&& ended, store::Transaction& changes);
  void handle(const websub::HubVerification& verification, store::Transaction& changes);
  void handle(const websub::SubscriptionRequest& request, store::Transaction& changes);
  void handle(const websub::TopicChanged& topic, store::Transaction& changes);
  static void handle(const ReadPage& page, store::Transaction& changes);
  static void handle(const websub::Push& push, store::Transaction& changes);
  static void handle(const Reload& reload, store::Transaction& changes);

  const Parts parts_;
  const WallClock clock_;
  config::Config config_;  // without its sources, which the feeds have
  Folding folding_;
  PageWait waits_;
  EntryIntake entries_;
  DocumentIntake documents_;
  RetentionJob retention_;
  Publication publication_;
};

}  // namespace wirefold::ingest
