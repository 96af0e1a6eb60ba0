#include "fold/relations.h"

#include <gtest/gtest.h>

namespace wirefold::fold {
namespace {

constexpr ArticleId kOne{3};
constexpr ArticleId kTwo{5};
constexpr ArticleId kThree{8};

/// A verdict of copies with the common text at `in_one` and `in_two`.
Judged judged(std::uint64_t in_one, std::uint64_t in_two) {
  Judged out;
  out.copies = true;
  out.similarity = 0.75;
  out.in_one = in_one;
  out.in_two = in_two;
  out.outcome = Outcome::kText;
  return out;
}

TEST(Relations, AreSeenFromEitherSide) {
  Relations relations;
  relations.keep(kOne, kTwo, judged(1, 2));
  ASSERT_TRUE(relations.find(kOne, kTwo));
  EXPECT_EQ(relations.find(kOne, kTwo)->in_one, 1u);
  EXPECT_EQ(relations.find(kOne, kTwo)->in_two, 2u);
  ASSERT_TRUE(relations.find(kTwo, kOne));
  EXPECT_EQ(relations.find(kTwo, kOne)->in_one, 2u);
  EXPECT_EQ(relations.find(kTwo, kOne)->in_two, 1u);
  EXPECT_EQ(relations.find(kTwo, kOne)->outcome, Outcome::kText);
  EXPECT_EQ(relations.find(kTwo, kOne)->similarity, 0.75);
}

TEST(Relations, AreKeptFromEitherSide) {
  Relations relations;
  relations.keep(kOne, kTwo, judged(7, 7));
  relations.keep(kTwo, kOne, judged(1, 2));  // replaces the first
  EXPECT_EQ(relations.find(kTwo, kOne)->in_one, 1u);
  EXPECT_EQ(relations.find(kOne, kTwo)->in_one, 2u);
}

TEST(Relations, KnowNothingOfOtherPairs) {
  Relations relations;
  relations.keep(kOne, kTwo, judged(1, 2));
  EXPECT_FALSE(relations.find(kOne, kThree));
  EXPECT_FALSE(relations.find(kThree, kTwo));
}

TEST(Relations, ForgetAllPairsOfAnArticle) {
  Relations relations;
  relations.keep(kOne, kTwo, judged(1, 2));
  relations.keep(kTwo, kThree, judged(1, 2));
  relations.keep(kOne, kThree, judged(1, 2));
  relations.forget(kTwo);
  EXPECT_FALSE(relations.find(kOne, kTwo));
  EXPECT_FALSE(relations.find(kTwo, kThree));
  EXPECT_TRUE(relations.find(kOne, kThree));
}

TEST(Relations, ForgetPairsOnceNeitherIsYoung) {
  Relations relations;
  relations.keep(kOne, kTwo, judged(1, 2));
  relations.keep(kOne, kThree, judged(1, 2));
  relations.keep(kTwo, kThree, judged(1, 2));
  relations.forget_until(ArticleId{4});
  EXPECT_TRUE(relations.find(kOne, kTwo)) << "the later one is young";
  relations.forget_until(kTwo);
  EXPECT_FALSE(relations.find(kOne, kTwo));
  EXPECT_TRUE(relations.find(kOne, kThree));
  relations.forget_until(kThree);
  EXPECT_FALSE(relations.find(kOne, kThree));
  EXPECT_FALSE(relations.find(kTwo, kThree));
}

TEST(Relations, ForgetEverything) {
  Relations relations;
  relations.keep(kOne, kTwo, judged(1, 2));
  relations.clear();
  EXPECT_FALSE(relations.find(kOne, kTwo));
}

}  // namespace
}  // namespace wirefold::fold
