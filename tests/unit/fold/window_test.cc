#include "fold/window.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <tuple>
#include <vector>

#include "fold/candidates.h"

namespace wirefold::fold {
namespace {

using std::chrono::seconds;

/// An article in the plain list that the window is compared with.
struct Listed {
  ArticleKey key;
  StoryId story{};
  std::vector<Fingerprint> simhashes;
  std::vector<std::uint32_t> samples;
};

using Found = std::map<ArticleId, std::tuple<int, std::uint32_t, bool>>;

class WindowTest : public testing::TestWithParam<Slot> {
 protected:
  static constexpr int kArticles = 400;
  static constexpr seconds kLength{100};

  Fingerprint fingerprint() {
    std::uint64_t bits = (random_() % 40 + 1) * 0x9E3779B97F4A7C15;
    for (auto flips = random_() % 4; flips > 0; --flips) bits ^= std::uint64_t{1} << random_() % 64;
    return Fingerprint{bits};
  }

  Fingerprints fingerprints() {
    Fingerprints out;
    for (int i = 0; i < 3; ++i) out.simhashes.push_back(fingerprint());
    for (std::uint64_t s = random_() % 20; s < 200; s += 1 + random_() % 60) {
      // Any two samples differ in their lower halves.
      out.samples.push_back(static_cast<std::uint32_t>(s * 0x10001));
    }
    return out;
  }

  std::uint64_t link() { return std::uint64_t{random_() % 50} << 32; }  // 0 means no link

  void add(int i) {
    ArticleKey key{ArticleId{i}, 0, link(), std::nullopt, Timestamp{seconds(i)}};
    if (i % 5 == 0) key.seen.reset();
    const Fingerprints p = fingerprints();
    const StoryId story{static_cast<std::int64_t>(random_() % 30)};
    window_.add(key, p, story);
    list_.push_back({key, story, p.simhashes, p.samples});
  }

  void expire(Timestamp oldest) {
    window_.expire(oldest);
    std::vector<ArticleId> gone;
    std::erase_if(list_, [&](const Listed& a) {
      const bool goes = a.key.seen && *a.key.seen < oldest;
      if (goes) gone.push_back(a.key.id);
      return goes;
    });
    EXPECT_EQ(dropped_, gone);
    dropped_.clear();
    for (const ArticleId id : gone) EXPECT_FALSE(window_.slot_of(id));
  }

  void edit_and_move() {
    Listed& edited = list_[random_() % list_.size()];
    if (edited.simhashes.size() < 20) {  // fewer than the window takes
      const Fingerprints p = fingerprints();
      window_.replace(edited.key.id, p);
      edited.simhashes.insert(edited.simhashes.end(), p.simhashes.begin(), p.simhashes.end());
      edited.samples.insert(edited.samples.end(), p.samples.begin(), p.samples.end());
    }
    Listed& moved = list_[random_() % list_.size()];
    moved.story = StoryId{static_cast<std::int64_t>(random_() % 30)};
    window_.move(moved.key.id, moved.story);
  }

  Incoming incoming() {
    Incoming out;
    out.link = link();
    for (int i = 0; i < 5; ++i) out.document.sentences.push_back({0, 8, 0, fingerprint()});
    out.document.samples = fingerprints().samples;
    return out;
  }

  Found found(const Incoming& article) const {
    Found out;
    for (const auto& [slot, e] : find_candidates(window_, article)) {
      out[window_.at(slot).key.id] = {e.distance, e.shared_samples, e.same_link};
    }
    return out;
  }

  Found expected(const Incoming& article) const {
    Found out;
    for (const Listed& a : list_) {
      int nearest = kNearRadius + 1;
      for (const Sentence& s : article.document.sentences) {
        for (const Fingerprint f : a.simhashes)
          nearest = std::min(nearest, distance(s.fingerprint, f));
      }
      std::uint32_t shared = 0;
      for (const std::uint32_t s : article.document.samples) {
        shared += static_cast<std::uint32_t>(std::count(a.samples.begin(), a.samples.end(), s));
      }
      if (nearest > kNearRadius) nearest = -1;
      if (shared < kMinSharedSamples) shared = 0;
      const bool same_link = article.link != 0 && article.link == a.key.link;
      if (nearest >= 0 || shared > 0 || same_link) out[a.key.id] = {nearest, shared, same_link};
    }
    return out;
  }

  /// Members of a story, in the window and in the list.
  std::vector<ArticleId> members(StoryId story) const {
    std::vector<ArticleId> out;
    for (const Slot slot : window_.members(story)) out.push_back(window_.at(slot).key.id);
    return out;
  }
  std::vector<ArticleId> listed(StoryId story) const {
    std::vector<ArticleId> out;
    for (const Listed& a : list_) {
      if (a.story == story) out.push_back(a.key.id);
    }
    return out;
  }

  std::mt19937_64 random_{20260101};
  std::vector<ArticleId> dropped_;
  Window window_{[this](ArticleId id) { dropped_.push_back(id); }, GetParam()};
  std::vector<Listed> list_;
};

TEST_P(WindowTest, AgreesWithAPlainList) {
  for (int i = 1; i <= kArticles; ++i) {
    add(i);
    expire(Timestamp{seconds(i)} - kLength);
    edit_and_move();
    ASSERT_EQ(window_.size(), list_.size());
    const Incoming article = incoming();
    ASSERT_EQ(found(article), expected(article)) << i;
    const StoryId story{i % 30};
    ASSERT_EQ(members(story), listed(story)) << i;
    const Listed& any = list_[random_() % list_.size()];
    ASSERT_EQ(window_.at(window_.slot_of(any.key.id).value()).key.id, any.key.id);
  }
}

/// Articles without a date come last. Candidates are compared in this order.
TEST_P(WindowTest, HasItsSlotsInTheOrderOfComing) {
  for (int i = 1; i <= kArticles; ++i) add(i);
  Slot last = 0;
  for (const bool dated : {true, false}) {
    for (const Listed& a : list_) {
      if (a.key.seen.has_value() != dated) continue;
      const Slot slot = window_.slot_of(a.key.id).value();
      ASSERT_TRUE(slot > last || a.key.id == ArticleId{1});
      last = slot;
    }
  }
}

// One article in five has no date, so dated and undated slots both pass 2^31 and 2^32.
INSTANTIATE_TEST_SUITE_P(From, WindowTest,
                         testing::Values(0, (Slot{1} << 31) - 50, (Slot{1} << 32) - 50));

TEST(WindowSize, BeyondItsNumberTheOldestLeave) {
  std::vector<ArticleId> dropped;
  Window window([&dropped](ArticleId id) { dropped.push_back(id); });
  for (std::int64_t i = 1; i <= 10; ++i) {
    window.add({ArticleId{i}, 0, 0, std::nullopt, Timestamp(std::chrono::seconds(i))}, {},
               StoryId{i});
    window.expire(Timestamp(), 4);
  }
  EXPECT_EQ(window.size(), 4u);
  EXPECT_EQ(dropped, (std::vector<ArticleId>{ArticleId{1}, ArticleId{2}, ArticleId{3}, ArticleId{4},
                                             ArticleId{5}, ArticleId{6}}));
}

}  // namespace
}  // namespace wirefold::fold
