// Runs the reading threads.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

#include "wirefold/base/mutex.h"
#include "wirefold/base/pulse.h"
#include "wirefold/ingest/handover.h"
#include "wirefold/ingest/inbox.h"
#include "wirefold/ingest/reader.h"
#include "wirefold/ingest/reading_mark.h"

namespace wirefold::ingest {

/// Takes messages out of the inbox, reads them on any number of threads, and hands them to the fold
/// thread in the order in which they came. A document of 1 MiB may take 25 MiB while it is read and
/// folded, so only one larger document is in memory at a time.
class ReadingStage {
 public:
  /// All must outlive the stage. `out` has no other producer.
  ReadingStage(Inbox& inbox, Handovers& out, Reader& reader);

  /// The body of one reading thread; `mark` and `pulse` are its own. Returns once the inbox has
  /// ended, `out` is closed, or another reading thread has failed.
  void run(ReadingMark& mark, Pulse& pulse);

 private:
  using Turn = std::uint64_t;  // the number of a message, in the order of the inbox

  std::optional<std::pair<Turn, Message>> next(const Pulse& pulse);
  bool begin_taking(Inbox::Clock::time_point deadline);
  std::optional<Turn> end_taking(bool has_message);
  LargePermit wait_for_large(Turn turn, Pulse& pulse);
  bool hand_over(Turn turn, Handover&& handover, Pulse& pulse);
  void wait(Turn turn, Inbox::Clock::time_point deadline) REQUIRES(mutex_);
  void fail();

  Inbox& inbox_;
  Handovers& out_;
  Reader& reader_;
  const LargePermit large_ =
      std::make_shared<const bool>(true);  // a large document is a user of it
  Mutex mutex_;
  Condition may_take_;  // no thread takes a message
  Condition changed_;   // any of the last three
  // One thread at a time, so that turns have the order of the inbox.
  bool is_taking_ GUARDED_BY(mutex_) = false;
  Turn taken_ GUARDED_BY(mutex_) = 0;
  Turn handed_over_ GUARDED_BY(mutex_) = 0;
  bool has_room_ GUARDED_BY(mutex_) = true;
  bool has_failed_ GUARDED_BY(mutex_) = false;
};

}  // namespace wirefold::ingest
