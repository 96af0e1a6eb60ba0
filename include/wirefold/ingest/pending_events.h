// Collects the events of one transaction, stores them, and logs them once they are committed.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "wirefold/base/thread_check.h"
#include "wirefold/ingest/events.h"
#include "wirefold/model/history.h"
#include "wirefold/model/story_event.h"
#include "wirefold/store/folding.h"

namespace wirefold::ingest {

/// Events since the last commit. Nobody is told of an event that may still be rolled back. Fold
/// thread only.
class PendingEvents {
 public:
  /// `file` is log.stories.
  explicit PendingEvents(std::string file) : log_(std::move(file)) {}

  /// As StoryEvents::reopen().
  void reopen(std::string file) { log_.reopen(std::move(file)); }

  void add(StoryNews news) { news_.push_back(std::move(news)); }

  /// The changes of stories since the last commit, to append to.
  std::vector<StoryNews>& news() { return news_; }

  /// Counts a poll.
  void note_poll(bool has_failed);

  /// Stores the events and the tally of the hour, within a transaction of the
  /// caller's. `now` dates them.
  void save(store::MemoryWriter& to, Timestamp now);

  /// Writes the events of the last save() to the log and returns them. Call it after the commit.
  std::vector<StoryEvent> publish();

  /// Events since the start, by kind.
  const std::map<std::string, std::uint64_t>& counts() const { return counts_; }

 private:
  void save_tally(store::MemoryWriter& to, Timestamp now);

  StoryEvents log_;
  std::vector<StoryNews> news_;
  std::vector<StoryEvent> saved_;  // of news_
  HourTally tally_;
  std::map<std::string, std::uint64_t> counts_;
  [[no_unique_address]] ThreadCheck check_;
};

}  // namespace wirefold::ingest
