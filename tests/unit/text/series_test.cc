// Document::part of headlines.
#include <gtest/gtest.h>

#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "wirefold/text/analyse.h"

namespace wirefold::text {
namespace {

std::uint32_t part(std::string_view title) { return words_of(title, "").part; }

/// Headlines that call their part by one number: in digits, spelled, as an ordinal.
struct Same {
  std::string_view number;
  std::vector<std::string_view> titles;
};

const Same kSame[] = {
    {"1", {"The ferry and the storm, part 1", "First part: the ferry and the storm"}},
    {"2",
     {"The ferry and the storm, part 2", "The ferry and the storm (part two)",
      "The ferry and the storm: second chapter", "Die Fähre und der Sturm, Teil 2",
      "Die Fähre und der Sturm, zweiter Teil", "La barca y la tormenta, parte 2",
      "La barca y la tormenta, segunda parte", "Le bateau et la tempête, épisode 2",
      "Le bateau et la tempête, deuxième partie", "Il traghetto e la tempesta, parte 2",
      "Il traghetto e la tempesta, seconda puntata", "A balsa e a tempestade, segunda parte",
      "Prom i burza, część 2", "Prom i burza, druga część", "Feribot ve fırtına, ikinci bölüm",
      "Feribot ve fırtına, 2. bölüm", "Trajekt a bouře, díl 2", "العبارة والعاصفة، الجزء الثاني"}},
    {"3",
     {"The ferry and the storm, part 3", "Die Fähre und der Sturm, dritter Teil",
      "La barca y la tormenta, tercera entrega", "Le bateau et la tempête, troisième volet",
      "Prom i burza, trzecia część", "Feribot ve fırtına, üçüncü bölüm"}},
};

TEST(Series, FindsThePartInManyLanguages) {
  std::set<std::uint32_t> parts;
  for (const Same& same : kSame) {
    const std::uint32_t number = part(same.titles.front());
    EXPECT_NE(number, 0u);
    EXPECT_TRUE(parts.insert(number).second) << same.number;
    for (const std::string_view title : same.titles) EXPECT_EQ(part(title), number) << title;
  }
}

TEST(Series, FindsThePartInWordsWithoutSpaces) {
  for (const auto& [two, three] : {std::pair("渡轮与风暴 第2集", "渡轮与风暴 第3集"),
                                   std::pair("渡輪與風暴 第12章", "渡輪與風暴 第13章"),
                                   std::pair("여객선과 폭풍 제2부", "여객선과 폭풍 제3부")}) {
    EXPECT_NE(part(two), 0u) << two;
    EXPECT_NE(part(three), 0u) << three;
    EXPECT_NE(part(two), part(three)) << two;
  }
}

TEST(Series, TellsTwoNumbersFromOne) {
  const std::uint32_t both = part("The storm, chapter 2, part 3");
  EXPECT_NE(both, 0u);
  EXPECT_NE(both, part("The storm, chapter 2"));
  EXPECT_NE(both, part("The storm, part 3"));
  EXPECT_NE(both, part("The storm, chapter 2, part 4"));
}

TEST(Series, IsNoneInTitlesThatOnlyLookLikeParts) {
  for (const std::string_view title :
       {"", "The ferry and the storm", "Part of the harbour closed for 2 days",
        "Two parties agree on part of the budget", "Second ferry adrift in a week",
        "Minister takes part in talks for a second time", "Quake of magnitude 7.1 off the coast",
        "Zweiter Sturm in einer Woche", "Ein Teil der 20 Häuser ist unbewohnbar",
        "Segunda tormenta en una semana", "Deuxième tempête en une semaine",
        "Chapter closed after 30 years"}) {
    EXPECT_EQ(part(title), 0u) << title;
  }
}

TEST(Series, IsNoneBesideWordsThatAnnounceOtherArticles) {
  for (const std::string_view title :
       {"Minister in talks for the second time", "Rescuers find the 12 survivors",
        "Povodeň by 2 dny trvala", "Președintele, mai 2 ani"}) {
    EXPECT_EQ(part(title), 0u) << title;
  }
}

TEST(Announcements, AreKnownInEveryLanguage) {
  const std::string_view before = "The ferry drifted for nine hours before two tugs came to it.\n";
  for (const std::string_view line :
       {"Lesen Sie auch: Sturm am Hafen", "Čtěte více: Bouře v přístavu",
        "Čítajte tiež: Búrka v prístave", "اقرأ المزيد: العاصفة تدمر الميناء"}) {
    const std::string text = std::string(before) + std::string(line) + "\n" + std::string(before);
    EXPECT_EQ(count_words(text), 2 * count_words(before)) << line;
  }
}

}  // namespace
}  // namespace wirefold::text
