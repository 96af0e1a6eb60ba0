// The story events of the log: its lines, and the JSON Lines file of log.stories.
#pragma once

#include <cstdint>
#include <fstream>
#include <string>

#include "wirefold/model/article.h"
#include "wirefold/model/story.h"

namespace wirefold::app {

/// Writes story events as the log contract in README has them. Fold thread only.
class StoryEvents {
 public:
  /// Appends to `file` too, if it has a name.
  explicit StoryEvents(std::string file) { reopen(std::move(file)); }

  /// Closes the file and opens it, or another, by name: after logrotate has moved it. A file that
  /// cannot be opened is said in the log, and events go on without it.
  void reopen(std::string file);

  void story(StoryId id, const Article& lead);
  void copy(StoryId id, const Article& article, const FoldReason& reason, std::size_t outlets);

  /// By the new text of `article` all of `from` is `into`.
  void merge(StoryId from, StoryId into, const Article& article, const FoldReason& reason,
             std::size_t outlets);

  /// By its new text `article` is not of `from`, but of `into`.
  void split(StoryId from, StoryId into, const Article& article, const FoldReason& reason,
             std::size_t outlets);

  /// `article` of a preferred outlet leads its story now.
  void lead(StoryId id, const Article& article, std::size_t outlets);

 private:
  void joined(std::string_view event, StoryId from, StoryId id, const Article& article,
              const FoldReason& reason, std::size_t outlets);
  void append(std::string line);

  std::string name_;
  std::ofstream file_;
};

}  // namespace wirefold::app
