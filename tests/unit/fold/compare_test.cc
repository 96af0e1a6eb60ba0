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

TEST(Compare, SaysWhereTheCommonTextStands) {
  const auto a = words("one two three four five six");
  const auto b = words("zero nought one two three four five six seven eight nine ten");
  const Comparison c = compare(a, b);
  EXPECT_EQ(c.first.count(6), 6u);
  ASSERT_EQ(c.second.size(), 12u);
  EXPECT_EQ(c.second.count(12), 6u);
  EXPECT_FALSE(c.second.has(1));
  EXPECT_TRUE(c.second.has(2));
  EXPECT_TRUE(c.second.has(7));
  EXPECT_FALSE(c.second.has(8));
}

TEST(Compare, SaysWhereTheCommonTextStandsThoughItIsLittle) {
  const auto a = words("one two three four five six seven eight nine ten");
  const auto b = words("one two three four 5 eleven twelve thirteen fourteen fifteen sixteen");
  const Comparison c = Comparer(a).with(b, 0.9);
  EXPECT_EQ(c.first.count(10), 4u);
  EXPECT_EQ(c.second.count(11), 4u);
}

/// `count` different words, with the number `changed` at index `at`.
std::vector<Token> numbered_words(std::uint32_t count, std::uint32_t at, std::uint32_t changed) {
  std::vector<Token> out;
  for (std::uint32_t i = 0; i < count; ++i) out.push_back({4 * i + 4, WordClass::kPlain});
  out[at] = {4 * changed, WordClass::kNumber};
  return out;
}

TEST(Compare, CountsConflictsAtTheBeginningByThemselves) {
  const auto conflicts = [](std::uint32_t at) {
    return compare(numbered_words(100, at, 1000), numbered_words(100, at, 2000));
  };
  EXPECT_EQ(conflicts(kGuardedBeginning - 1).first_conflicts, 1);
  EXPECT_EQ(conflicts(kGuardedBeginning).first_conflicts, 0);
  EXPECT_EQ(conflicts(kGuardedBeginning).conflicts, 1);
  EXPECT_EQ(conflicts(kGuardedBeginning - 1).first_matched, kGuardedBeginning - 1);
  EXPECT_EQ(conflicts(kGuardedBeginning).first_matched, kGuardedBeginning);
}

TEST(Compare, TakesForTheBeginningWhatBothBeginWith) {
  const auto with_before = [](std::uint32_t count, std::uint32_t changed) {
    std::vector<Token> out;
    for (std::uint32_t i = 0; i < count; ++i) out.push_back({40000 + 4 * i, WordClass::kPlain});
    for (const Token& word : numbered_words(100, 20, changed)) out.push_back(word);
    return out;
  };
  EXPECT_EQ(compare(with_before(39, 1000), with_before(0, 2000)).first_conflicts, 1);
  const Comparison late = compare(with_before(40, 1000), with_before(0, 2000));
  EXPECT_EQ(late.first_conflicts, 0) << "it is word 60 of the one";
  EXPECT_EQ(late.first_matched, 20u);
}

TEST(Opening, IsAFifthOfTheTextButNotMore) {
  EXPECT_EQ(opening_of(0), 0u);
  EXPECT_EQ(opening_of(1), 1u);
  EXPECT_EQ(opening_of(5), 1u);
  EXPECT_EQ(opening_of(6), 2u);
  EXPECT_EQ(opening_of(200), 40u);
  EXPECT_EQ(opening_of(20000), 40u);
}

TEST(Cover, CountsEachWordOnce) {
  Cover cover(100);
  cover.add(10, 20);
  cover.add(15, 25);
  EXPECT_EQ(cover.count(100), 15u);
  EXPECT_EQ(cover.count(12), 2u);
  EXPECT_EQ(cover.count(10), 0u);
  EXPECT_TRUE(cover.has(24));
  EXPECT_FALSE(cover.has(25));
}

TEST(Cover, TellsHowMuchOfTheOpeningItHas) {
  Cover cover(100);
  cover.add(15, 100);
  EXPECT_EQ(cover.of_opening(), 0.25);
  EXPECT_EQ(Cover(100).of_opening(), 0);
  EXPECT_EQ(Cover().of_opening(), 1);
}

TEST(Cover, IsAMapOf64Parts) {
  Cover cover(256);
  cover.add(0, 4);
  cover.add(8, 10);
  cover.add(12, 13);
  cover.add(252, 256);
  EXPECT_EQ(cover.map(), 1u | 1u << 2 | std::uint64_t{1} << 63) << "a part counts from half on";
  EXPECT_EQ(Cover(256).map(), 0u);
  EXPECT_EQ(Cover().map(), 0u);
}

TEST(Cover, HasItsMapForAShortTextToo) {
  Cover cover(4);
  cover.add(0, 2);
  EXPECT_EQ(cover.map(), 0xFFFFFFFFu);
  cover.add(2, 4);
  EXPECT_EQ(cover.map(), ~std::uint64_t{0});
}

TEST(TitleNumbers, ConflictOnlyWhenBothHaveOwnOnes) {
  const auto title = [](std::string_view text) { return text::analyse(text, "").title; };
  EXPECT_TRUE(title_numbers_conflict(title("Gempa M 7,1"), title("Gempa M 5,2")));
  EXPECT_FALSE(title_numbers_conflict(title("Gempa M 7,1"), title("Gempa besar")));
  EXPECT_FALSE(title_numbers_conflict(title("Gempa M 7,1 pukul 3"), title("Gempa M 7,1")));
}

}  // namespace
}  // namespace wirefold::fold
