#include "wirefold/events/terms.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace wirefold::events {
namespace {

/// The term that `terms` spells like this; null if there is none.
const Term* find(const Terms& terms, const std::string& spelled) {
  const auto at = std::ranges::find(terms.spelled, spelled);
  return at == terms.spelled.end() ? nullptr : &terms.terms[at - terms.spelled.begin()];
}

TEST(Terms, AreTheFirstLettersOfWords) {
  const Terms one = terms_of("Die Seilbahn steht still", "");
  const Terms two = terms_of("", "Alle Seilbahnen fahren wieder.");
  ASSERT_NE(find(one, "Seilbahn"), nullptr);
  ASSERT_NE(find(two, "Seilbahnen"), nullptr);
  EXPECT_EQ(find(one, "Seilbahn")->hash, find(two, "Seilbahnen")->hash);
}

TEST(Terms, OfHangulAreTheFirstThreeSyllables) {
  const Terms one = terms_of("대통령이 말했다", "");
  const Terms two = terms_of("대통령은 떠났다", "");
  EXPECT_EQ(find(one, "대통령이")->hash, find(two, "대통령은")->hash);
}

TEST(Terms, SayWhereTheyStand) {
  std::string body;
  for (int i = 0; i < 60; ++i) body += "wort" + std::string(1 + i % 26, 'a') + "x ";
  const Terms terms = terms_of("Feuer im Hafen", "Das Feuer brach nachts aus. " + body + "Hafen");
  ASSERT_NE(find(terms, "Feuer"), nullptr);
  EXPECT_TRUE(find(terms, "Feuer")->in_title);
  EXPECT_TRUE(find(terms, "Feuer")->in_lead);
  EXPECT_EQ(find(terms, "Feuer")->count, 2);
  EXPECT_FALSE(find(terms, "nachts")->in_title);
  ASSERT_NE(find(terms, "Hafen"), nullptr);
  EXPECT_FALSE(find(terms, "Hafen")->in_lead);
  EXPECT_EQ(find(terms, "Hafen")->count, 2);
}

TEST(Terms, EndAfterEightyWords) {
  std::string body;
  for (int i = 0; i < 90; ++i) body += "alpha beta ";
  EXPECT_EQ(find(terms_of("", body + "omega"), "omega"), nullptr);
}

TEST(Terms, LeaveOutWhatSaysNothing) {
  const Terms terms = terms_of("The mayor and 7 of 1,250 houses", "");
  EXPECT_EQ(find(terms, "The"), nullptr);
  EXPECT_EQ(find(terms, "7"), nullptr);
  ASSERT_NE(find(terms, "1,250"), nullptr);
  EXPECT_TRUE(find(terms, "1,250")->is_number);
  EXPECT_TRUE(terms_of("東京で地震があった", "").terms.empty());
}

TEST(Terms, OfAHeadlineHaveNoNumbers) {
  EXPECT_EQ(terms_of("Harbour fire 1250", "").title.size(), 2U);
}

TEST(Terms, AreSortedAndUnique) {
  const Terms terms = terms_of("storm storm coast", "coast storm harbour fire rain wind");
  EXPECT_TRUE(std::ranges::is_sorted(terms.terms, {}, &Term::hash));
  EXPECT_EQ(terms.terms.size(), terms.spelled.size());
  EXPECT_EQ(std::ranges::adjacent_find(terms.terms, {}, &Term::hash), terms.terms.end());
}

TEST(Terms, OfHostileTextsAreFew) {
  const std::string word(1 << 20, 'a');
  EXPECT_LE(terms_of(word, word).terms.size(), 2U);
  for (const std::string& spelled : terms_of(word, "").spelled) EXPECT_LE(spelled.size(), 60U);
}

}  // namespace
}  // namespace wirefold::events
