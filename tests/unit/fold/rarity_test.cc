#include "wirefold/fold/rarity.h"

#include <gtest/gtest.h>

#include <cmath>

#include "support/sentences.h"
#include "wirefold/fold/learned_words.h"
#include "wirefold/text/analyse.h"

namespace wirefold::fold {
namespace {

using test::sentence;

Token word(WordClass kind) { return {std::uint32_t{0xABCD} << 16, kind}; }

TEST(Rarity, KnowsKindsOfWordsBeforeItHasSeenAny) {
  const Rarity rarity;
  EXPECT_NEAR(rarity.info(word(WordClass::kCommon)), std::log(1 / .3), 1e-9);
  EXPECT_NEAR(rarity.info(word(WordClass::kPlain)), std::log(1 / .012), 1e-9);
  EXPECT_GT(rarity.info(word(WordClass::kName)), rarity.info(word(WordClass::kPlain)));
  EXPECT_GT(rarity.info(word(WordClass::kPlain)), rarity.info(word(WordClass::kNumber)));
}

TEST(Rarity, AWordOfEveryArticleSaysLittle) {
  Rarity rarity;
  const Document document = text::analyse("Ferry drifts", sentence(1));
  const Token ferry = document.title.at(0);
  const Token other = text::analyse("", sentence(2)).body.at(0);
  const double before = rarity.info(ferry);
  for (int i = 0; i < 1000; ++i) rarity.learn(document);
  EXPECT_LT(rarity.info(ferry), 0.3);
  EXPECT_GT(rarity.info(other), before) << "it is in none of a thousand";
  EXPECT_DOUBLE_EQ(rarity.info(document.title),
                   rarity.info(document.title[0]) + rarity.info(document.title[1]));
}

TEST(Rarity, CountsAWordOnceAnArticle) {
  Rarity once;
  Rarity often;
  const Document word = text::analyse("ferry", "");
  const Document repeated = text::analyse("ferry ferry ferry", "ferry ferry");
  for (int i = 0; i < 100; ++i) {
    once.learn(word);
    often.learn(repeated);
  }
  EXPECT_DOUBLE_EQ(once.info(word.title[0]), often.info(word.title[0]));
}

TEST(Rarity, ForgetsWhatIsTwoSpansOld) {
  Rarity rarity;
  const Document old = text::analyse("Ferry drifts", "");
  const Document later = text::analyse("Bridge closed", "");
  for (int i = 0; i < Rarity::kSpan; ++i) rarity.learn(old);
  const double frequent = rarity.info(old.title[0]);
  for (int i = 0; i < 2 * Rarity::kSpan; ++i) rarity.learn(later);
  EXPECT_LT(frequent, 0.2);
  EXPECT_GT(rarity.info(old.title[0]), 4);
}

TEST(Rarity, IsTheSameAfterARestart) {
  Rarity rarity;
  const Document document = text::analyse("Ferry drifts", sentence(1));
  EXPECT_FALSE(rarity.take_changed());
  for (int i = 0; i < Rarity::kSpan; ++i) rarity.learn(document);
  const auto bytes = rarity.take_changed();
  ASSERT_TRUE(bytes);
  EXPECT_FALSE(rarity.take_changed());
  Rarity restored;
  EXPECT_FALSE(restored.restore("short"));
  ASSERT_TRUE(restored.restore(*bytes));
  EXPECT_DOUBLE_EQ(restored.info(document.title[0]), rarity.info(document.title[0]));
}

TEST(Rarity, BytesOfSomebodyElseAreNoArticlesMoreThanThereWere) {
  Rarity rarity;
  ASSERT_TRUE(rarity.restore(std::string(std::size_t{2} << 16, '\xFF')));
  EXPECT_GE(rarity.info(word(WordClass::kPlain)), 0.0);
}

TEST(LearnedWords, TakeWhatAnEarlierVersionKept) {
  LearnedWords words;
  const std::string common(CommonWords::kBytes, '\0');
  EXPECT_TRUE(words.restore(common));
  EXPECT_FALSE(words.restore(common + "x"));
  EXPECT_FALSE(words.restore("short"));
}

TEST(LearnedWords, KeepCountsOfHeadlinesBeforeAnyWordIsCommon) {
  LearnedWords words;
  const Document document = text::analyse("Ferry drifts", "");
  for (int i = 0; i < Rarity::kSpan; ++i) words.learn(document);
  const auto bytes = words.take_changed();
  ASSERT_TRUE(bytes);
  LearnedWords restored;
  ASSERT_TRUE(restored.restore(*bytes));
  std::vector<Token> marked = document.title;
  restored.common.mark(marked);
  EXPECT_NE(marked[0].kind, WordClass::kCommon);
  EXPECT_LT(restored.rarity.info(document.title[0]), 0.2);
}

TEST(LearnedWords, KeepBothWhenOneHasChanged) {
  LearnedWords words;
  const Document document = text::analyse("Ferry drifts", test::sentences(0, 4));
  std::optional<std::string> bytes;
  for (int i = 0; i < Rarity::kSpan; ++i) {
    words.learn(document);
    if (auto changed = words.take_changed()) bytes = std::move(changed);
  }
  ASSERT_TRUE(bytes);
  LearnedWords restored;
  ASSERT_TRUE(restored.restore(*bytes));
  EXPECT_LT(restored.rarity.info(document.title[0]), 0.2);
  std::vector<Token> marked = document.body;
  restored.common.mark(marked);
  EXPECT_EQ(marked[0].kind, WordClass::kCommon);
}

}  // namespace
}  // namespace wirefold::fold
