#include "wirefold/serve/operator/tasks.h"

#include <algorithm>
#include <exception>
#include <thread>
#include <utility>

#include "wirefold/base/guarded.h"

namespace wirefold::serve {

struct Tasks::Task {
  Guarded<TaskState> state;
  std::jthread thread;  // the last member: it uses the others until it is joined
};

Tasks::Tasks() = default;

Tasks::~Tasks() {
  const MutexLock lock(mutex_);
  for (const auto& [number, task] : tasks_) task->thread.request_stop();
  tasks_.clear();
}

std::optional<Tasks::Number> Tasks::start(TaskState state, Work work) {
  const MutexLock lock(mutex_);
  if (running() >= kMostRunning) return std::nullopt;
  if (tasks_.size() >= kMostKept) drop_oldest();
  auto task = std::make_unique<Task>();
  task->state.set(std::move(state));
  auto run = [&held = task->state, work = std::move(work)](const std::stop_token& stop) {
    try {
      work([&held](const auto& how) { how(*held.lock()); }, stop);
    } catch (const std::exception& error) {
      held.lock()->error = error.what();
    }
    held.lock()->is_done = true;
  };
  task->thread = std::jthread(std::move(run));
  tasks_.emplace(++last_, std::move(task));
  return last_;
}

std::optional<TaskState> Tasks::state(Number number) const {
  const MutexLock lock(mutex_);
  const auto task = tasks_.find(number);
  return task == tasks_.end() ? std::nullopt : std::optional(task->second->state.copy());
}

void Tasks::stop(Number number) {
  const MutexLock lock(mutex_);
  const auto task = tasks_.find(number);
  if (task != tasks_.end()) task->second->thread.request_stop();
}

std::size_t Tasks::running() const {
  return static_cast<std::size_t>(std::ranges::count_if(
      tasks_, [](const auto& task) { return !task.second->state.lock()->is_done; }));
}

/// There is one that is done, because more are kept than may run.
void Tasks::drop_oldest() {
  const auto oldest = std::ranges::find_if(
      tasks_, [](const auto& task) { return task.second->state.lock()->is_done; });
  tasks_.erase(oldest);
}

}  // namespace wirefold::serve
