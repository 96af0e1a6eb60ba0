// The fixtures of tests/data/fold_pairs, each as a test, and properties that hold for all of them.
#include "support/fold_pairs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <numeric>
#include <random>
#include <set>
#include <utility>

#include "wirefold/base/strings.h"

namespace wirefold::test {
namespace {

// The next order of the same articles runs the same code.
constexpr int kMostOrders = WIREFOLD_FEW_ROUNDS ? 12 : 720;
constexpr int kShuffles = WIREFOLD_FEW_ROUNDS ? 12 : 200;

std::string with_underscores(std::string name) {
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
}

/// Every order of the articles must give the stories of the fixture.
class FoldFixtureTest : public testing::Test {
 public:
  explicit FoldFixtureTest(FoldFixture fixture) : fixture_(std::move(fixture)) {}

  void TestBody() override {
    std::vector<std::size_t> order(fixture_.articles.size());
    std::iota(order.begin(), order.end(), 0);
    int orders = 0;
    int wrong = 0;
    Stories stories;  // Of the first order that gives other stories.
    std::string which;
    do {
      std::vector<cli::InputArticle> articles;
      for (const std::size_t i : order) articles.push_back(fixture_.articles[i]);
      const Stories now = folded(articles);
      ++orders;
      if (now == fixture_.stories || ++wrong > 1) continue;
      stories = now;
      for (const std::size_t i : order) which += std::to_string(i + 1) + ' ';
    } while (orders < kMostOrders && std::next_permutation(order.begin(), order.end()));
    if (wrong == 0) return;
    EXPECT_EQ(stories, fixture_.stories)
        << wrong << " of " << orders << " orders are wrong, first " << which;
  }

 private:
  FoldFixture fixture_;
};

/// Registers each fixture as a test in a suite named for its kind.
const bool kRegistered = [] {
  for (const FoldFixture& fixture : fold_fixtures()) {
    testing::RegisterTest(("Fold_" + with_underscores(fixture.kind)).c_str(),
                          with_underscores(fixture.name).c_str(), nullptr, nullptr, __FILE__,
                          __LINE__,
                          [fixture]() -> FoldFixtureTest* { return new FoldFixtureTest(fixture); });
  }
  return true;
}();

TEST(FoldPairs, AreManyAndOfBothKinds) {
  ASSERT_TRUE(kRegistered);
  const std::vector<FoldFixture> pairs = fold_pairs();
  EXPECT_GE(pairs.size(), 60u);
  const auto together = std::count_if(pairs.begin(), pairs.end(),
                                      [](const FoldFixture& pair) { return pair.together(); });
  EXPECT_GE(together, 25);
  EXPECT_GE(std::ssize(pairs) - together, 25);
}

TEST(FoldPairs, EveryKindHasEight) {
  std::map<std::string, int> kinds;
  for (const FoldFixture& fixture : fold_fixtures()) ++kinds[fixture.kind];
  for (const auto& [kind, count] : kinds) EXPECT_GE(count, 8) << kind;
}

/// Returns true if one of `stories` contains all of `story`.
bool is_within(const std::set<std::string>& story, const Stories& stories) {
  return std::any_of(stories.begin(), stories.end(), [&story](const std::set<std::string>& one) {
    return std::includes(one.begin(), one.end(), story.begin(), story.end());
  });
}

TEST(FoldPairs, WhatFeedsSayFoldsNothingThatWholeTextsKeepApart) {
  int fewer = 0;
  for (FoldFixture fixture : fold_fixtures()) {
    if (fixture.name == "too little text") continue;  // the feeds' headlines and texts are equal
    for (cli::InputArticle& a : fixture.articles) a = as_feed_has_it(std::move(a));
    const Stories stories = folded(fixture.articles);
    for (const std::set<std::string>& story : stories) {
      EXPECT_TRUE(is_within(story, fixture.stories)) << fixture.kind << ": " << fixture.name;
    }
    fewer += stories == fixture.stories ? 0 : 1;
  }
  EXPECT_LE(fewer, 3) << "stories that feeds miss";
}

/// One text and its copies in all forms that the fixtures have.
std::vector<cli::InputArticle> copies_of_the_ferry() {
  std::vector<cli::InputArticle> out;
  std::set<std::string> outlets;
  for (const FoldFixture& pair : fold_pairs()) {
    const cli::InputArticle& first = pair.articles[0];
    const cli::InputArticle& second = pair.articles[1];
    const bool whole = first.text.starts_with("A passenger ferry") && first.text.size() > 1000;
    if (!pair.together() || !whole || second.text.size() < 600) continue;
    if (outlets.empty()) out.push_back(first);
    if (outlets.insert(second.outlet).second) out.push_back(second);
  }
  return out;
}

TEST(FoldPairs, TheOrderOfArrivalDoesNotChangeTheStories) {
  std::vector<cli::InputArticle> copies = copies_of_the_ferry();
  ASSERT_GE(copies.size(), 6u);
  std::mt19937 random(20260101);  // fixed, so that a failure repeats
  for (int i = 0; i < kShuffles; ++i) {
    std::shuffle(copies.begin(), copies.end(), random);
    ASSERT_EQ(folded(copies).size(), 1u) << copies.front().id;
  }
}

void sort_by_date(std::vector<cli::InputArticle>& articles) {
  std::stable_sort(articles.begin(), articles.end(),
                   [](const auto& a, const auto& b) { return a.published < b.published; });
}

/// Fixtures of which no two share the beginning or the end of a paragraph.
std::vector<FoldFixture> unrelated_fixtures() {
  constexpr std::size_t kEnd = 40;
  std::vector<FoldFixture> out;
  std::set<std::string> ends;
  for (const FoldFixture& fixture : fold_fixtures()) {
    std::set<std::string> own;
    for (const cli::InputArticle& article : fixture.articles) {
      for (const std::string_view line : split(article.text, '\n')) {
        if (line.size() < kEnd) continue;
        own.emplace(line.substr(0, kEnd));
        own.emplace(line.substr(line.size() - kEnd));
      }
    }
    if (std::any_of(own.begin(), own.end(), [&](auto& end) { return ends.contains(end); })) {
      continue;
    }
    ends.merge(own);
    out.push_back(fixture);
  }
  return out;
}

TEST(FoldPairs, UnrelatedArticlesChangeNothing) {
  std::vector<FoldFixture> fixtures = unrelated_fixtures();
  ASSERT_GE(fixtures.size(), 30u);
  std::vector<cli::InputArticle> all;
  Stories alone;
  for (FoldFixture& fixture : fixtures) {
    sort_by_date(fixture.articles);
    alone.merge(folded(fixture.articles));
    all.insert(all.end(), fixture.articles.begin(), fixture.articles.end());
  }
  sort_by_date(all);
  const Stories stream = folded(all);
  Stories changed;  // printing only the difference keeps the message short
  std::set_difference(stream.begin(), stream.end(), alone.begin(), alone.end(),
                      std::inserter(changed, changed.end()));
  EXPECT_EQ(changed, Stories{});
  EXPECT_EQ(stream.size(), alone.size());
}

}  // namespace
}  // namespace wirefold::test
