#include "wirefold/text/stems.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace wirefold::text {
namespace {

std::vector<std::string> spelled(const std::vector<Stem>& stems) {
  std::vector<std::string> out;
  for (const Stem& s : stems) out.emplace_back(s.spelled);
  return out;
}

using Spelled = std::vector<std::string>;

TEST(Stems, KeepTheSpellingOfTheText) {
  const Stems stems = stems_of("Feuer in HAMBURG", "Ein Großbrand wütet.", 80);
  EXPECT_EQ(spelled(stems.title), (Spelled{"Feuer", "HAMBURG"}));
  EXPECT_EQ(spelled(stems.body), (Spelled{"Großbrand", "wütet"}));
}

TEST(Stems, HaveSixLettersWithoutTheirMarks) {
  const Stems stems = stems_of("Überschwemmung Überschwemmungen Ubersc Übersc", "", 80);
  for (const Stem& s : stems.title) EXPECT_EQ(s.hash, stems.title[0].hash) << s.spelled;
  EXPECT_NE(stems_of("Übers", "", 80).title[0].hash, stems.title[0].hash);
}

TEST(Stems, OfNumbersAreTheirValues) {
  const Stems stems =
      stems_of("1,250 houses", "1.250 Häuser brannten in Hamburg, 1250 Menschen.", 80);
  ASSERT_TRUE(stems.title[0].is_number);
  EXPECT_EQ(stems.title[0].hash, stems.body[0].hash);
  EXPECT_NE(stems_of("125 houses", "", 80).title[0].hash, stems.title[0].hash);
}

TEST(Stems, LeaveOutNumbersOfOneDigit) {
  EXPECT_EQ(spelled(stems_of("Quake 6 magnitude 6.0 struck", "", 80).title),
            (Spelled{"Quake", "magnitude", "6.0", "struck"}));
}

TEST(Stems, LeaveOutTheDateline) {
  const Stems stems = stems_of("", "HAMBURG (dpa) - Storm hits the coast of Denmark.", 80);
  EXPECT_EQ(spelled(stems.body).front(), "Storm");
}

TEST(Stems, AreOfTheFirstWords) {
  EXPECT_EQ(spelled(stems_of("", "storm coast harbour rain", 2).body), (Spelled{"storm", "coast"}));
}

}  // namespace
}  // namespace wirefold::text
