#include "wirefold/fold/common_words.h"

#include <gtest/gtest.h>

#include <string>

#include "wirefold/text/analyse.h"

namespace wirefold::fold {
namespace {

/// Twenty-five words. Every tenth article has "dlrs" among them, every hundredth "barrels".
Document article(int number) {
  std::string text;
  for (int i = 0; i < 23; ++i) text += "x" + std::to_string(number) + "y" + std::to_string(i) + " ";
  text += number % 10 == 0 ? "dlrs " : "other" + std::to_string(number) + " ";
  text += number % 100 == 0 ? "barrels" : "more" + std::to_string(number);
  return text::analyse("", text);
}

WordClass class_of(const CommonWords& words, const char* word) {
  std::vector<Token> tokens = text::analyse("", word).body;
  words.mark(tokens);
  return tokens.at(0).kind;
}

TEST(CommonWords, LearnsWhatManyArticlesHave) {
  CommonWords words;
  for (int i = 0; i < 1999; ++i) words.learn(article(i));
  EXPECT_EQ(class_of(words, "dlrs"), WordClass::kPlain) << "too early to say";
  EXPECT_FALSE(words.take_changed());
  words.learn(article(1999));
  EXPECT_EQ(class_of(words, "dlrs"), WordClass::kCommon);
  EXPECT_EQ(class_of(words, "barrels"), WordClass::kPlain);
  EXPECT_EQ(class_of(words, "7"), WordClass::kNumber);
}

TEST(CommonWords, CountsAWordOnceAnArticleAndShortTextsNot) {
  CommonWords words;
  const Document repeated = text::analyse("", [] {
    std::string text;
    for (int i = 0; i < 30; ++i) text += "again ";
    return text;
  }());
  for (int i = 0; i < 90; ++i) words.learn(repeated);
  for (int i = 0; i < 3000; ++i) words.learn(text::analyse("", "brief"));
  EXPECT_FALSE(words.take_changed());
  for (int i = 0; i < 1910; ++i) words.learn(article(i));
  ASSERT_TRUE(words.take_changed());
  EXPECT_EQ(class_of(words, "again"), WordClass::kPlain);
  EXPECT_EQ(class_of(words, "brief"), WordClass::kPlain);
}

TEST(CommonWords, ComesBackFromItsBytes) {
  CommonWords words;
  for (int i = 0; i < 2000; ++i) words.learn(article(i));
  const auto bytes = words.take_changed();
  ASSERT_TRUE(bytes);
  EXPECT_FALSE(words.take_changed()) << "told once";
  CommonWords restored;
  EXPECT_FALSE(restored.restore("short"));
  EXPECT_EQ(class_of(restored, "dlrs"), WordClass::kPlain);
  EXPECT_TRUE(restored.restore(*bytes));
  EXPECT_EQ(class_of(restored, "dlrs"), WordClass::kCommon);
}

}  // namespace
}  // namespace wirefold::fold
