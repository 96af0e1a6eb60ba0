// The story events of the log: its lines, and the JSON Lines file of log.stories.
#pragma once

#include <cstdint>
#include <fstream>
#include <string>

#include "wirefold/model/article.h"
#include "wirefold/model/story.h"

namespace wirefold::app {

/// Writes `story` and `copy` events as the log contract in README has them. Fold thread only.
class StoryEvents {
 public:
  /// Appends to `file` too, if it has a name.
  explicit StoryEvents(std::string file) { reopen(std::move(file)); }

  /// Closes the file and opens it, or another, by name: after logrotate has moved it. A file that
  /// cannot be opened is said in the log, and events go on without it.
  void reopen(std::string file);

  void story(StoryId id, const Article& lead);
  void copy(StoryId id, const Article& article, const FoldReason& reason, std::size_t outlets);

 private:
  void append(std::string line);

  std::string name_;
  std::ofstream file_;
};

}  // namespace wirefold::app
