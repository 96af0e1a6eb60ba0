#include "events/templates.h"

#include <gtest/gtest.h>

#include <string>

namespace wirefold::events {
namespace {

Vector vector_of(const std::string& title, const std::string& body) {
  return Weights().weigh(terms_of(title, body)).vector;
}

bool are_of_template(const Vector& one, const Vector& two) {
  return wirefold::events::are_of_template(one, two, Weights());
}

TEST(Templates, DifferInRareWordsAndNumbers) {
  EXPECT_TRUE(are_of_template(
      vector_of("Acme invests 30 million in its network in Maine", "The firm grows."),
      vector_of("Acme invests 60 million in its network in Ohio", "The firm grows.")));
}

TEST(Templates, OfMarketReportsDifferInTheirNumbers) {
  Weights weights;
  const Terms often =
      terms_of("Stocks close percent higher lower Monday Tuesday on the market", "");
  std::vector<std::uint32_t> stems;
  for (const Term& term : often.terms) stems.push_back(term.hash);
  for (int i = 0; i < 50; ++i) weights.count(stems);
  const auto vector = [&weights](const std::string& title) {
    return weights.weigh(terms_of(title, "The market of the city closed.")).vector;
  };
  const Vector monday = vector("Stocks close 0.3 percent higher on Monday");
  EXPECT_TRUE(wirefold::events::are_of_template(
      monday, vector("Stocks close 1.1 percent lower on Tuesday"), weights));
  EXPECT_FALSE(wirefold::events::are_of_template(
      monday, vector("Stocks close 0.3 percent up as banks rise"), weights));
}

TEST(Templates, AreNotTextsThatNameTheOthersWords) {
  EXPECT_FALSE(
      are_of_template(vector_of("Acme invests money in Maine", "The network of Portland grows."),
                      vector_of("Acme invests money in Portland", "The network grows.")));
}

TEST(Templates, AreNotAHeadlineWithSomeWordsMore) {
  EXPECT_FALSE(
      are_of_template(vector_of("Acme invests money in Maine", "The network of the firm grows."),
                      vector_of("Acme invests money in Maine and Ohio", "The network grows.")));
}

TEST(Templates, AreNotHeadlinesWithFewCommonWords) {
  EXPECT_FALSE(are_of_template(vector_of("Acme invests 30 million in Maine", ""),
                               vector_of("Acme closes its factory near Cleveland", "")));
}

}  // namespace
}  // namespace wirefold::events
