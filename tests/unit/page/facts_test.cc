#include "page/facts.h"

#include <gtest/gtest.h>

#include "wirefold/html/dom.h"

namespace wirefold::page {
namespace {

TEST(Facts, HaveFewHeadlinesTheLastMarkedOneFirst) {
  std::string page = "<h1>One</h1>";
  for (int i = 0; i < 5000; ++i) page += "<p itemprop=headline>" + std::to_string(i) + "</p>";
  const html::Tree tree = html::parse(page);
  const Facts facts = facts_of(tree.get(), "");
  EXPECT_EQ(facts.headlines.size(), 1000u);
  EXPECT_EQ(facts.headlines.front(), "998");
  EXPECT_EQ(facts.headlines.back(), "One");
}

}  // namespace
}  // namespace wirefold::page
