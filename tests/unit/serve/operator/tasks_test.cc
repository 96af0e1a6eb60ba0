#include "wirefold/serve/operator/tasks.h"

#include <gtest/gtest.h>

#include <future>
#include <stdexcept>
#include <thread>

#include "support/process.h"

namespace wirefold::serve {
namespace {

TaskState typed(std::string text) {
  TaskState out;
  out.typed = std::move(text);
  return out;
}

/// The state once the task is done; its last state at the deadline.
TaskState outcome(const Tasks& tasks, Tasks::Number task) {
  const auto limit = std::chrono::steady_clock::now() + test::kDeadline;
  while (!tasks.state(task)->is_done && std::chrono::steady_clock::now() < limit) {
    std::this_thread::yield();
  }
  return *tasks.state(task);
}

/// A task that goes on until it is stopped.
void wait_for_stop(const Tasks::Change&, const std::stop_token& stop) {
  std::promise<void> stopped;
  const std::stop_callback end(stop, [&stopped] { stopped.set_value(); });
  stopped.get_future().wait();
}

TEST(Tasks, ShowsHowFarATaskIs) {
  Tasks tasks;
  std::promise<void> begun;
  std::promise<void> may_end;
  const auto task = tasks.start(typed("a.example"), [&](const auto& change, const auto&) {
    change([](TaskState& state) { state.asks = "https://a.example/feed"; });
    begun.set_value();
    may_end.get_future().wait();
    change([](TaskState& state) { state.found.url = "https://a.example/feed"; });
  });
  ASSERT_TRUE(task);
  begun.get_future().wait();
  EXPECT_EQ(tasks.state(*task)->typed, "a.example");
  EXPECT_EQ(tasks.state(*task)->asks, "https://a.example/feed");
  EXPECT_FALSE(tasks.state(*task)->is_done);
  may_end.set_value();
  EXPECT_EQ(outcome(tasks, *task).found.url, "https://a.example/feed");
  EXPECT_FALSE(tasks.state(*task + 1));
}

TEST(Tasks, SaysWhyATaskFailed) {
  Tasks tasks;
  const auto task = tasks.start(
      {}, [](const auto&, const auto&) { throw std::runtime_error("the database is locked"); });
  const TaskState state = outcome(tasks, *task);
  EXPECT_TRUE(state.is_done);
  EXPECT_EQ(state.error, "the database is locked");
}

TEST(Tasks, RunsAFewAndStopsThemAtItsEnd) {
  Tasks tasks;
  for (std::size_t i = 0; i < Tasks::kMostRunning; ++i) EXPECT_TRUE(tasks.start({}, wait_for_stop));
  EXPECT_FALSE(tasks.start({}, wait_for_stop)) << "too many run";
}

TEST(Tasks, KeepsTheLastOnes) {
  Tasks tasks;
  const auto runs = tasks.start(typed("first"), wait_for_stop);
  for (std::size_t i = 0; i < 2 * Tasks::kMostKept; ++i) {
    const auto task = tasks.start(typed("later"), [](const auto&, const auto&) {});
    ASSERT_TRUE(task);
    outcome(tasks, *task);
  }
  EXPECT_EQ(tasks.state(*runs)->typed, "first") << "it still runs";
  EXPECT_FALSE(tasks.state(*runs + 1)) << "it was done long ago";
}

}  // namespace
}  // namespace wirefold::serve
