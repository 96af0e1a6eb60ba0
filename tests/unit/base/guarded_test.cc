#include "wirefold/base/guarded.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <thread>
#include <type_traits>
#include <vector>

namespace wirefold {
namespace {

TEST(Guarded, CountsWhatTwoThreadsAdd) {
  constexpr int kTimes = 10000;
  Guarded<int> count(0);
  const auto add = [&count] {
    for (int i = 0; i < kTimes; ++i) ++*count.lock();
  };
  {
    const std::jthread one(add);
    const std::jthread two(add);
  }
  EXPECT_EQ(count.copy(), 2 * kTimes);
}

TEST(Guarded, AHolderReachesTheMembers) {
  Guarded<std::vector<int>> values;
  {
    const auto held = values.lock();
    held->push_back(1);
    held->push_back(2);
  }
  EXPECT_EQ(values.lock()->size(), 2u);
}

TEST(Guarded, AConstantCannotBeChanged) {
  const Guarded<std::string> name("wire");
  static_assert(std::is_same_v<decltype(*name.lock()), const std::string&>);
  EXPECT_EQ(*name.lock(), "wire");
}

TEST(Guarded, TakeLeavesADefault) {
  Guarded<std::string> name("wire");
  EXPECT_EQ(name.take(), "wire");
  EXPECT_EQ(name.copy(), "");
}

/// Reads the Guarded that it is in, when it is destroyed.
struct Reader {
  Guarded<std::shared_ptr<Reader>>* home = nullptr;
  bool* has_read = nullptr;
  ~Reader() { *has_read = home->copy() == nullptr; }
};

TEST(Guarded, TheOldValueIsDestroyedAfterTheUnlock) {
  bool has_read = false;
  Guarded<std::shared_ptr<Reader>> home;
  auto reader = std::make_shared<Reader>();
  reader->home = &home;
  reader->has_read = &has_read;
  home.set(std::move(reader));
  home.set(nullptr);
  EXPECT_TRUE(has_read);
}

}  // namespace
}  // namespace wirefold
