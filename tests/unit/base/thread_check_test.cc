#include "wirefold/base/thread_check.h"

#include <gtest/gtest.h>

#include <cassert>
#include <thread>
#include <type_traits>

namespace wirefold {
namespace {

#ifdef NDEBUG

TEST(ThreadCheck, CostsNothing) {
  struct Counter {
    [[no_unique_address]] ThreadCheck check;
    int count;
  };
  static_assert(std::is_empty_v<ThreadCheck>);
  static_assert(sizeof(Counter) == sizeof(int));
}

#else

/// A class for one thread.
class Counter {
 public:
  void add() {
    assert(check_.is_here());
    ++count_;
  }
  int count() const {
    assert(check_.is_here());
    return count_;
  }
  void release() { check_.release(); }

 private:
  [[no_unique_address]] ThreadCheck check_;
  int count_ = 0;
};

void add_elsewhere(Counter& counter) {
  std::thread([&counter] { counter.add(); }).join();
}

TEST(ThreadCheck, TheMakerMayUseItAndPassItOn) {
  Counter counter;
  counter.add();
  counter.add();
  add_elsewhere(counter);
}

TEST(ThreadCheck, AnotherOwnerGivesItNotBack) {
  const ThreadCheck check;
  EXPECT_TRUE(check.is_here());
  std::thread([&check] {
    EXPECT_TRUE(check.is_here());
    EXPECT_TRUE(check.is_here());
  }).join();
  EXPECT_FALSE(check.is_here());
}

TEST(ThreadCheck, NoThirdThreadMayUseIt) {
  const ThreadCheck check;
  std::thread([&check] {
    EXPECT_TRUE(check.is_here());
    std::thread([&check] { EXPECT_FALSE(check.is_here()); }).join();
  }).join();
}

TEST(ThreadCheck, ReleaseAllowsOneMoreChange) {
  Counter counter;
  add_elsewhere(counter);
  counter.release();
  counter.add();
  add_elsewhere(counter);
  counter.release();
  EXPECT_EQ(counter.count(), 3);
}

TEST(ThreadCheck, ACopyBelongsToWhoMakesIt) {
  Counter counter;
  add_elsewhere(counter);
  Counter copy = counter;
  copy.add();
  EXPECT_EQ(copy.count(), 2);
}

TEST(ThreadCheckDeathTest, EndsTheProgramOnTheWrongThread) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  Counter counter;
  add_elsewhere(counter);
  EXPECT_DEATH(counter.add(), "is_here");
}

#endif

}  // namespace
}  // namespace wirefold
