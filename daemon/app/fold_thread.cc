#include "fold_thread.h"

#include <time.h>

#include <algorithm>
#include <memory>
#include <utility>
#include <variant>

#include "priority.h"
#include "service_manager.h"
#include "wirefold/base/log.h"

namespace wirefold::app {
namespace {

using Steady = std::chrono::steady_clock;

// A transaction waits this long for so many documents. Most are unchanged and cost less than the
// transaction itself.
constexpr std::size_t kWorthwhile = 128;
constexpr std::chrono::milliseconds kGathering(20);

// A transaction of this size takes no further document, so that it ends soon. A 304 weighs
// nothing.
constexpr std::size_t kMostBytesTogether = std::size_t{8} << 20;

// Pause between two steps of retention, for other work on the processor and the disk.
constexpr std::chrono::milliseconds kRetentionPause(50);

// Longest time until the daemon notices an override or a retry in the database.
constexpr std::chrono::milliseconds kOrdersWait(1000);

bool is_reload(const ingest::Handover& handover) {
  return std::holds_alternative<ingest::Reload>(handover);
}

/// Includes the time that the machine sleeps, as the wall clock does.
std::chrono::seconds since_boot() {
  timespec now{};
  clock_gettime(CLOCK_BOOTTIME, &now);
  return std::chrono::seconds(now.tv_sec);
}

}  // namespace

FoldThread::FoldThread(const Parts& parts, Calls calls, std::string database)
    : parts_(parts), calls_(std::move(calls)), database_(std::move(database)) {
  parts_.database.set_on_busy([this] { return wait_for_database(); });
  status_.set(parts_.ingest.publication().status());
}

void FoldThread::run() {
  // The reading threads must not wait for room that nobody makes any more.
  const std::unique_ptr<ingest::Handovers, void (*)(ingest::Handovers*)> closes(
      &parts_.handovers, [](ingest::Handovers* handovers) { handovers->close(); });
  lower_priority();
  while (!parts_.handovers.ended()) turn();
  parts_.ingest.finish();
}

void FoldThread::turn() {
  parts_.pulse.beat();
  // A feed may be due again, or the list may have changed.
  if (take_handovers()) calls_.wake();
  if (const auto jump = clock_.look(wall_clock_now(), since_boot())) {
    parts_.ingest.clock_jumped(*jump);
    calls_.wake();
  }
  if (parts_.ingest.take_orders()) calls_.wake();
  parts_.ingest.publication().publish(!parts_.handovers.empty() || !parts_.inbox.empty());
  more_to_forget_ = parts_.ingest.tidy();
  note_status();
}

/// How long a turn without messages may wait.
Steady::time_point FoldThread::turn_ends() const {
  if (more_to_forget_) return Steady::now() + kRetentionPause;
  const auto turn = Steady::now() + std::min(parts_.pulse.interval(), kOrdersWait);
  return std::min(parts_.ingest.publication().due().value_or(turn), turn);
}

/// Waits at most one turn for a handover, and takes those that are there. Returns false if there
/// were none.
bool FoldThread::take_handovers() {
  std::optional<ingest::Handover> first = parts_.handovers.pop(turn_ends());
  if (!first) return false;
  parts_.handovers.gather(kWorthwhile, Steady::now() + kGathering);
  std::optional<ingest::Handover> reload;
  if (is_reload(*first)) {
    reload = std::move(first);
  } else {
    reload = take_together(*std::move(first));
  }
  if (reload) apply(std::get<ingest::Reload>(*std::move(reload)).config);
  return true;
}

/// Takes `first` and those that are there as one batch, at most kMostTogether. They leave the queue
/// before they are folded, so that the reading threads go on meanwhile. Returns the reload that
/// ends the batch, if one does.
std::optional<ingest::Handover> FoldThread::take_together(ingest::Handover first) {
  std::size_t count = 1;
  std::size_t bytes = ingest::bytes_of(first);
  std::optional<ingest::Handover> reload;
  parts_.ingest.take(std::move(first), [&]() -> std::optional<ingest::Handover> {
    if (count == kMostTogether || bytes >= kMostBytesTogether) return std::nullopt;
    auto next = parts_.handovers.pop(Steady::time_point());  // does not wait
    if (next && is_reload(*next)) reload = std::exchange(next, std::nullopt);
    if (next) bytes += ingest::bytes_of(*next);
    ++count;
    return next;
  });
  return reload;
}

void FoldThread::apply(config::Config config) {
  calls_.reconfigure(config);
  parts_.ingest.apply(std::move(config));
  notify("READY=1");
}

/// Called every few seconds while another program has the database locked. Fetched documents wait.
/// Returns false, which ends the wait, once the daemon is ending.
bool FoldThread::wait_for_database() {
  LogEvent("database", LogArea::kDaemon, LogLevel::kWarning)
      .field("state", "locked")
      .field("file", database_)
      .text("error", "another program is writing to it")
      .emit();
  parts_.pulse.beat();
  return !parts_.inbox.closed();
}

/// Updates the status line of systemctl if it has changed.
void FoldThread::note_status() {
  const std::string& status = parts_.ingest.publication().status();
  if (status == status_.copy()) return;
  status_.set(status);
  notify("STATUS=" + status);
}

}  // namespace wirefold::app
