// The reports of the last days, and which of them belong to one event. Private to the events area.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <unordered_map>
#include <vector>

#include "wirefold/base/time.h"
#include "wirefold/events/weights.h"
#include "wirefold/model/ids.h"

namespace wirefold::events {

/// What an event had when a report joined it. Later reports have at least as much, so that an event
/// remembers what has left the window.
struct EventPast {
  std::uint32_t reports = 0;       ///< With the report itself.
  std::optional<Timestamp> first;  ///< The earliest time of its reports.
};

/// A report in the window.
struct Known {
  StoryId story{};  ///< 0 once the story has ended.
  EventId event{};
  std::uint64_t outlet = 0;
  std::optional<Timestamp> when;  ///< When it was published, as far as that is plausible.
  std::optional<Timestamp> seen;
  EventPast past;
  std::uint16_t language = 0;
  std::uint32_t next = 0;  ///< The next report of the event, in a ring.
  Vector vector;
};

/// Reports have numbers, which rise from 1. There are fewer than 2^32 in the life of a daemon. One
/// thread at a time.
class ReportWindow {
 public:
  /// Adds a report, to the event of the report number `like` unless that is 0. Sets its ring and
  /// its past. Returns its number.
  std::uint32_t push(Known report, std::uint32_t like);

  void pop();

  bool empty() const { return reports_.empty(); }
  std::size_t size() const { return reports_.size(); }
  std::uint32_t first() const { return first_; }
  const Known& operator[](std::uint32_t number) const { return reports_[number - first_]; }
  const Known& front() const { return reports_.front(); }

  /// The number of a story's report; 0 if it is not in the window.
  std::uint32_t find(StoryId story) const;

  /// The number of a report of an event; 0 if there is none. Looks at all of them.
  std::uint32_t find(EventId event) const;

  /// The reports of the event of report `number`, itself included; rising.
  std::vector<std::uint32_t> event_of(std::uint32_t number) const;

  /// What the event of these reports has now.
  EventPast past_of(const std::vector<std::uint32_t>& event) const;

  /// A report goes to another event, of which `like` is a report; 0: none in the window is.
  void move(std::uint32_t number, EventId event, std::uint32_t like);

  /// The story of a report has ended.
  void end(std::uint32_t number);

  /// Gives the reports without a time of arrival one.
  void date_all(Timestamp seen);

 private:
  Known& at(std::uint32_t number) { return reports_[number - first_]; }
  void set_past(std::uint32_t number);
  void link(std::uint32_t number, std::uint32_t like);
  void unlink(std::uint32_t number);

  std::deque<Known> reports_;
  std::uint32_t first_ = 1;
  std::unordered_map<std::int64_t, std::uint32_t> numbers_;  // by story
};

}  // namespace wirefold::events
