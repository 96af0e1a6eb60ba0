#include "wirefold/fold/near_index.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

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
  index.near(probe, [&out](NearIndex::Owner owner, int d) { out.emplace(owner, d); });
  return out;
}

/// Clusters of fingerprints around random centres, 0 to 9 bits away.
std::vector<Stored> clusters() {
  std::mt19937_64 random(20260101);  // fixed: a failure must come back
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

TEST_P(NearIndexTest, ForgetsWhatWasRemoved) {
  std::vector<Stored> stored = clusters();
  NearIndex index(GetParam());
  for (const Stored& s : stored) index.add(s.fingerprint, s.owner);
  const std::vector<Stored> probes = stored;
  for (std::size_t i = 0; i < stored.size() / 2; ++i) {
    index.remove(stored[i].fingerprint, stored[i].owner);
  }
  stored.erase(stored.begin(), stored.begin() + static_cast<std::ptrdiff_t>(stored.size() / 2));
  for (const Stored& s : probes) {
    ASSERT_EQ(ask(index, s.fingerprint), all_pairs(stored, s.fingerprint, GetParam()));
  }
}

INSTANTIATE_TEST_SUITE_P(Radius, NearIndexTest, testing::Values(0, 1, 3, 4, 7));

}  // namespace
}  // namespace wirefold::fold
