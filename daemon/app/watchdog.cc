#include "watchdog.h"

#include <algorithm>
#include <cassert>

#include "service_manager.h"
#include "wirefold/base/log.h"

namespace wirefold::app {
namespace {

using namespace std::chrono_literals;

/// Short enough that one long turn of a stage does not count as a hang.
std::chrono::milliseconds interval_for(std::chrono::microseconds limit) {
  if (limit == 0us) return 1h;
  return std::clamp<std::chrono::milliseconds>(
      std::chrono::duration_cast<std::chrono::milliseconds>(limit / 8), 10ms, 10s);
}

}  // namespace

Watchdog::Watchdog(std::chrono::microseconds limit)
    : limit_(limit), interval_(interval_for(limit)) {}

Pulse& Watchdog::stage(std::string name) {
  return stages_.emplace_back(std::move(name), interval_).pulse;
}

void Watchdog::look() {
  assert(check_.is_here());
  if (limit_ == 0us) return;
  bool all = true;
  for (Stage& stage : stages_) {
    const bool is_late = stage.pulse.since() > limit_ / 2;
    if (is_late != stage.is_late) note(stage, is_late);
    all = all && !is_late;
  }
  if (all) notify("WATCHDOG=1");
}

void Watchdog::note(Stage& stage, bool is_late) const {
  stage.is_late = is_late;
  LogEvent event("watchdog", LogArea::kDaemon, is_late ? LogLevel::kError : LogLevel::kInfo);
  event.field("stage", stage.name).field("state", is_late ? "silent" : "back");
  if (is_late) {
    event.field("seconds", std::chrono::duration<double>(stage.pulse.since()).count());
  }
  event.emit();
}

}  // namespace wirefold::app
