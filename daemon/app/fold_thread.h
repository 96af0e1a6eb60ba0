// Runs the fold thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>

#include "clock_watch.h"
#include "wirefold/base/guarded.h"
#include "wirefold/base/pulse.h"
#include "wirefold/ingest/handover.h"
#include "wirefold/ingest/inbox.h"
#include "wirefold/ingest/ingest.h"
#include "wirefold/store/database.h"

namespace wirefold::app {

/// Maximum number of handovers in one transaction.
constexpr std::size_t kMostTogether = 256;

/// Takes what the reading threads hand over, and does the work that is due between: overrides,
/// publishing, retention, jumps of the clock.
class FoldThread {
 public:
  /// All must outlive this object.
  struct Parts {
    store::Database& database;
    ingest::Inbox& inbox;
    ingest::Handovers& handovers;
    ingest::Ingest& ingest;
    Pulse& pulse;
  };

  /// What the rest of the daemon does for the fold thread.
  struct Calls {
    std::function<void()> wake;                              ///< A feed may be due.
    std::function<void(const config::Config&)> reconfigure;  ///< Precedes new feeds.
  };

  /// `database` is the path of the store, for messages.
  FoldThread(const Parts& parts, Calls calls, std::string database);

  /// The body of the thread: returns once the handovers have ended. They are closed if it throws.
  void run();

  /// The state of the daemon, in one line for people. Any thread.
  std::string status() const { return status_.copy(); }

 private:
  void turn();
  bool take_handovers();
  std::chrono::steady_clock::time_point turn_ends() const;
  std::optional<ingest::Handover> take_together(ingest::Handover first);
  void apply(config::Config config);
  bool wait_for_database();
  void note_status();

  const Parts parts_;
  const Calls calls_;
  const std::string database_;
  ClockWatch clock_;
  bool more_to_forget_ = false;
  Guarded<std::string> status_;
};

}  // namespace wirefold::app
