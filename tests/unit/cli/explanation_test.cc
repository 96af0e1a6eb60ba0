#include "cli/explanation.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/fold_pairs.h"
#include "wirefold/text/analyse.h"

namespace wirefold::cli {
namespace {

ExplainSide side_of(const InputArticle& article, ArticleId id) {
  return {article.id, article.outlet, article.title, incoming_of(article, id, {}),
          body_of(article)};
}

Explanation explained(const InputArticle& a, const InputArticle& b, const fold::Rules& rules = {}) {
  return explain(side_of(a, ArticleId{1}), side_of(b, ArticleId{2}), rules, Learned{});
}

test::FoldFixture pair_named(const std::string& name) {
  for (const test::FoldFixture& pair : test::fold_pairs()) {
    if (pair.name == name) return pair;
  }
  ADD_FAILURE() << "no pair " << name;
  return {};
}

TEST(Explanation, SaysOfEveryPairWhatTheFolderDoes) {
  for (const test::FoldFixture& pair : test::fold_pairs()) {
    const Explanation e = explained(pair.articles[0], pair.articles[1]);
    const bool together = test::folded(pair.articles).size() == 1;
    EXPECT_EQ(is_copy(e.verdict.outcome), together) << pair.name;
    EXPECT_EQ(sentence_of(e).starts_with("One story"), together) << pair.name;
    EXPECT_FALSE(e.otherwise.empty()) << pair.name;
    EXPECT_TRUE(!together || e.found) << pair.name;
  }
}

TEST(Explanation, ShowsWhatIsCommonAndWhatIsNot) {
  InputArticle a;
  a.id = "1";
  a.text = "Alpha beta gamma delta, epsilon zeta. Eta theta iota kappa lambda.";
  InputArticle b;
  b.id = "2";
  b.text = "Alpha beta gamma delta, omega. Eta theta iota kappa lambda. And more.";
  const Explanation e = explained(a, b);
  ASSERT_EQ(e.passages.size(), 4u);
  EXPECT_EQ(e.passages[0].kind, Passage::kCommon);
  EXPECT_EQ(e.passages[0].a, "Alpha beta gamma delta");
  EXPECT_EQ(e.passages[1].kind, Passage::kInstead);
  EXPECT_EQ(e.passages[1].a, "epsilon zeta");
  EXPECT_EQ(e.passages[1].b, "omega");
  EXPECT_EQ(e.passages[2].b, "Eta theta iota kappa lambda");
  EXPECT_EQ(e.passages[3].kind, Passage::kOnlyB);
  EXPECT_EQ(e.passages[3].b, "And more");
}

/// Bytes of the words that are compared.
std::size_t running_bytes(const ExplainSide& side) {
  std::size_t out = 0;
  for (const std::string_view word : text::spelled_words(side.body)) out += word.size();
  return out;
}

TEST(Explanation, ShowsEveryWordOfBothTexts) {
  for (const test::FoldFixture& pair : test::fold_pairs()) {
    const ExplainSide a = side_of(pair.articles[0], ArticleId{1});
    const ExplainSide b = side_of(pair.articles[1], ArticleId{2});
    const Explanation e = explained(pair.articles[0], pair.articles[1]);
    std::string of_a;
    std::string of_b;
    for (const Passage& p : e.passages) {
      if (p.kind != Passage::kCommon) of_a += p.a + ' ';
      of_b += p.b + ' ';
    }
    std::size_t common = 0;
    for (const fold::CommonRun& run : e.comparison.runs) common += run.length;
    EXPECT_GE(of_b.size(), running_bytes(b)) << pair.name;
    EXPECT_TRUE(common > 0 || of_a.size() >= running_bytes(a)) << pair.name;
  }
}

TEST(Explanation, SaysInWordsWhatAPersonWouldSee) {
  const auto said = [](const std::string& name) {
    const test::FoldFixture pair = pair_named(name);
    return sentence_of(explained(pair.articles[0], pair.articles[1]));
  };
  EXPECT_EQ(
      said("tail cut"),
      "One story. B compared with A: the first two paragraphs under another headline, 8 minutes "
      "apart.");
  EXPECT_EQ(said("dateline"), "One story. B compared with A: word for word, 30 minutes apart.");
  EXPECT_EQ(said("update of one outlet"),
            "One story: the same outlet's text again. B compared with A: the same text with 8 new "
            "words, 9 hours apart.");
  EXPECT_EQ(said("published a month apart"),
            "Apart: published too far apart. B compared with A: word for word under another "
            "headline, 48 days apart.");
  EXPECT_EQ(said("quotation only"),
            "Apart: at most 36 common words in a row, too little of either text.");
  EXPECT_EQ(said("one event in two texts"),
            "Apart: too few words in common, no four common words in a row.");
}

TEST(Explanation, HasNoFiguresOfTheCheckInItsWords) {
  for (const test::FoldFixture& pair : test::fold_pairs()) {
    const Explanation e = explained(pair.articles[0], pair.articles[1]);
    std::string words = sentence_of(e);
    EXPECT_TRUE(words.ends_with('.')) << words;
    for (const std::string& line : remarks_on(e)) words += '\n' + line;
    for (const char* figure : {"%", " bit", "0."}) {
      EXPECT_EQ(words.find(figure), std::string::npos) << pair.name << ": " << words;
    }
  }
}

TEST(Explanation, SaysThatTwoOpeningsAreOthers) {
  const auto remarks = [](const std::string& name) {
    const test::FoldFixture pair = pair_named(name);
    return remarks_on(explained(pair.articles[0], pair.articles[1]));
  };
  EXPECT_EQ(remarks("one background, two stories"),
            std::vector<std::string>{"Neither opening is in the other text."});
  EXPECT_TRUE(remarks("tail cut").empty());
}

TEST(Explanation, NamesTheConflicts) {
  const test::FoldFixture pair = pair_named("two earthquakes in Indonesian");
  const Explanation e = explained(pair.articles[0], pair.articles[1]);
  EXPECT_EQ(e.verdict.outcome, fold::Outcome::kTemplate);
  EXPECT_TRUE(std::any_of(e.conflicts.begin(), e.conflicts.end(), [](const Conflict& c) {
    return c.numbers && c.a == "7,1 03.14" && c.b == "5,2 21.40";
  }));
  EXPECT_TRUE(std::any_of(e.conflicts.begin(), e.conflicts.end(), [](const Conflict& c) {
    return !c.numbers && c.a.find("Tanimbar") != std::string::npos;
  }));
}

TEST(Explanation, WhatWouldHaveDecidedOtherwiseDoes) {
  const test::FoldFixture cut = pair_named("tail cut");
  const Explanation e = explained(cut.articles[0], cut.articles[1]);
  ASSERT_TRUE(is_copy(e.verdict.outcome));
  fold::Rules rules;
  rules.min_words = e.comparison.matched + 1;
  EXPECT_EQ(explained(cut.articles[0], cut.articles[1], rules).verdict.outcome,
            fold::Outcome::kTooFewWords);

  const test::FoldFixture late = pair_named("published a month apart");
  const Explanation apart = explained(late.articles[0], late.articles[1]);
  EXPECT_EQ(apart.otherwise.at(0),
            "a fold.window of 48 days; the words then: rule \"text\", one story");
  rules = {};
  rules.window = std::chrono::days(48);
  EXPECT_TRUE(is_copy(explained(late.articles[0], late.articles[1], rules).verdict.outcome));

  const test::FoldFixture quote = pair_named("quotation only");
  const Explanation little = explained(quote.articles[0], quote.articles[1]);
  EXPECT_EQ(little.verdict.outcome, fold::Outcome::kTooLittle);
  rules = {};
  rules.min_similarity = little.verdict.similarity;
  const Explanation enough = explained(quote.articles[0], quote.articles[1], rules);
  EXPECT_NE(enough.verdict.outcome, fold::Outcome::kTooLittle);
  EXPECT_TRUE(little.otherwise.at(0).ends_with(
      "the rule then: \"" + std::string(rule_of(enough.verdict.outcome)) + "\", apart"));
}

TEST(Explanation, SaysWhatTheNetWouldNotShow) {
  InputArticle a;  // No headlines: their fingerprints would be equal.
  a.id = "1";
  a.text = "Alpha beta gamma delta epsilon zeta eta theta iota kappa.";
  InputArticle b;
  b.id = "2";
  b.text = "Ferry harbour captain engine storm island tugboat passenger rescue morning.";
  EXPECT_FALSE(explained(a, b).found);
  EXPECT_EQ(remarks_on(explained(a, b)).size(), 1u);
  EXPECT_TRUE(explained(a, a).found);
  EXPECT_TRUE(remarks_on(explained(a, a)).empty());
}

TEST(Explanation, NamesOnlyConflictsThatWereWeighed) {
  InputArticle a;
  a.id = "1";
  a.text = "At 7 alpha beta gamma delta epsilon zeta eta theta iota kappa at 9";
  InputArticle b;
  b.id = "2";
  b.text = "At 5 alpha beta gamma delta epsilon zeta eta theta iota kappa at 3";
  const Explanation e = explained(a, b);
  EXPECT_EQ(e.comparison.conflicts, 0) << "only what stands between two runs is weighed";
  EXPECT_TRUE(e.conflicts.empty());
}

TEST(Explanation, LeavesBoilerplateOut) {
  InputArticle a;
  a.id = "1";
  a.text = "Alpha beta gamma delta. Read our newsletter every day. Eta theta iota kappa.";
  const ExplainSide side = side_of(a, ArticleId{1});
  const std::uint64_t plea = side.article.document.sentences.at(1).hash;
  Learned learned;
  learned.is_boilerplate = [plea](std::uint64_t, std::uint64_t sentence) {
    return sentence == plea;
  };
  const Explanation e = explain(side, side_of(a, ArticleId{2}), {}, learned);
  EXPECT_EQ(e.comparison.shorter, 8u);
  ASSERT_EQ(e.passages.size(), 1u);
  EXPECT_EQ(e.passages[0].a, "Alpha beta gamma delta […] Eta theta iota kappa");
}

InputArticle entry(const std::string& id, const std::string& title, const std::string& summary) {
  InputArticle out;
  out.id = out.outlet = id;
  out.title = title;
  out.summary = summary;
  out.published = Timestamp(std::chrono::hours(500000));
  return out;
}

constexpr char kHeadline[] = "Ferry drifts nine hours without power";

TEST(Explanation, SaysWhatAPartialPairWasWeighedBy) {
  const std::string summary = "A ferry with many people on board drifted all night in the strait.";
  const Explanation e = explained(entry("1", kHeadline, summary), entry("2", kHeadline, summary));
  EXPECT_EQ(e.verdict.outcome, fold::Outcome::kEvidence);
  ASSERT_TRUE(e.weighed);
  EXPECT_EQ(
      sentence_of(e),
      "One story: the evidence is for one text. B compared with A: word for word, at the same "
      "time.");
  const std::vector<std::string> remarks = remarks_on(e);
  ASSERT_EQ(remarks.size(), 1u);
  EXPECT_TRUE(remarks[0].starts_with("For it: ")) << remarks[0];
  EXPECT_NE(remarks[0].find("the same headline"), std::string::npos) << remarks[0];
}

TEST(Explanation, SaysThatAHeadlineWasEnough) {
  const InputArticle a = entry("1", kHeadline, "");
  const InputArticle b = entry("2", kHeadline, "Comments");
  const Explanation e = explained(a, b);
  EXPECT_EQ(e.verdict.outcome, fold::Outcome::kHeadline);
  ASSERT_EQ(e.otherwise.size(), 1u);
  EXPECT_EQ(e.otherwise[0], "fold.equal_headlines = \"off\"; the rule then: \"doubt\", apart");
  fold::Rules rules;
  rules.equal_headlines = false;
  EXPECT_EQ(explained(a, b, rules).verdict.outcome, fold::Outcome::kDoubt);
}

TEST(Explanation, SaysWhatADoubtNeeds) {
  const auto otherwise = [](const InputArticle& a, const InputArticle& b) {
    const Explanation e = explained(a, b);
    EXPECT_EQ(e.verdict.outcome, fold::Outcome::kDoubt) << sentence_of(e);
    return e.otherwise.at(0);
  };
  EXPECT_EQ(otherwise(entry("1", "Photo of the day", ""), entry("2", "Photo of the day", "")),
            "with the text of both, or a headline with more distinctive words");
  EXPECT_EQ(otherwise(entry("1", kHeadline, "Tugs took it in tow off the northern coast at dawn."),
                      entry("2", "Bakers sell bread", "The market of the old town is open again.")),
            "with 7 words in a row in common");
}

}  // namespace
}  // namespace wirefold::cli
