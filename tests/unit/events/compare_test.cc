#include "wirefold/events/compare.h"

#include <gtest/gtest.h>

#include <string>

namespace wirefold::events {
namespace {

using std::chrono::hours;

const Timestamp kNow{std::chrono::seconds(1'800'000'000)};

constexpr char kGondola[] =
    "Gondolas stand still in Saalbach as the season of skiing begins with a strike of drivers";

NewReport report(std::int64_t story, std::uint64_t outlet, const std::string& text,
                 hours after = hours(0)) {
  return {StoryId{story}, outlet, "en", kNow + after, kNow + after, terms_of("", text)};
}

TEST(Compare, GivesWhatTheFinderFinds) {
  const NewReport first = report(1, 11, kGondola);
  const NewReport second = report(
      2, 22, "Strike of drivers in Saalbach: gondolas stand still, season of skiing", hours(30));
  Finder finder{Rules{}};
  finder.find(first);
  finder.remember(first, EventId{1}, StoryId{});
  const Found found = finder.find(second);
  const Comparison compared = compare(first, second, {});
  ASSERT_TRUE(found.event) << compared.score.sum() << ' ' << compared.rare;
  EXPECT_TRUE(compared.belongs(kThreshold));
  EXPECT_EQ(compared.link.like, StoryId{1});
  EXPECT_NEAR(compared.link.points, found.link.points, 3) << "the finder has counted a report";
  EXPECT_NEAR(compared.link.likeness, found.link.likeness, 3);
  EXPECT_EQ(compared.link.shared, found.link.shared);
  EXPECT_EQ(compared.link.apart, hours(30));
  ASSERT_EQ(compared.link.words.size(), kMostSharedWords);
  EXPECT_EQ(compared.link.words.front().word, found.link.words.front().word);
  EXPECT_GT(compare(first, second, {}, 100).link.words.size(), kMostSharedWords);
}

TEST(Compare, DeductsForTimeAndOutlet) {
  const Comparison same = compare(report(1, 11, kGondola), report(2, 11, kGondola, hours(72)), {});
  EXPECT_DOUBLE_EQ(same.score.outlet, 0.09);
  EXPECT_DOUBLE_EQ(same.score.time, 2 * 2 * 0.022);
  EXPECT_DOUBLE_EQ(same.score.size, 0);
  EXPECT_NEAR(same.cosine, 1, 1e-3);
  EXPECT_FALSE(same.belongs(0.95)) << "the threshold is compared with the score, not the cosine";
}

TEST(Compare, KeepsApartWhatTheFinderDoesNotCompare) {
  const NewReport first = report(1, 11, kGondola);
  NewReport other = report(2, 22, kGondola);
  ASSERT_TRUE(compare(first, other, {}).belongs(kThreshold));
  other.lang = "de";
  EXPECT_FALSE(compare(first, other, {}).belongs(kThreshold)) << "another language";
  const Comparison few =
      compare(report(1, 11, "Gondolas stop"), report(2, 22, "Gondolas stop"), {});
  EXPECT_EQ(few.rare, 2u);
  EXPECT_FALSE(few.belongs(kThreshold)) << "two words are too few";
}

TEST(Compare, TakesTheWeightsThatWereLearned) {
  Finder finder{Rules{}};
  for (int i = 1; i <= 2500; ++i) {
    NewReport common = report(i, 11, "Gondolas");
    common.seen = kNow + std::chrono::seconds(i);
    finder.remember(common, EventId{i}, StoryId{});
  }
  const auto counts = finder.take_weights();
  ASSERT_TRUE(counts);
  const NewReport first = report(9001, 11, kGondola);
  const NewReport second =
      report(9002, 22, "Gondolas in Saalbach: a strike of the season's drivers");
  EXPECT_LT(compare(first, second, *counts).rare, compare(first, second, {}).rare)
      << "a word of every report is not rare";
  EXPECT_EQ(compare(first, second, "no counts").rare, compare(first, second, {}).rare);
}

}  // namespace
}  // namespace wirefold::events
