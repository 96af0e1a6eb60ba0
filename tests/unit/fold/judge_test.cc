#include "wirefold/fold/judge.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>

#include "wirefold/text/analyse.h"

namespace wirefold::fold {
namespace {

/// The comparison of two outlets' texts that passes every rule.
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

Token word(std::uint32_t number) { return {4 * number, WordClass::kPlain}; }

/// `count` different words, from number `first` on.
std::vector<Token> words(std::uint32_t first, std::uint32_t count) {
  std::vector<Token> out;
  for (std::uint32_t i = 0; i < count; ++i) out.push_back(word(first + i));
  return out;
}

/// The same words, with no run in common.
std::vector<Token> backwards(std::vector<Token> words) {
  std::reverse(words.begin(), words.end());
  return words;
}

std::vector<Token> operator+(std::vector<Token> one, const std::vector<Token>& two) {
  one.insert(one.end(), two.begin(), two.end());
  return one;
}

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

TEST(Judge, TakesOneLinkForOneStoryIfTheTextsDoNotSpeakAgainstIt) {
  const std::vector<Token> one = title("Ferry adrift off the northern coast");
  const std::vector<Token> other = title("Bridge closed after cracks");
  const std::vector<Token> text = words(1, 8);
  const auto outcome = [&](const std::vector<Token>& second, double common) {
    Comparison c = good();
    c.matched_weight = common * c.shorter_weight;
    return judge_words({1, 7, {}, one, text}, {2, 7, {}, second, text}, c, {}).outcome;
  };
  EXPECT_EQ(outcome(one, kLinkShare), Outcome::kSameLink);
  EXPECT_EQ(outcome(one, kLinkShare - 0.01), Outcome::kTooLittle);
  EXPECT_EQ(outcome(other, kLinkShare), Outcome::kTooLittle);
}

TEST(Judge, AsksTheTextsOfOneLinkIfThereAreTwo) {
  const std::vector<Token> one = title("Ferry adrift off the northern coast");
  const std::vector<Token> text = words(1, kLinkText);
  const std::vector<Token> less = words(1, kLinkText - 1);
  EXPECT_FALSE(judge_facts({1, 7, {}, one, text}, {2, 7, {}, one, text}, {}));
  const auto verdict = judge_facts({1, 7, {}, one, text}, {2, 7, {}, one, less}, {});
  ASSERT_TRUE(verdict);
  EXPECT_EQ(verdict->outcome, Outcome::kSameLink);
  EXPECT_EQ(verdict->similarity, 1);
}

TEST(Judge, TakesNoLinkForNoLink) {
  const std::vector<Token> one = title("Ferry adrift off the northern coast");
  Comparison c = good();
  c.matched_weight = 0.5 * c.shorter_weight;
  EXPECT_EQ(judge_words({1, 0, {}, one}, {2, 0, {}, one}, c, {}).outcome, Outcome::kTooLittle);
}

TEST(Judge, KeepsTwoPartsOfASeriesApart) {
  const auto outcome = [](std::uint32_t first, std::uint32_t second, std::uint64_t link) {
    const std::vector<Token> none;
    return judge_words({1, link, {}, none, none, first}, {2, link, {}, none, none, second}, good(),
                       {})
        .outcome;
  };
  EXPECT_EQ(outcome(1, 2, 0), Outcome::kOtherPart);
  EXPECT_EQ(outcome(1, 2, 7), Outcome::kOtherPart) << "whatever their link says";
  EXPECT_EQ(outcome(1, 1, 0), Outcome::kText);
  EXPECT_EQ(outcome(1, 0, 0), Outcome::kText);
}

TEST(Judge, KeepsBriefTextsOfNumberedHeadlinesApart) {
  const auto outcome = [](std::string_view first, std::string_view second, std::uint32_t longer) {
    const std::vector<Token> one = title(first);
    const std::vector<Token> two = title(second);
    Comparison c = good();
    c.longer = longer;
    c.shorter = longer;
    return judge_words({1, 0, {}, one}, {2, 0, {}, two}, c, {}).outcome;
  };
  EXPECT_EQ(outcome("Harbour diary 7", "Harbour diary 8", kBriefWords), Outcome::kOtherPart);
  EXPECT_EQ(outcome("Harbour diary 7", "Harbour diary 7", kBriefWords), Outcome::kText);
  EXPECT_EQ(outcome("Diary 7", "Diary 8", kBriefWords), Outcome::kText) << "one word before";
  EXPECT_EQ(outcome("Harbour diary 7", "Harbour news 8", kBriefWords), Outcome::kText);
  EXPECT_EQ(outcome("Harbour diary 7", "Harbour diary 8", kBriefWords + 1), Outcome::kText);
}

/// The verdict on two texts by their words alone.
Verdict judged(const std::vector<Token>& one, const std::vector<Token>& two) {
  const std::vector<Token> none;
  return judge_words({1, 0, {}, none, one}, {2, 0, {}, none, two}, compare(one, two), {});
}

/// `count` words, the last `also` of which are in every opening. An opening and the backwards() of
/// another have no run in common.
std::vector<Token> opening(std::uint32_t first, std::uint32_t count, std::uint32_t also) {
  std::vector<Token> out = words(first, count - also);
  for (std::uint32_t i = 0; i < also; ++i) out.push_back(word(9000 - i));
  return out;
}

TEST(Judge, KeepsTextsApartThatBeginWithOtherNews) {
  const auto outcome = [](std::uint32_t also) {
    const std::vector<Token> two = backwards(opening(2000, 40, also));
    return judged(opening(1000, 40, also) + words(1, 100), two + words(1, 100)).outcome;
  };
  EXPECT_EQ(outcome(0), Outcome::kOtherOpening);
  // The openings share 17 words of one subject, but no run.
  EXPECT_EQ(outcome(17), Outcome::kOtherOpening);
}

TEST(Judge, TakesTextsThatTellOneBeginningOtherwise) {
  const std::vector<Token> two = backwards(words(1000, 40)) + words(1, 100);
  EXPECT_EQ(judged(words(1000, 40) + words(1, 100), two).outcome, Outcome::kText);
}

TEST(Judge, AsksTheBetterSideOfTwoOpenings) {
  // The first opening has all words of the second.
  const std::vector<Token> one = words(1000, 80) + words(1, 100);
  const std::vector<Token> two = backwards(words(1000, 30)) + words(1, 100);
  EXPECT_EQ(judged(one, two).outcome, Outcome::kText);
}

TEST(Judge, WantsFewerWordsOfOneSubjectTheMoreOfTheOpeningIsCommon) {
  // Each text begins with a run of the common text. Of its next 40 words the other has 16, too.
  const auto outcome = [](std::uint32_t common) {
    const auto text = [common](std::uint32_t first) {
      return words(1, common) + words(first, 24) + backwards(words(3000, 16)) + words(100, 100);
    };
    std::vector<Token> two = words(1, common) + words(2000, 24) + words(3000, 16);
    return judged(text(1000), two + words(100, 100)).outcome;
  };
  EXPECT_EQ(outcome(0), Outcome::kOtherOpening);
  EXPECT_EQ(outcome(7), Outcome::kText);  // about a fourth of the opening of 30 words
}

TEST(Judge, KeepsTextsApartThatSpeakOfOtherThingsBesideTheCommonWords) {
  const auto outcome = [](std::uint32_t own, std::uint32_t of_both) {
    const auto text = [own, of_both](std::uint32_t first) {
      return words(1, 100) + words(first, own - of_both);
    };
    return judged(text(1000) + words(3000, of_both), text(2000) + backwards(words(3000, of_both)))
        .outcome;
  };
  EXPECT_EQ(outcome(40, 4), Outcome::kOtherSubject);
  EXPECT_EQ(outcome(40, 5), Outcome::kText) << "an eighth of the own words";
  EXPECT_EQ(outcome(kMinSentenceWords, 0), Outcome::kOtherSubject);
  EXPECT_EQ(outcome(kMinSentenceWords - 1, 0), Outcome::kText) << "hardly a sentence of its own";
}

TEST(Judge, LooksAtNoSubjectOfFewDifferentWords) {
  const auto outcome = [](std::uint32_t different) {
    const auto text = [different](std::uint32_t first) {
      std::vector<Token> out = words(1, 100);
      for (std::uint32_t i = 0; i < 20; ++i) out.push_back(word(first + i % different));
      return out;
    };
    return judged(text(1000), text(2000)).outcome;
  };
  EXPECT_EQ(outcome(kLeastOwnWords), Outcome::kOtherSubject);
  EXPECT_EQ(outcome(kLeastOwnWords - 1), Outcome::kText);
}

TEST(Judge, KeepsAShortTextApartThatBeginsWithOtherNews) {
  // All words that the second text adds to the common ones are in the first.
  const auto outcome = [](std::uint32_t before, std::uint32_t behind) {
    return judged(words(1000, before) + words(1, 60), words(1, 60) + backwards(words(1, behind)))
        .outcome;
  };
  EXPECT_EQ(outcome(40, 20), Outcome::kOtherSubject);
  EXPECT_EQ(outcome(kShortText - 60, 20), Outcome::kOtherSubject);
  EXPECT_EQ(outcome(kShortText - 59, 20), Outcome::kText) << "not short";
  EXPECT_EQ(outcome(40, 15), Outcome::kText) << "nearly all of the shorter is common";
}

/// Judges two texts of 300 words and 20 equal numbers. At `changed` each has a number of its own.
Outcome with_changed(const std::vector<std::uint32_t>& changed) {
  const auto text = [&changed](std::uint32_t first) {
    std::vector<Token> out = words(1, 300);
    for (std::uint32_t i = 0; i < 20; ++i) out[200 + 5 * i].kind = WordClass::kNumber;
    for (const std::uint32_t at : changed) out[at] = {4 * (first + at), WordClass::kNumber};
    return out;
  };
  return judged(text(10000), text(20000)).outcome;
}

TEST(Judge, DoesNotLetALongTailMakeUpForAnotherBeginning) {
  EXPECT_EQ(with_changed({10, 20}), Outcome::kText) << "two in 58 words";
  EXPECT_EQ(with_changed({10, 20, 30}), Outcome::kTemplate);
  EXPECT_EQ(with_changed({70, 80, 90}), Outcome::kText) << "behind the beginning";
}

TEST(Judge, TellsWhereTheTextOfCopiesStands) {
  const Verdict copy = judged(words(1, 100), words(1000, 10) + words(1, 100) + words(2000, 90));
  EXPECT_EQ(copy.outcome, Outcome::kText);
  EXPECT_EQ(copy.in_first, ~std::uint64_t{0});
  EXPECT_EQ(std::popcount(copy.in_second), 32);
  EXPECT_EQ(copy.in_second & 1, 0u);
  const Verdict none = judged(words(1, 100), words(50, 100));
  EXPECT_EQ(none.outcome, Outcome::kTooLittle);
  EXPECT_EQ(none.in_first, 0u);
}

TEST(Judge, TellsTheCopiesThatHaveOneHeadline) {
  const auto one_headline = [](std::string_view first, std::string_view second,
                               std::uint32_t matched = 90) {
    const std::vector<Token> one = title(first);
    const std::vector<Token> two = title(second);
    Comparison c = good();
    c.matched = matched;
    return judge_words({1, 0, {}, one}, {2, 0, {}, two}, c, {}).one_headline;
  };
  const char* const kTitle = "a b c d e f g h i j";
  EXPECT_TRUE(one_headline(kTitle, "j i h g f e d x y z")) << "seven of ten words";
  EXPECT_FALSE(one_headline(kTitle, "a b c d e f u v w x y z"));
  EXPECT_TRUE(one_headline(kTitle, "a b c")) << "all of the shorter";
  EXPECT_FALSE(one_headline(kTitle, "a b")) << "too short to be one";
  EXPECT_FALSE(one_headline(kTitle, kTitle, 23)) << "no copies";
}

}  // namespace
}  // namespace wirefold::fold
