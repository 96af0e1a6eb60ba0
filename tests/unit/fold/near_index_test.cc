#include "wirefold/fold/near_index.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <stdexcept>

#include "unit/fold/far_on.h"

namespace wirefold::fold {
namespace {

using Answer = std::multimap<NearIndex::Owner, int>;

struct Stored {
  Fingerprint fingerprint;
  NearIndex::Owner owner;
};

Answer all_pairs(const std::vector<Stored>& stored, Fingerprint probe, int radius) {
  Answer out;
  for (const Stored& s : stored) {
    const int d = distance(s.fingerprint, probe);
    if (d <= radius) out.emplace(s.owner, d);
  }
  return out;
}

Answer ask(const NearIndex& index, Fingerprint probe) {
  Answer out;
  index.near(probe, [&out](NearIndex::Owner owner, int d) {
    out.emplace(owner, d);
    if (out.size() > 10'000) throw std::length_error("a chain without an end");
  });
  return out;
}

/// Clusters of fingerprints around random centres, 0 to 9 bits away.
std::vector<Stored> clusters() {
  std::mt19937_64 random(20260101);  // fixed, so that a failure repeats
  std::vector<Stored> out;
  for (int centre = 0; centre < 200; ++centre) {
    const std::uint64_t base = random();
    for (int flips = 0; flips <= 9; ++flips) {
      std::uint64_t value = base;
      for (int f = 0; f < flips; ++f) value ^= std::uint64_t{1} << (random() % 64);
      out.push_back({Fingerprint{value}, static_cast<NearIndex::Owner>(out.size())});
    }
  }
  return out;
}

class NearIndexTest : public testing::TestWithParam<int> {};

TEST_P(NearIndexTest, AgreesWithComparingAllPairs) {
  const std::vector<Stored> stored = clusters();
  NearIndex index(GetParam());
  for (const Stored& s : stored) index.add(s.fingerprint, s.owner);
  for (const Stored& s : stored) {
    ASSERT_EQ(ask(index, s.fingerprint), all_pairs(stored, s.fingerprint, GetParam()));
  }
}

TEST_P(NearIndexTest, AgreesWhileItsWindowSlides) {
  for (const Start& start : kStarts) {
    std::vector<Stored> all = clusters();
    for (Stored& s : all) s.owner += start.owner;
    NearIndex index(GetParam());
    index.go_on_at(start.number);
    index.forget_before(start.owner);
    std::vector<Stored> window;
    constexpr std::size_t kWindow = 300;
    for (std::size_t i = 0; i < all.size(); ++i) {
      index.add(all[i].fingerprint, all[i].owner);
      window.push_back(all[i]);
      if (window.size() > kWindow) window.erase(window.begin());
      index.forget_before(window.front().owner);
      ASSERT_EQ(index.size(), window.size());
      if (i % 7 != 0) continue;
      const Fingerprint probe = all[i < 500 ? 0 : i - 250].fingerprint;
      ASSERT_EQ(ask(index, probe), all_pairs(window, probe, GetParam()));
    }
  }
}

TEST_P(NearIndexTest, TakesAnOlderOwnerLate) {
  NearIndex index(GetParam());
  index.add(Fingerprint{1}, 10);
  index.add(Fingerprint{2}, 20);
  index.add(Fingerprint{~std::uint64_t{0}}, 10);  // its text was edited
  EXPECT_EQ(ask(index, Fingerprint{~std::uint64_t{0}}), (Answer{{10, 0}}));
  index.forget_before(15);
  EXPECT_TRUE(ask(index, Fingerprint{~std::uint64_t{0}}).empty());
  EXPECT_EQ(ask(index, Fingerprint{2}).count(20), 1u);
  index.forget_before(21);
  EXPECT_EQ(index.size(), 0u);
}

TEST(NearIndex, FollowsNoNumberThatCameAgain) {
  NearIndex index(3);
  index.go_on_at(5);
  NearIndex::Owner owner = 0;
  index.add(Fingerprint{0}, owner);
  index.forget_before(++owner);
  pass_a_round(index, [&] {
    index.add(Fingerprint{~std::uint64_t{0}}, owner);
    index.forget_before(++owner);
  });
  index.go_on_at(5);
  index.add(Fingerprint{1}, owner);  // the old chain of the differing block would find it as well
  EXPECT_EQ(ask(index, Fingerprint{0}), (Answer{{owner, 1}}));
}

INSTANTIATE_TEST_SUITE_P(Radius, NearIndexTest, testing::Values(0, 1, 3, 4, 7));

}  // namespace
}  // namespace wirefold::fold
