// What the operator has started and what goes on while pages show how far it is: searches for a
// feed and imports of lists.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "wirefold/base/mutex.h"
#include "wirefold/base/result.h"
#include "wirefold/model/found_feed.h"
#include "wirefold/model/import_line.h"

namespace wirefold::serve {

/// How far a task is.
struct TaskState {
  enum class Kind : std::uint8_t { kFind, kImport };

  Kind kind = Kind::kFind;
  bool is_done = false;
  std::string error;  ///< Why it failed, a sentence; empty: it did not.

  std::string typed;        ///< Of a search: the typed address.
  std::string asks;         ///< Of a search: the URL that is being requested.
  FoundFeed found;          ///< Of a search that is done.
  std::string found_place;  ///< Of a search that is done: place_of() of the feed, if it is listed.

  std::vector<ImportLine> lines;      ///< Of an import: those with a fate, in that order.
  std::size_t of = 0;                 ///< Of an import: the number of all lines.
  std::vector<std::string> problems;  ///< Of an import that is done: of the list itself.
};

/// Runs each task on a thread of its own, a few at a time, and keeps the states of the last ones.
/// Safe from any thread.
class Tasks {
 public:
  using Number = std::uint64_t;

  /// Changes the state of a task, under its lock.
  using Change = std::function<void(const std::function<void(TaskState&)>& how)>;

  /// What a task does until it returns. A std::exception becomes TaskState::error.
  using Work = std::function<void(const Change& change, const std::stop_token& stop)>;

  Tasks();
  /// Stops all tasks and waits for them.
  ~Tasks();
  Tasks(const Tasks&) = delete;
  Tasks& operator=(const Tasks&) = delete;

  /// Starts a task with this state. nullopt if kMostRunning run already.
  std::optional<Number> start(TaskState state, Work work);

  /// The state now; nullopt for an unknown number, and for a task that kMostKept later ones
  /// followed.
  std::optional<TaskState> state(Number task) const;

  /// Asks a task to end. It ends soon after.
  void stop(Number task);

  static constexpr std::size_t kMostRunning = 3;
  static constexpr std::size_t kMostKept = 8;

 private:
  struct Task;

  std::size_t running() const REQUIRES(mutex_);
  void drop_oldest() REQUIRES(mutex_);

  mutable Mutex mutex_;
  std::map<Number, std::unique_ptr<Task>> tasks_ GUARDED_BY(mutex_);
  Number last_ GUARDED_BY(mutex_) = 0;
};

}  // namespace wirefold::serve
