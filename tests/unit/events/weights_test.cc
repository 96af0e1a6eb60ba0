#include "wirefold/events/weights.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

namespace wirefold::events {
namespace {

std::uint32_t stem(std::uint32_t number) { return number * 4; }

Terms terms_of_stems(const std::vector<std::uint32_t>& stems) {
  Terms out;
  for (const std::uint32_t s : stems) out.terms.push_back({s, 1, false, true, false});
  return out;
}

double weight_of(const WeighedReport& report, std::uint32_t hash) {
  for (const WeightedTerm& term : report.vector) {
    if (term.hash() == hash) return term.weight() / 65535.0;
  }
  return 0;
}

TEST(Weights, OfRareStemsAreHigher) {
  Weights weights;
  for (int i = 0; i < 200; ++i) weights.count({stem(1)});
  const WeighedReport report = weights.weigh(terms_of_stems({stem(1), stem(2)}));
  EXPECT_GT(weight_of(report, stem(2)), 2 * weight_of(report, stem(1)));
  EXPECT_EQ(report.heaviest.front().hash(), stem(2));
  EXPECT_EQ(report.rare, (std::vector{stem(2)}));
  EXPECT_FALSE(weights.is_rare(stem(1)));
}

TEST(Weights, OfStemsThatAllReportsHaveAreZero) {
  Weights weights;
  for (int i = 0; i < 1200; ++i) weights.count({stem(1)});
  EXPECT_EQ(weight_of(weights.weigh(terms_of_stems({stem(1), stem(2)})), stem(1)), 0);
}

TEST(Weights, OfNumbersAndHeadlinesAreHigher) {
  Terms terms = terms_of_stems({stem(1), stem(2), stem(3)});
  terms.terms[1].in_title = true;
  terms.terms[2].is_number = true;
  const WeighedReport report = Weights().weigh(terms);
  EXPECT_GT(weight_of(report, stem(2)), weight_of(report, stem(1)));
  EXPECT_NEAR(weight_of(report, stem(3)), 2 * weight_of(report, stem(1)), 0.001);
  EXPECT_TRUE(report.vector[1].in_title());
  EXPECT_TRUE(report.vector[2].is_number());
}

TEST(Weights, MakeVectorsOfLengthOneAndAtMostSixtyTerms) {
  std::vector<std::uint32_t> stems;
  for (std::uint32_t i = 1; i <= 90; ++i) stems.push_back(stem(i));
  const WeighedReport report = Weights().weigh(terms_of_stems(stems));
  EXPECT_EQ(report.vector.size(), kMostTerms);
  EXPECT_NEAR(cosine(report.vector, report.vector), 1, 0.001);
}

TEST(Weights, OfAnEmptyReportAreNone) {
  EXPECT_TRUE(Weights().weigh(Terms()).vector.empty());
  EXPECT_EQ(cosine({}, {}), 0);
}

TEST(Weights, AreHalvedAfterManyReports) {
  Weights weights;
  for (std::uint32_t i = 0; i < Weights::kMostReports; ++i) weights.count({stem(1)});
  EXPECT_EQ(weights.reports(), Weights::kMostReports / 2);
}

TEST(Weights, ForgetRareStemsRatherThanGrow) {
  Weights weights;
  for (std::uint32_t i = 1; i <= Weights::kMostStems + 1; i += 64) {
    std::vector<std::uint32_t> stems;
    for (std::uint32_t k = 0; k < 65; ++k) stems.push_back(stem(i + k));
    weights.count(stems);
  }
  EXPECT_LT(weights.pack().size(), Weights::kMostStems * 8);
}

TEST(Weights, AreRestored) {
  Weights weights;
  for (std::uint32_t i = 1; i < 3000; ++i) weights.count({stem(i), stem(i / 7 + 1)});
  Weights restored;
  ASSERT_TRUE(restored.restore(weights.pack()));
  EXPECT_EQ(restored.reports(), weights.reports());
  const Terms terms = terms_of_stems({stem(1), stem(20), stem(2999)});
  EXPECT_EQ(restored.weigh(terms).heaviest.front().hash(),
            weights.weigh(terms).heaviest.front().hash());
  EXPECT_EQ(weight_of(restored.weigh(terms), stem(20)), weight_of(weights.weigh(terms), stem(20)));
}

TEST(Weights, AreNotRestoredFromDamagedBytes) {
  Weights weights;
  weights.count({stem(1), stem(2)});
  const std::string bytes = weights.pack();
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(weights.restore(bytes.substr(0, size))) << size;
  }
  EXPECT_FALSE(weights.restore(bytes + "x"));
  EXPECT_FALSE(weights.restore(std::string(8, '\xFF') + bytes.substr(8)));
  EXPECT_EQ(weights.reports(), 1U);
}

}  // namespace
}  // namespace wirefold::events
