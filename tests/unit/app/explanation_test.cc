#include "app/explanation.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/fold_pairs.h"
#include "wirefold/text/analyse.h"

namespace wirefold::app {
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

/// Bytes of the words that take part.
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
  EXPECT_EQ(said("tail cut"),
            "One story. B beside A: the first two paragraphs under another headline, 8 minutes "
            "apart.");
  EXPECT_EQ(said("dateline"), "One story. B beside A: word for word, 30 minutes apart.");
  EXPECT_EQ(said("update of one outlet"),
            "One story: the outlet's own text again. B beside A: the same text with 8 new words, 9 "
            "hours apart.");
  EXPECT_EQ(said("published a month apart"),
            "Apart: published too long after one another. B beside A: word for word under another "
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
            std::vector<std::string>{"Neither opening stands in the other text."});
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
  InputArticle a;  // without headlines, whose fingerprints would be equal
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

TEST(Explanation, LeavesFurnitureOut) {
  InputArticle a;
  a.id = "1";
  a.text = "Alpha beta gamma delta. Read our newsletter every day. Eta theta iota kappa.";
  const ExplainSide side = side_of(a, ArticleId{1});
  const std::uint64_t plea = side.article.document.sentences.at(1).hash;
  Learned learned;
  learned.is_furniture = [plea](std::uint64_t, std::uint64_t sentence) { return sentence == plea; };
  const Explanation e = explain(side, side_of(a, ArticleId{2}), {}, learned);
  EXPECT_EQ(e.comparison.shorter, 8u);
  ASSERT_EQ(e.passages.size(), 1u);
  EXPECT_EQ(e.passages[0].a, "Alpha beta gamma delta […] Eta theta iota kappa");
}

}  // namespace
}  // namespace wirefold::app
