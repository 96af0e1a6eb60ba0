#include "serve/page/copying.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace wirefold::serve {
namespace {

using std::chrono::minutes;

ArticleOrigin article_of(const std::string& outlet, const std::string& agency = "") {
  return {outlet, outlet + ".example", agency, outlet, outlet + ".example", true, minutes(0)};
}

ArticleOrigin copy_of(const std::string& outlet, const std::string& lead,
                      std::optional<minutes> delay = std::nullopt) {
  return {outlet, outlet + ".example", "", lead, lead + ".example", false, delay};
}

TEST(Copying, HasNoRowForTextsOfOnesOwn) {
  EXPECT_TRUE(who_copies_whom({}).empty());
  const std::vector<ArticleOrigin> own = {article_of("a"), copy_of("a", "a")};
  EXPECT_TRUE(who_copies_whom(own).empty());
}

TEST(Copying, CountsCopiesOfAnotherOutlet) {
  const std::vector<ArticleOrigin> origins = {article_of("a"), article_of("b"), copy_of("b", "a"),
                                              copy_of("b", "a")};
  const auto rows = who_copies_whom(origins);
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].outlet, "b");
  EXPECT_EQ(rows[0].source, "a");
  EXPECT_EQ(rows[0].articles, 2u);
  EXPECT_EQ(rows[0].of, 3u);
  EXPECT_EQ(rows[0].delay, std::nullopt);
}

TEST(Copying, CountsTextsOfAnAgencyAlsoOfLeads) {
  ArticleOrigin copy = copy_of("b", "a", minutes(7));
  copy.agency = "Warta";
  const std::vector<ArticleOrigin> origins = {article_of("a", "Warta"), copy};
  const auto rows = who_copies_whom(origins);
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].source, "Warta");
  EXPECT_EQ(rows[0].delay, std::nullopt) << "it leads";
  EXPECT_EQ(rows[1].source, "Warta");
  EXPECT_EQ(rows[1].delay, minutes(7));
}

TEST(Copying, AnAgencyDoesNotCopyItself) {
  EXPECT_TRUE(who_copies_whom(std::vector{article_of("Warta", "WARTA")}).empty());
}

TEST(Copying, GivesTheMedianDelay) {
  const std::vector<ArticleOrigin> origins = {copy_of("b", "a", minutes(90)),
                                              copy_of("b", "a", minutes(-5)),
                                              copy_of("b", "a", minutes(4)), copy_of("b", "a")};
  EXPECT_EQ(who_copies_whom(origins).at(0).delay, minutes(4));
  EXPECT_EQ(who_copies_whom(std::vector{copy_of("b", "a", minutes(-5))}).at(0).delay, minutes(0));
}

TEST(Copying, ListsTheMostCopiesFirst) {
  const std::vector<ArticleOrigin> origins = {copy_of("b", "a"), copy_of("c", "a"),
                                              copy_of("c", "b"), copy_of("c", "b")};
  std::vector<std::string> rows;
  for (const Copying& row : who_copies_whom(origins)) rows.push_back(row.outlet + row.source);
  EXPECT_EQ(rows, (std::vector<std::string>{"cb", "ca", "ba"}));
}

TEST(Copying, ListsFiveSourcesOfAnOutletAndSixtyRows) {
  std::vector<ArticleOrigin> origins;
  for (int outlet = 0; outlet < 20; ++outlet) {
    for (int source = 0; source < 7; ++source) {
      origins.push_back(copy_of("b" + std::to_string(outlet), "a" + std::to_string(source)));
    }
  }
  const auto rows = who_copies_whom(origins);
  ASSERT_EQ(rows.size(), 60u);
  EXPECT_EQ(std::ranges::count(rows, "b0", &Copying::outlet), 5);
}

TEST(Copying, ListsOutletsOfOnePublisherByTheirNames) {
  std::vector<ArticleOrigin> origins = {copy_of("sport", "a"), copy_of("finance", "a")};
  for (ArticleOrigin& origin : origins) origin.publisher = "paper.example";
  EXPECT_EQ(who_copies_whom(origins).size(), 2u);
}

TEST(Copying, TellsOutletsOfOneNameApart) {
  ArticleOrigin namesake = article_of("a");
  namesake.publisher = namesake.lead_publisher = "other.example";
  const std::vector<ArticleOrigin> origins = {namesake, copy_of("b", "a")};
  EXPECT_EQ(who_copies_whom(origins).at(0).source, "a (a.example)");
}

}  // namespace
}  // namespace wirefold::serve
