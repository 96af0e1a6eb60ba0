#include "wirefold/fold/compare.h"

#include <gtest/gtest.h>

#include "wirefold/text/analyse.h"

namespace wirefold::fold {
namespace {

std::vector<Token> words(std::string_view text) { return text::analyse("", text).body; }

TEST(Compare, FindsAllOfATextInItself) {
  const auto a = words("one two three four five six seven eight nine ten");
  const Comparison c = compare(a, a);
  EXPECT_EQ(c.matched, 10u);
  EXPECT_DOUBLE_EQ(c.containment(), 1.0);
  EXPECT_DOUBLE_EQ(c.coverage(), 1.0);
}

TEST(Compare, FindsACutTextInTheLonger) {
  const auto a = words("one two three four five six");
  const auto b = words("zero nought one two three four five six seven eight nine ten eleven");
  const Comparison c = compare(b, a);
  EXPECT_DOUBLE_EQ(c.containment(), 1.0);
  EXPECT_LT(c.coverage(), 0.5);
  EXPECT_EQ(c.conflicts, 0);
}

TEST(Compare, FindsReorderedParagraphs) {
  const auto a = words("one two three four five. six seven eight nine ten");
  const auto b = words("six seven eight nine ten. one two three four five");
  EXPECT_DOUBLE_EQ(compare(a, b).containment(), 1.0);
}

TEST(Compare, TakesShortRunsForChance) {
  const auto a = words("one two three x four five six y seven eight nine");
  const auto b = words("one two three z four five six w seven eight nine");
  EXPECT_EQ(compare(a, b).matched, 0u);
}

TEST(Compare, CountsANumberThatStandsInAnothersPlace) {
  const auto a = words("the quake of magnitude 7.1 shook the western islands on the day");
  const auto b = words("the quake of magnitude 5.2 shook the western islands on the day");
  const Comparison c = compare(a, b);
  EXPECT_EQ(c.number_conflicts, 1);
  EXPECT_EQ(c.conflicts, 1);
}

TEST(Compare, CountsAChangedNameForLess) {
  const auto a = words("the minister said that Ana Lee would go to the capital city");
  const auto b = words("the minister said that Bo Lee would go to the capital city");
  const Comparison c = compare(a, b);
  EXPECT_DOUBLE_EQ(c.conflicts, kNameWeight);
  EXPECT_EQ(c.number_conflicts, 0);
}

TEST(Compare, DoesNotHoldAddedNumbersAgainstACopy) {
  const auto a = words("the ferry drifted for hours in the strait before tugs came");
  const auto b = words("the ferry drifted for hours (see page 7) in the strait before tugs came");
  EXPECT_EQ(compare(a, b).conflicts, 0);
}

TEST(Compare, HoldsNothingAgainstPassagesThatStandElsewhere) {
  const auto a = words("one two three four five 7 six eight nine ten eleven");
  const auto b = words("six eight nine ten eleven 5 one two three four five");
  const Comparison c = compare(a, b);
  EXPECT_EQ(c.runs.size(), 2u);
  EXPECT_EQ(c.conflicts, 0);
}

TEST(Compare, IsTheSameWhicheverComesFirst) {
  const auto a = words("a b c d e f g h. The sea was rough and the sea was cold. x y z");
  const auto b = words("The sea was rough and cold. e f g h i j. The sea was rough and the sea");
  const Comparison one = compare(a, b);
  const Comparison other = compare(b, a);
  EXPECT_EQ(one.matched, other.matched);
  EXPECT_DOUBLE_EQ(one.containment(), other.containment());
  EXPECT_EQ(one.longest, other.longest);
}

TEST(Compare, LeavesRunsOutWhereLittleIsCommon) {
  const auto a = words("one two three four five six seven eight nine ten");
  const auto b = words("one two three four 5 eleven twelve thirteen fourteen fifteen sixteen");
  EXPECT_EQ(Comparer(a).with(b, 0.9).runs.size(), 0u);
  EXPECT_EQ(Comparer(a).with(b, 0.9).matched, compare(a, b).matched);
  EXPECT_EQ(Comparer(a).with(b, 0.1).runs.size(), 1u);
}

TEST(Compare, StaysQuickOnOneRepeatedPhrase) {
  std::string repeated;
  for (int i = 0; i < 20000; ++i) repeated += "buy now cheap ";
  const auto a = words(repeated);
  EXPECT_DOUBLE_EQ(compare(a, a).containment(), 1.0);
}

TEST(TitleNumbers, ConflictOnlyWhenBothHaveOwnOnes) {
  const auto title = [](std::string_view text) { return text::analyse(text, "").title; };
  EXPECT_TRUE(title_numbers_conflict(title("Gempa M 7,1"), title("Gempa M 5,2")));
  EXPECT_FALSE(title_numbers_conflict(title("Gempa M 7,1"), title("Gempa besar")));
  EXPECT_FALSE(title_numbers_conflict(title("Gempa M 7,1 pukul 3"), title("Gempa M 7,1")));
}

}  // namespace
}  // namespace wirefold::fold
