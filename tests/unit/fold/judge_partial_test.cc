#include "wirefold/fold/judge_partial.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>

#include "fold/weights.h"
#include "support/sentences.h"
#include "wirefold/base/hash.h"
#include "wirefold/fold/folder.h"
#include "wirefold/text/analyse.h"

namespace wirefold::fold {
namespace {

using std::chrono::hours;
using test::sentence;
using test::sentences;

constexpr char kTitle[] = "Ferry drifts nine hours without power";

/// The window's answers, as the test sets them.
struct Said : Background {
  std::uint32_t recurs = 0;
  Sharers shared;
  std::uint32_t copies = 0;
  int asked = 0;

  std::uint32_t recurrences() override { return ++asked, recurs; }
  Sharers sharers(std::span<const Token> /*passage*/) override { return ++asked, shared; }
  std::uint32_t earlier_copies() override { return copies; }
};

/// An entry of a feed. `hour` counts from some day on.
struct Entry {
  Entry(const std::string& outlet, const std::string& title, const std::string& body, int hour = 0)
      : document(text::analyse(title, body)) {
    key.outlet = hash64(outlet);
    key.published = Timestamp(hours(500000 + hour));
    document.partial = true;
    words.words = document.body;
    for (const Sentence& s : document.sentences) words.ends.push_back(s.last);
  }
  Side side() const { return side_of(key, document, words); }

