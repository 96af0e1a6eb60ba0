#include "wirefold/fold/judge.h"

#include <gtest/gtest.h>

#include "wirefold/text/analyse.h"

namespace wirefold::fold {
namespace {

/// What two texts of different outlets could have in common: all within every rule.
Comparison good() {
  Comparison c;
  c.matched = 90;
  c.shorter = 100;
  c.longer = 200;
  c.longest = 60;
  c.matched_weight = 70;
  c.shorter_weight = 80;
  c.agreements = 10;
  return c;
}

std::vector<Token> title(std::string_view text) { return text::analyse(text, "").title; }

struct Case {
  const char* what;
  Outcome outcome;
  void (*change)(Comparison&);
};

TEST(Judge, DrawsItsLinesWhereTheyAre) {
  const Case cases[] = {
      {"all well", Outcome::kText, [](Comparison&) {}},
      {"too few words", Outcome::kTooFewWords, [](Comparison& c) { c.matched = 23; }},
      {"enough words", Outcome::kText, [](Comparison& c) { c.matched = 24; }},
      {"too small a share", Outcome::kTooLittle, [](Comparison& c) { c.matched_weight = 47; }},
      {"enough of a share", Outcome::kText, [](Comparison& c) { c.matched_weight = 48; }},
      {"a smaller share of a long match", Outcome::kText,
       [](Comparison& c) {
         c.matched = 100;
         c.matched_weight = 45;
       }},
      {"too small a share of a long match", Outcome::kTooLittle,
       [](Comparison& c) {
         c.matched = 100;
         c.matched_weight = 43;
       }},
      {"a passage in brief texts", Outcome::kPassage,
       [](Comparison& c) {
         c.longer = 80;
         c.matched = c.longest = 18;
         c.matched_weight = 37;
       }},
      {"a passage of one word less", Outcome::kTooFewWords,
       [](Comparison& c) {
         c.longer = 80;
         c.matched = 18;
         c.longest = 17;
         c.matched_weight = 37;
       }},
      {"a passage in a longer text", Outcome::kTooFewWords,
       [](Comparison& c) {
         c.longer = 81;
         c.matched = c.longest = 18;
         c.matched_weight = 37;
       }},
      {"a passage that is too small a share", Outcome::kTooFewWords,
       [](Comparison& c) {
         c.longer = 80;
         c.matched = c.longest = 18;
         c.matched_weight = 35;
       }},
      {"a passage that is all of a tiny text", Outcome::kTooFewWords,
       [](Comparison& c) {
         c.longer = c.shorter = 20;
         c.matched = c.longest = 20;
       }},
      {"one number in many words", Outcome::kText, [](Comparison& c) { c.conflicts = 1; }},
      {"two numbers in 90 words", Outcome::kTemplate, [](Comparison& c) { c.conflicts = 2; }},
      {"a number, and hardly any that agree", Outcome::kTemplate,
       [](Comparison& c) {
         c.conflicts = 1;
         c.agreements = 2;
       }},
  };
  const std::vector<Token> none;
  for (const Case& c : cases) {
    Comparison comparison = good();
    c.change(comparison);
    const Verdict verdict = judge_words({1, 0, {}, none}, {2, 0, {}, none}, comparison, {});
    EXPECT_EQ(rule_of(verdict.outcome), rule_of(c.outcome)) << c.what;
  }
}

TEST(Judge, TakesOtherNumbersInShortTextsAndTitlesForAnotherEvent) {
  const std::vector<Token> seven = title("Quake of magnitude 7.1 off the coast");
  const std::vector<Token> five = title("Quake of magnitude 5.2 off the coast");
  Comparison c = good();
  c.conflicts = c.number_conflicts = 1;
  EXPECT_EQ(judge_words({1, 0, {}, seven}, {2, 0, {}, five}, c, {}).outcome, Outcome::kOtherNumber);
  EXPECT_EQ(judge_words({1, 0, {}, seven}, {2, 0, {}, seven}, c, {}).outcome, Outcome::kText);
  c.matched = kShortMatch;
  EXPECT_EQ(judge_words({1, 0, {}, seven}, {2, 0, {}, five}, c, {}).outcome, Outcome::kText);
}

TEST(Judge, WantsNearlyAllOfTwoTextsOfOneOutlet) {
  const std::vector<Token> none;
  const auto outcome = [&none](const Comparison& c) {
    return judge_words({1, 0, {}, none}, {1, 0, {}, none}, c, {}).outcome;
  };
  Comparison c = good();
  EXPECT_EQ(outcome(c), Outcome::kSameOutlet);
  c.longer = 112;  // 90 of 112 are four fifths
  EXPECT_EQ(outcome(c), Outcome::kUpdate);
  c.conflicts = 0.3;
  EXPECT_EQ(outcome(c), Outcome::kSameOutlet);
}

TEST(Judge, KnowsSomeThingsWithoutTheWords) {
  const std::vector<Token> one = title("Ferry adrift off the northern coast");
  const std::vector<Token> other = title("Bridge closed after cracks");
  const Timestamp day{};
  EXPECT_EQ(judge_facts({1, 7, day, one}, {2, 7, day, one}, {})->outcome, Outcome::kSameLink);
  EXPECT_FALSE(judge_facts({1, 7, day, one}, {2, 7, day, other}, {}));
  EXPECT_FALSE(judge_facts({1, 0, day, one}, {2, 0, day, one}, {}));
  const Timestamp late = day + std::chrono::days(10) + std::chrono::seconds(1);
  EXPECT_EQ(judge_facts({1, 0, day, one}, {2, 0, late, one}, {})->outcome, Outcome::kFarApart);
  EXPECT_EQ(judge_facts({1, 0, late, one}, {2, 0, day, one}, {})->outcome, Outcome::kFarApart);
  EXPECT_FALSE(judge_facts({1, 0, {}, one}, {2, 0, late, one}, {}));
}

}  // namespace
}  // namespace wirefold::fold
