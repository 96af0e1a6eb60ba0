#include "fold/key_index.h"

#include <gtest/gtest.h>

#include <deque>
#include <random>
#include <utility>
#include <vector>

#include "unit/fold/far_on.h"

namespace wirefold::fold {
namespace {

using Owners = std::vector<KeyIndex::Owner>;

Owners ask(const KeyIndex& index, std::uint32_t key, int most = 1000) {
  Owners out;
  index.find(key, most, [&out](KeyIndex::Owner owner) { out.push_back(owner); });
  return out;
}

class KeyIndexTest : public testing::TestWithParam<Start> {};

TEST_P(KeyIndexTest, AgreesWithASearchThroughItsWindow) {
  std::mt19937 random(20260101);
  const auto any_key = [&random] {  // any two keys differ in their lower halves
    return static_cast<std::uint32_t>(random() % 100 * 0x10001);
  };
  KeyIndex index(4);  // grows often
  index.go_on_at(GetParam().number);
  index.forget_before(GetParam().owner);
  std::deque<std::pair<std::uint32_t, KeyIndex::Owner>> window;
  for (std::uint32_t i = 0; i < 2000; ++i) {
    const KeyIndex::Owner owner = GetParam().owner + i;
    for (int k = 0; k < 3; ++k) {
      const std::uint32_t key = any_key();
      index.add(key, owner);
      window.emplace_back(key, owner);
    }
    if (i >= 300) {
      index.forget_before(owner - 299);
      window.erase(window.begin(), window.begin() + 3);
    }
    const std::uint32_t wanted = any_key();
    Owners expected;
    for (auto it = window.rbegin(); it != window.rend() && expected.size() < 8; ++it) {
      if (it->first == wanted) expected.push_back(it->second);
    }
    ASSERT_EQ(ask(index, wanted, 8), expected) << i;
  }
}

INSTANTIATE_TEST_SUITE_P(From, KeyIndexTest, testing::ValuesIn(kStarts));

TEST(KeyIndex, FollowsNoNumberThatCameAgain) {
  // Two keys with equal lower halves, in two slots.
  constexpr std::uint32_t kOld = 0x10005;
  constexpr std::uint32_t kNew = 0x20005;
  KeyIndex index(12);
  index.go_on_at(5);
  KeyIndex::Owner owner = 0;
  index.add(kOld, owner);
  index.forget_before(++owner);
  pass_a_round(index, [&] {
    index.add(0, owner);
    index.forget_before(++owner);
  });
  index.go_on_at(5);
  index.add(kNew, owner);
  EXPECT_EQ(ask(index, kNew), Owners{owner});
  EXPECT_EQ(ask(index, kOld), Owners{});
}

}  // namespace
}  // namespace wirefold::fold