  ArticleKey key;
  Document document;
  OwnWords words;
};

Verdict judged(const Entry& one, const Entry& two, Background& said, const Rules& rules = {}) {
  Side a = one.side();
  Side b = two.side();
  EXPECT_TRUE(is_partial_pair(a, b));
  const Comparison comparison = compare_partial(a, b, Comparer(a.body));
  return judge_partial(a, b, comparison, rules, Rarity(), said);
}

/// The verdict in an empty window.
Verdict judged(const Entry& one, const Entry& two, const Rules& rules = {}) {
  Said nothing;
  return judged(one, two, nothing, rules);
}

TEST(JudgePartial, FoldsOneHeadlineWithOneSentenceOfADay) {
  const Verdict verdict =
      judged({"A", kTitle, sentence(1)}, {"B", kTitle, sentence(1) + sentence(2), 3});
  EXPECT_EQ(verdict.outcome, Outcome::kEvidence);
  EXPECT_GT(verdict.similarity, 0.95);
  EXPECT_LE(verdict.similarity, 1);
}

TEST(JudgePartial, KeepsTwoTextsUnderTwoHeadlinesApart) {
  const Verdict verdict =
      judged({"A", kTitle, sentence(1)}, {"B", "Bridge closed after cracks", sentence(2)});
  EXPECT_EQ(verdict.outcome, Outcome::kDoubt);
  EXPECT_EQ(rule_of(verdict.outcome), "doubt");
}

TEST(JudgePartial, IsForPairsOfTwoOutletsOfWhichOneIsPartial) {
  const Entry a{"A", kTitle, sentence(1)};
  Entry whole{"B", kTitle, sentences(1, 30)};
  whole.document.partial = false;
  EXPECT_TRUE(is_partial_pair(a.side(), whole.side()));
  EXPECT_FALSE(is_partial_pair(whole.side(), whole.side()));
  EXPECT_FALSE(is_partial_pair(a.side(), Entry("A", kTitle, sentence(2)).side()));
}

TEST(JudgePartial, ObeysTheOperatorsProbability) {
  Rules rules;
  rules.min_probability = 0.999;
  const Entry a{"A", kTitle, sentence(1)};
  const Entry b{"B", "Ferry drifts", sentence(1) + sentence(2), 30};
  const Verdict usual = judged(a, b);
  ASSERT_EQ(usual.outcome, Outcome::kEvidence);
  ASSERT_LT(usual.similarity, 0.999);
  EXPECT_EQ(judged(a, b, rules).outcome, Outcome::kDoubt);
}

TEST(JudgePartial, NumbersInThePlaceOfOthersAreATemplate) {
  const std::string before = "Gempa bermagnitudo ";
  const std::string after = " mengguncang pesisir selatan pulau itu pada Jumat dini hari";
  const Verdict verdict = judged({"A", "Gempa guncang pesisir selatan", before + "5,2" + after},
                                 {"B", "Gempa guncang pesisir selatan", before + "7,1" + after});
  EXPECT_EQ(verdict.outcome, Outcome::kTemplate);
}

TEST(JudgePartial, AHeadlinesNumberMayStandInTheOthersText) {
  const std::string text =
      "A ferry with 212 people on board drifted for 9 hours in the strait before two tugs came.";
  EXPECT_TRUE(is_copy(
      judged({"A", "Ferry with 212 drifts", text}, {"B", "Ferry drifts 9 hours", text}).outcome));
  EXPECT_EQ(judged({"A", "Ferry with 212 drifts", sentence(1)},
                   {"B", "Ferry with 300 drifts", sentence(1)})
                .outcome,
            Outcome::kOtherNumber);
}

TEST(JudgePartial, TwoPartsOfASeriesAreApart) {
  EXPECT_EQ(judged({"A", "The long way home, part 1", sentence(1)},
                   {"B", "The long way home, part 2", sentence(1)})
                .outcome,
            Outcome::kOtherPart);
}

TEST(JudgePartial, TwoBriefsAroundOnePassageAreApart) {
  // Neither headline has anything in common with the passage.
  const Verdict verdict =
      judged({"A", kTitle, sentences(1, 4) + sentences(50, 52)},
             {"B", "Bridge closed after cracks", sentences(10, 13) + sentences(50, 52)});
  EXPECT_FALSE(is_copy(verdict.outcome));
}

TEST(JudgePartial, OwnTeasersBeforeOneSentenceAreOneReport) {
  const std::string lead =
      "A passenger ferry drifted without power for nine hours in the northern strait before two "
      "tugs took it in tow";
  EXPECT_TRUE(is_copy(judged({"A", "Ferry drifts nine hours without power", sentence(1) + lead},
                             {"B", "Tugs bring drifting ferry home", sentence(2) + lead, 1})
                          .outcome));
}

TEST(JudgePartial, SingleWordsOfOneEventAreOwnWords) {
  const Verdict verdict = judged(
      {"A", "Statue of a saint falls on a hiker",
       "A hiker of 21 has died after a statue of a saint fell on him in northern Italy."},
      {"B", "Hiker dies under statue of a saint",
       "In northern Italy a young hiker has died, as a statue of a saint broke and fell on him."});
  EXPECT_FALSE(is_copy(verdict.outcome));
}

TEST(JudgePartial, OneHeadlineOfADayIsEnoughWhereOneHasNoText) {
  EXPECT_EQ(judged({"A", kTitle, ""}, {"B", kTitle, sentence(2), 19}).outcome, Outcome::kHeadline);
  EXPECT_EQ(judged({"A", kTitle, ""}, {"B", kTitle, "", 19}).outcome, Outcome::kHeadline);
  EXPECT_EQ(rule_of(Outcome::kHeadline), "headline");
  EXPECT_NE(judged({"A", kTitle, ""}, {"B", kTitle, "", 24}).outcome, Outcome::kHeadline)
      << "a column of every day";
  EXPECT_NE(judged({"A", kTitle, sentence(1)}, {"B", kTitle, sentence(2)}).outcome,
            Outcome::kHeadline);
}

TEST(JudgePartial, AHeadlineOfFewWordsIsNot) {
  for (const char* title : {"Photo", "New packages", "Morning briefing", "What you need to know"}) {
    EXPECT_FALSE(is_copy(judged({"A", title, ""}, {"B", title, ""}).outcome)) << title;
  }
}

TEST(JudgePartial, AHeadlineThatComesAgainIsNot) {
  Said said;
  said.recurs = 1;
  EXPECT_EQ(judged({"A", kTitle, ""}, {"B", kTitle, ""}, said).outcome, Outcome::kColumn);
}

TEST(JudgePartial, TheOperatorMayTurnHeadlinesOff) {
  Rules rules;
  rules.equal_headlines = false;
  EXPECT_EQ(judged({"A", kTitle, ""}, {"B", kTitle, ""}, rules).outcome, Outcome::kDoubt);
}

TEST(JudgePartial, ADailyNoticeIsNoCopyOfYesterdays) {
  Said said;
  said.recurs = kColumn;
  const Entry today{"A", kTitle, sentence(1)};
  EXPECT_TRUE(is_copy(judged(today, {"B", kTitle, sentence(1), 10}, said).outcome))
      << "of one day, word for word";
  EXPECT_EQ(judged(today, {"B", kTitle, sentence(1), 48}, said).outcome, Outcome::kColumn);
}

TEST(JudgePartial, OneSubjectInThePlaceOfAnotherIsATemplate) {
  const auto notice = [](const std::string& town) {
    return "The library in " + town + " is closed on Tuesday, and borrowed books can be returned.";
  };
  const Verdict verdict = judged({"A", "Leeds library closed on Tuesday", notice("Leeds")},
                                 {"B", "Oslo library closed on Tuesday", notice("Oslo")});
  EXPECT_EQ(verdict.outcome, Outcome::kTemplate);
}

TEST(JudgePartial, HeadlinesThatAreUnlikeNeedMoreThanAPleaInCommon) {
  const std::string plea =
      "Get the latest headlines in your letter box every morning, and tell your friends of it.";
  EXPECT_EQ(
      judged({"A", "Senate passes budget", plea}, {"B", "Rain delays qualifying", plea, 2}).outcome,
      Outcome::kOtherSubject);
}

TEST(JudgePartial, NumbersAndPartsPartWhateverAThirdArticleSays) {
  EXPECT_TRUE(judged({"A", "The long way home, part 1", sentence(1)},
                     {"B", "The long way home, part 2", sentence(1)})
                  .parted);
  EXPECT_TRUE(judged({"A", "Ferry with 212 drifts", sentence(1)},
                     {"B", "Ferry with 300 drifts", sentence(1)})
                  .parted);
  EXPECT_FALSE(judged({"A", kTitle, sentence(1)}, {"B", "Bridge closed", sentence(2)}).parted);
}

TEST(JudgePartial, APassageOfManyStrangersCountsLittle) {
  const Entry a{"A", "Ferry drifts", sentence(1) + sentence(2)};
  const Entry b{"B", "Ferry adrift again", sentence(1) + sentence(3), 2};
  Said nobody;
  Said many;
  many.shared.strangers = 7;
  const auto score = [&](Said& said) {
    const Side x = a.side();
    const Side y = b.side();
    return weigh(x, y, compare(x.body, y.body), std::numeric_limits<double>::lowest(), Rarity(),
                 said)
        .score;
  };
  EXPECT_LT(score(many), score(nobody) - 2);
}

TEST(JudgePartial, AsksTheWindowOnlyWhatMayMatter) {
  Said said;
  const Entry a{"A", kTitle, sentence(1)};
  const Entry b{"B", "Bridge closed", sentence(2)};
  const Side x = a.side();
  const Side y = b.side();
  weigh(x, y, compare(x.body, y.body), 2, Rarity(), said);
  EXPECT_EQ(said.asked, 0);
}

TEST(JudgePartial, EarlierCopiesHelpAndAreNamed) {
  Said strangers;
  Said friends;
  friends.copies = 3;
  Rules rules;
  const Entry a{"A", kTitle, sentence(1) + sentence(2)};
  const Entry b{"B", "Ferry drifts", sentence(4) + sentence(1), 20};
  const Side x = a.side();
  const Side y = b.side();
  const Comparison c = compare(x.body, y.body);
  const double without = weigh(x, y, c, 0, Rarity(), strangers).score;
  const Weighed with = weigh(x, y, c, 0, Rarity(), friends);
  EXPECT_NEAR(with.score - without, with.history, 1e-9);
  EXPECT_GT(with.history, 1);
  rules.min_probability = probability_of((without + with.score) / 2);
  EXPECT_EQ(judged(a, b, strangers, rules).outcome, Outcome::kDoubt);
  EXPECT_EQ(judged(a, b, friends, rules).outcome, Outcome::kHistory);
}

TEST(JudgePartial, AHeadlineThatItsTextRepeatsIsNoText) {
  const auto left = [](const std::string& body) {
    const Entry entry{"A", kTitle, body};
    return without_repeated_headline(entry.side()).body.size();
  };
  EXPECT_EQ(left(kTitle), 0u);
  EXPECT_EQ(left(std::string(kTitle) + " Coast Daily News"), 0u) << "with the outlet's name";
  EXPECT_EQ(left(std::string(kTitle) + ". " + sentence(1)), 10u);
  EXPECT_EQ(left(sentence(1)), 10u);
}

TEST(Weights, AreOneForEachFeature) {
  EXPECT_NO_THROW(read_weights(weights_text()));
  EXPECT_LT(weights().at(static_cast<std::size_t>(Feature::kTime)), 0);
  EXPECT_LT(weights().at(static_cast<std::size_t>(Feature::kBoilerplate)), 0);
  EXPECT_GT(weights().at(static_cast<std::size_t>(Feature::kTitleEqual)), 0);
  const std::string good = weights_text();
  EXPECT_THROW(read_weights(good + "run 1\n"), std::invalid_argument) << "twice";
  EXPECT_THROW(read_weights(good + "speed 1\n"), std::invalid_argument) << "unknown";
  EXPECT_THROW(read_weights("bias 1\n"), std::invalid_argument) << "not all";
  EXPECT_THROW(read_weights("bias one\n"), std::invalid_argument);
  EXPECT_NO_THROW(read_weights(good + "# a comment\n\n"));
}

TEST(Score, AProbabilityIsThatOfItsLogOdds) {
  EXPECT_DOUBLE_EQ(probability_of(0), 0.5);
  EXPECT_NEAR(probability_of(2), 0.8808, 1e-4);
  EXPECT_NEAR(probability_of(-800), 0, 1e-12);
  EXPECT_NEAR(probability_of(800), 1, 1e-12);
}

}  // namespace
}  // namespace wirefold::fold
