#include "wirefold/base/bounded_queue.h"

#include <gtest/gtest.h>

#include <memory>
#include <thread>
#include <vector>

namespace wirefold {
namespace {

TEST(BoundedQueue, RefusesWhenFullAndLeavesTheItem) {
  BoundedQueue<std::unique_ptr<int>> queue(1);
  ASSERT_TRUE(queue.try_push(std::make_unique<int>(1)));
  auto second = std::make_unique<int>(2);
  EXPECT_FALSE(queue.try_push(std::move(second)));
  ASSERT_NE(second, nullptr);
  EXPECT_EQ(*second, 2);
}

TEST(BoundedQueue, TakesAnUrgentItemEvenWhenFull) {
  BoundedQueue<int> queue(1);
  ASSERT_TRUE(queue.try_push(1));
  queue.push(2);
  EXPECT_EQ(queue.pop(), 1);
  EXPECT_EQ(queue.pop(), 2);
}

TEST(BoundedQueue, SaysWhenThereIsRoomAgain) {
  BoundedQueue<int> queue(2);
  int calls = 0;
  queue.set_on_room([&calls] { ++calls; });
  ASSERT_TRUE(queue.try_push(1));
  queue.pop();
  EXPECT_EQ(calls, 0);  // the queue was not full
  ASSERT_TRUE(queue.try_push(1));
  ASSERT_TRUE(queue.try_push(2));
  queue.pop();
  EXPECT_EQ(calls, 1);
}

TEST(BoundedQueue, HoldsSoManyBytesOrOneItem) {
  BoundedQueue<std::string> queue(100);
  queue.set_budget(1000, [](const std::string& item) { return item.size(); });
  int calls = 0;
  queue.set_on_room([&calls] { ++calls; });
  EXPECT_TRUE(queue.try_push(std::string(5000, 'x'))) << "alone";
  EXPECT_FALSE(queue.try_push("y"));
  queue.pop();
  EXPECT_EQ(calls, 1);
  for (int i = 0; i < 10; ++i) EXPECT_TRUE(queue.try_push(std::string(100, 'x'))) << i;
  std::string more(100, 'x');
  EXPECT_FALSE(queue.try_push(std::move(more)));
  EXPECT_EQ(more.size(), 100u);
  queue.push("urgent");
  queue.pop();
  EXPECT_EQ(calls, 2);
  EXPECT_FALSE(queue.try_push(std::move(more))) << "what was urgent weighs too";
  queue.pop();
  EXPECT_TRUE(queue.try_push(std::move(more)));
}

TEST(BoundedQueue, HandsOutWhatIsLeftAfterClose) {
  BoundedQueue<int> queue(2);
  ASSERT_TRUE(queue.try_push(1));
  queue.close();
  EXPECT_FALSE(queue.try_push(2));
  queue.push(3);
  EXPECT_EQ(queue.pop(), 1);
  EXPECT_EQ(queue.pop(), std::nullopt);
}

TEST(BoundedQueue, WaitsUntilTheDeadlineAtMost) {
  BoundedQueue<int> queue(2);
  const auto now = BoundedQueue<int>::Clock::now();
  EXPECT_EQ(queue.pop(now), std::nullopt);
  ASSERT_TRUE(queue.try_push(1));
  EXPECT_EQ(queue.pop(now), 1) << "an item that is there needs no time";
  EXPECT_FALSE(queue.ended());
}

TEST(BoundedQueue, WakesAWaitingReaderOnClose) {
  for (int i = 0; i < 200; ++i) {
    BoundedQueue<int> queue(1);
    std::jthread reader([&queue] { EXPECT_EQ(queue.pop(), std::nullopt); });
    queue.close();
  }
}

TEST(BoundedQueue, KeepsTheOrderBetweenThreads) {
  BoundedQueue<int> queue(4);
  std::vector<int> got;
  std::jthread reader([&] {
    while (const auto item = queue.pop()) got.push_back(*item);
  });
  for (int i = 0; i < 1000; ++i) {
    while (!queue.try_push(int{i})) std::this_thread::yield();
  }
  queue.close();
  reader.join();
  ASSERT_EQ(got.size(), 1000u);
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(got[static_cast<std::size_t>(i)], i);
}

TEST(BoundedQueue, GathersUntilThereIsEnough) {
  BoundedQueue<int> queue(3);
  const auto never = BoundedQueue<int>::Clock::now() + std::chrono::hours(1);
  std::jthread producer([&queue] {
    for (int i = 0; i < 2; ++i) queue.push(i);
  });
  queue.gather(2, never);
  EXPECT_EQ(queue.pop(), 0);
  EXPECT_EQ(queue.pop(), 1);
  queue.gather(2, BoundedQueue<int>::Clock::now());  // returns at the deadline
  for (int i = 0; i < 3; ++i) queue.push(i);
  queue.gather(10, never);  // the queue holds no more
  queue.close();
  queue.gather(10, never);
}

}  // namespace
}  // namespace wirefold
