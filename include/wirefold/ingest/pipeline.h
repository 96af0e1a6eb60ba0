// Composes the parts between a response and a committed story.
#pragma once

#include "wirefold/config/config.h"
#include "wirefold/crawl/feed_registry.h"
#include "wirefold/crawl/request_scheduler.h"
#include "wirefold/ingest/ingest.h"
#include "wirefold/ingest/listener.h"
#include "wirefold/ingest/reader.h"
#include "wirefold/ingest/reading_mark.h"
#include "wirefold/store/database.h"
#include "wirefold/websub/callback_endpoint.h"
#include "wirefold/websub/hub.h"
#include "wirefold/websub/subscriptions.h"

namespace wirefold::ingest {

/// Has no threads of its own. The reader may be used on any thread, all other parts on the fold
/// thread only, as their headers say.
class Pipeline {
 public:
  /// All must outlive the pipeline.
  struct Ends {
    store::Database& database;
    crawl::RequestScheduler& scheduler;
    websub::CallbackEndpoint& callbacks;
    Listener& listener;
    ReadingMarks& marks;
  };

  /// As Ingest's constructor.
  Pipeline(const Ends& ends, config::Config config, const WallClock& clock = wall_clock_now)
      : subscriptions_(ends.database.feeds(), ends.scheduler, ends.callbacks, clock),
        feeds_(ends.database.feeds(), ends.scheduler, subscriptions_, clock),
        hub_(ends.database.subscribers(), ends.scheduler, clock),
        reader_(feeds_.facts(), clock),
        ingest_({ends.database, ends.scheduler, feeds_, subscriptions_, hub_, ends.listener,
                 ends.marks},
                std::move(config), clock) {}

  Reader& reader() { return reader_; }
  Ingest& ingest() { return ingest_; }

  /// Safe from any thread.
  const crawl::FeedFactsTable& facts() const { return feeds_.facts(); }

  /// Some of its methods are safe from any thread.
  websub::Hub& hub() { return hub_; }
  std::size_t feed_count() const { return feeds_.all().size(); }

 private:
  websub::Subscriptions subscriptions_;
  crawl::FeedRegistry feeds_;
  websub::Hub hub_;
  Reader reader_;
  Ingest ingest_;
};

}  // namespace wirefold::ingest
