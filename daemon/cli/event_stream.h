// Finds events in a stream of articles without a database.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>

#include "input_article.h"
#include "wirefold/base/time.h"
#include "wirefold/events/finder.h"

namespace wirefold::cli {

/// Finds events as the daemon does, with the same finder. One thread.
class EventStream {
 public:
  explicit EventStream(const events::Rules& rules) : finder_(rules) {}

  /// A new story has begun with the article `id` of the input. If its date is far ahead of the time
  /// in the stream, it waits until that is certain: see StreamClock.
  void begin(events::NewReport report, const std::string& id);

  /// Takes the stories that still wait at the end of the input.
  void finish();

  /// All articles of `from` are in `into` now.
  void merge(StoryId from, StoryId into);

  /// The id of the article that started the event of `story`. Empty if the event has stories of one
  /// outlet only.
  std::string event_of(StoryId story) const;

 private:
  struct Event {
    std::string first;                         // id of the article that started it
    std::map<StoryId, std::uint64_t> outlets;  // of its stories
  };

  struct Waiting {
    events::NewReport report;
    std::string id;
  };

  void take_waiting(const std::optional<Timestamp>& now, bool all);
  void take(const events::NewReport& report, const std::string& id);

  events::Finder finder_;
  std::deque<Waiting> waiting_;
  std::unordered_map<std::int64_t, EventId> events_of_;  // by story
  std::unordered_map<std::int64_t, Event> events_;
  std::int64_t last_event_ = 0;
};

/// The report of a story that begins with this article; `key` is the folder's.
events::NewReport report_of(const InputArticle& article, const fold::ArticleKey& key);

}  // namespace wirefold::cli
