// The story events of the log: its lines, and the JSON Lines file of log.stories.
#pragma once

#include <cstddef>
#include <cstdint>
#include <fstream>
#include <string>

#include "wirefold/model/article.h"
#include "wirefold/model/story.h"
#include "wirefold/model/story_event.h"

namespace wirefold::app {

/// Something that happened to a story.
struct StoryNews {
  enum What : std::uint8_t {
    kStory,  ///< A new story.
    kCopy,   ///< `article` joined `story`.
    kMerge,  ///< By the new text of `article` all of `from` is `story`.
    kSplit,  ///< By its new text `article` is not of `from`, but of `story`.
    kLead,   ///< `article` leads `story` now.
  };
  What what = kStory;
  StoryId story{};
  StoryId from{};  ///< Of a merge or split: where the article was before.
  Article article;
  FoldReason reason;
  std::size_t outlets = 0;
};

/// The event, which was found out at `now`, as others are told it: a line of JSON, as README has
/// it.
StoryEvent to_event(const StoryNews& news, Timestamp now);

/// Writes story events as the log contract in README has them. Fold thread only.
class StoryEvents {
 public:
  /// Appends to `file` too, if it has a name.
  explicit StoryEvents(std::string file) { reopen(std::move(file)); }

  /// Closes the file and opens it, or another, by name: after logrotate has moved it. Of a file
  /// that cannot be opened or written the log says so once, and again when it can; until then each
  /// event tries again, and those that failed are not in it.
  void reopen(std::string file);

  /// `event` is to_event() of `news`.
  void say(const StoryNews& news, const StoryEvent& event);

 private:
  void open();
  void failed(const std::string& what);

  std::string name_;
  std::ofstream file_;
  bool is_failing_ = false;  // the log has said so
  bool is_torn_ = false;     // the last line may have no end
};

}  // namespace wirefold::app
