// Finds the event that a new story reports.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wirefold/base/thread_check.h"
#include "wirefold/base/time.h"
#include "wirefold/events/score.h"
#include "wirefold/events/terms.h"
#include "wirefold/events/weights.h"
#include "wirefold/model/event.h"
#include "wirefold/model/ids.h"

namespace wirefold::events {

/// How long the headlines of an outlet are remembered, to recognise its series.
inline constexpr std::chrono::days kSeriesMemory(30);

struct Rules {
  double threshold = kThreshold;                       ///< .10 to 1.
  std::chrono::seconds window = std::chrono::days(7);  ///< A new story is compared with so much.
};

/// A story as it began: by its first article.
struct NewReport {
  StoryId story{};
  std::uint64_t outlet = 0;  ///< Hash of the publisher's id.
  std::string lang;          ///< Only reports of one language are compared; may be empty.
  std::optional<Timestamp> published;
  /// Time of arrival; does not fall. nullopt if unknown: see kMostUndated.
  std::optional<Timestamp> seen;
  Terms terms;
};

/// Reports without a time of arrival that are remembered, the newest ones.
inline constexpr std::size_t kMostUndated = 100'000;

/// Languages that are compared: feeds name their languages, and may name any. A language without a
/// report in the window makes room for a new one.
inline constexpr std::size_t kMostLanguages = 128;

/// What is found of a new report.
struct Found {
  std::optional<EventId> event;  ///< The event to join; nullopt to found one.
  EventLink link;                ///< With the nearest report of `event`.
  /// The nearest reports of other events, the most points first; at most kMostRelated.
  std::vector<EventLink> related;
};

/// A report as it was remembered before a restart.
struct Remembered {
  StoryId story{};
  EventId event{};
  std::uint64_t outlet = 0;
  std::string lang;
  std::optional<Timestamp> published;
  Timestamp seen{};
  std::string_view terms;  ///< PackedReport::terms; empty: it has left the window.
  std::string_view title;  ///< PackedReport::title.
};

/// What restore() needs of a report, for the database. The bytes are the same on every machine.
struct PackedReport {
  std::string terms;  ///< Needed while the report is in the window.
  std::string title;  ///< Needed for kSeriesMemory.
};

/// Holds the reports of the window and the weights of words.
///
/// What is found depends only on the sequence of calls, so the same input gives the same events.
/// Each report is compared once, when its story begins: events are never merged, and reports never
/// move, so that an id once served stays. Fold thread only.
class Finder {
 public:
  explicit Finder(const Rules& rules);
  ~Finder();

  Finder(const Finder&) = delete;
  Finder& operator=(const Finder&) = delete;

  /// Finds the event of a report, and changes nothing. If remember() is called, it must be the next
  /// call and for the same report.
  Found find(const NewReport& report);

  /// Adds the report to `event`, of which `like` is a report (0: there is none), and drops what has
  /// left the window. Both texts are empty for a language that is not compared.
  PackedReport remember(const NewReport& report, EventId event, StoryId like);

  /// Adds a report after a restart, in the order in which they were remembered. What is not
  /// readable is ignored. Call it after restore_weights().
  void restore(const Remembered& report);

  /// The reports that have left the window since the last call.
  std::vector<StoryId> take_left();

  /// A story has moved to another event, of which `like` is a report; 0: none is in the window.
  void move(StoryId story, EventId event, StoryId like);

  /// The story has ended: no new one is compared with it.
  void forget(StoryId story);

  void set_rules(const Rules& rules);

  /// The frequencies of words for the database, from time to time; nullopt if it is not time.
  /// What was remembered after them is counted again by restore().
  std::optional<std::string> take_weights();
  bool restore_weights(std::string_view bytes);

  /// Reports in the window.
  std::size_t size() const noexcept;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
  [[no_unique_address]] ThreadCheck check_;
};

}  // namespace wirefold::events
