// Writes story events to the log, and as JSON Lines to the file of log.stories.
#pragma once

#include <cstddef>
#include <cstdint>
#include <fstream>
#include <string>

#include "wirefold/base/thread_check.h"
#include "wirefold/model/article.h"
#include "wirefold/model/event.h"
#include "wirefold/model/story.h"
#include "wirefold/model/story_event.h"

namespace wirefold::ingest {

/// A change of a story.
struct StoryNews {
  enum What : std::uint8_t {
    kStory,       ///< A new story.
    kCopy,        ///< `article` joined `story`.
    kMerge,       ///< All articles of `from` moved to `story`; the reason is that of `article`.
    kSplit,       ///< `article` moved from `from` to `story`.
    kLead,        ///< `article` is now the lead of `story`.
    kEvent,       ///< An event is served from now on; `article` leads its first story.
    kEventStory,  ///< `story`, which `article` leads, belongs to an event that is served.
  };
  What what = kStory;
  StoryId story{};
  StoryId from{};  ///< Of a merge or split: where the article was before.
  Article article;
  FoldReason reason;
  std::size_t outlets = 0;
  EventId event{};          ///< Of kEvent and kEventStory.
  std::size_t stories = 0;  ///< Of kEvent: the number of its stories.
  EventLink link;           ///< Of kEventStory; without `like` for the first story.
};

/// The event of `news` at `now`, with its line of JSON for followers.
StoryEvent to_event(const StoryNews& news, Timestamp now);

/// Writes story events. The log is an interface: see README. Fold thread only.
class StoryEvents {
 public:
  /// Also appends to `file`, unless the name is empty.
  explicit StoryEvents(std::string file) { reopen(std::move(file)); }

  /// Closes the file and opens it again, after logrotate has moved it, or another one. If the file
  /// cannot be opened or written, that is logged once, and so is the next success. Until then each
  /// event tries again, and events that fail are not in the file.
  void reopen(std::string file);

  /// Writes an event; `event` is to_event() of `news`.
  void say(const StoryNews& news, const StoryEvent& event);

 private:
  void open();
  void failed(const std::string& what);

  std::string name_;
  std::ofstream file_;
  bool is_failing_ = false;  // and that is logged
  bool is_torn_ = false;     // the last line may be incomplete
  [[no_unique_address]] ThreadCheck check_;
};

}  // namespace wirefold::ingest
