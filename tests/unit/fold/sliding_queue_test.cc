#include "wirefold/fold/sliding_queue.h"

#include <gtest/gtest.h>

#include <deque>
#include <random>
#include <utility>
#include <vector>

namespace wirefold::fold {
namespace {

constexpr std::uint32_t kLast = 0xFFFFFFFF;

/// An element that counts the elements in memory.
struct Counted {
  Counted(int v = 0) : value(v) { ++alive; }
  Counted(const Counted& other) : value(other.value) { ++alive; }
  Counted& operator=(const Counted&) = default;
  ~Counted() { --alive; }

  int value;
  inline static std::size_t alive = 0;
};

class SlidingQueueTest : public testing::TestWithParam<std::uint32_t> {};

TEST_P(SlidingQueueTest, KnowsItsElementsByTheirNumbers) {
  SlidingQueue<Counted> queue;
  queue.go_on_at(GetParam());
  std::mt19937 random(1);
  std::deque<std::pair<std::uint32_t, int>> expected;
  std::uint32_t next = GetParam();
  std::uint32_t left = 0;
  for (int step = 0; step < 20000; ++step) {
    const bool grows = step / 4000 % 2 == 0;  // up to some 2,000 elements, and down to none
    if (expected.empty() || random() % 4 < (grows ? 3 : 1)) {
      ASSERT_EQ(queue.push(step), next);
      expected.emplace_back(next, step);
      next = next == kLast ? 1 : next + 1;
    } else {
      left = expected.front().first;
      queue.pop();
      expected.pop_front();
    }
    ASSERT_EQ(queue.size(), expected.size());
    ASSERT_EQ(queue.empty(), expected.empty());
    ASSERT_FALSE(queue.has(0));
    ASSERT_FALSE(queue.has(left));
    ASSERT_FALSE(queue.has(next));
    if (expected.empty()) continue;
    ASSERT_EQ(queue.front().value, expected.front().second);
    for (const auto& [number, value] :
         {expected.front(), expected[random() % expected.size()], expected.back()}) {
      ASSERT_TRUE(queue.has(number));
      ASSERT_EQ(queue[number].value, value);
    }
  }
}

TEST_P(SlidingQueueTest, HoldsTheMemoryOfItsPieces) {
  const std::size_t before = Counted::alive;
  SlidingQueue<Counted> queue;
  queue.go_on_at(GetParam());
  for (int i = 0; i < 5000; ++i) {
    queue.push(i);
    if (i >= 1500) queue.pop();
    ASSERT_LE(Counted::alive - before, queue.size() + 2 * 1024);
  }
}

TEST_P(SlidingQueueTest, ClearsNumbersThatAreGone) {
  SlidingQueue<int> queue;
  queue.go_on_at(GetParam());
  std::vector<std::uint32_t> numbers;
  for (int i = 0; i < 2000; ++i) numbers.push_back(queue.push(i));
  for (int i = 0; i < 500; ++i) queue.pop();
  std::vector<std::uint32_t> expected = numbers;
  for (std::size_t i = 0; i < 500; ++i) expected[i] = 0;
  queue.clear_gone(numbers);
  EXPECT_EQ(numbers, expected);
}

INSTANTIATE_TEST_SUITE_P(From, SlidingQueueTest,
                         testing::Values(1, 1024, kLast - 1500, kLast - 1024, kLast - 1023, kLast));

TEST(SlidingQueue, HasFourQuarters) {
  for (const std::uint32_t last : {0x3FFFFFFFu, 0x7FFFFFFFu, 0xBFFFFFFFu, 0xFFFFFFFFu}) {
    EXPECT_TRUE(SlidingQueue<int>::ends_quarter(last));
    EXPECT_FALSE(SlidingQueue<int>::ends_quarter(last - 1));
    EXPECT_FALSE(SlidingQueue<int>::ends_quarter(last + 1));
  }
}

}  // namespace
}  // namespace wirefold::fold
