// The stages between a fetched document and a committed story, composed as in the daemon.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "support/database.h"
#include "wirefold/crawl/request_scheduler.h"
#include "wirefold/ingest/inbox.h"
#include "wirefold/ingest/pipeline.h"
#include "wirefold/store/database.h"
#include "wirefold/websub/callback_endpoint.h"

namespace wirefold::test {

/// Without threads, network and HTTP server: a test passes responses to take() and looks at the
/// store.
class Pipeline {
 public:
  /// Opens the database `path`. The inbox has room for `room` messages.
  explicit Pipeline(const std::string& path = ":memory:", WallClock its_clock = wall_clock_now,
                    std::size_t room = 64)
      : Pipeline(open_database(path, its_clock()), its_clock, room) {}

  explicit Pipeline(std::unique_ptr<store::Database> its_database,
                    WallClock its_clock = wall_clock_now, std::size_t room = 64)
      : clock(std::move(its_clock)), database(std::move(its_database)), inbox(room) {}

  /// Builds all parts anew over what the database holds, in the place of earlier ones. Store and
  /// inbox stay. `listener` must outlive the pipeline. Marks are kept in the file `marks_in`,
  /// unless the name is empty.
  void start(const config::Config& config, ingest::Listener& listener,
             const std::string& marks_in = {}) {
    stop();
    marks = marks_in.empty() ? ingest::ReadingMarks(1) : ingest::ReadingMarks(marks_in, 1);
    callbacks = std::make_unique<websub::CallbackEndpoint>(inbox.message_sink(), clock);
    scheduler = std::make_unique<crawl::RequestScheduler>(inbox.response_sink(), clock);
    parts_ = std::make_unique<ingest::Pipeline>(
        ingest::Pipeline::Ends{store, *scheduler, *callbacks, listener, marks}, config, clock);
    ingest = &parts_->ingest();
  }

  /// Ends what start() has begun, as a crash does: nothing is finished.
  void stop() {
    parts_.reset();
    ingest = nullptr;
  }

  /// Reads `messages` and takes them in one transaction.
  void take(std::vector<ingest::Message> messages) {
    if (messages.empty()) return;
    std::size_t next = 0;
    ingest->take(read(std::move(messages[next])), [&]() -> std::optional<ingest::Handover> {
      if (++next == messages.size()) return std::nullopt;
      return read(std::move(messages[next]));
    });
  }
  void take(ingest::Message message) { ingest->take(read(std::move(message))); }

  /// What a reading thread makes of `message`.
  ingest::Handover read(ingest::Message message) {
    return parts_->reader().read(std::move(message), marks.reading(0));
  }

  /// Takes the messages that the inbox holds, each in a transaction of its own.
  void drain() {
    while (!inbox.empty()) take(*inbox.pop());
  }

  ingest::Reader& reader() { return parts_->reader(); }
  const crawl::FeedFactsTable& facts() { return parts_->facts(); }
  websub::Hub& hub() { return parts_->hub(); }

  WallClock clock;
  std::unique_ptr<store::Database> database;
  store::Database& store = *database;
  ingest::Inbox inbox;
  ingest::ReadingMarks marks{1};
  std::unique_ptr<websub::CallbackEndpoint> callbacks;
  std::unique_ptr<crawl::RequestScheduler> scheduler;
  ingest::Ingest* ingest = nullptr;  ///< Null before start().

 private:
  std::unique_ptr<ingest::Pipeline> parts_;
};

}  // namespace wirefold::test
