#include "wirefold/text/languages.h"

#include <gtest/gtest.h>

#include <set>

#include "text/language_files.h"
#include "text/stem_phrases.h"
#include "text/vocabulary.h"
#include "wirefold/text/analyse.h"

namespace wirefold::text {
namespace {

TEST(LanguagesTest, HasNoMistakeInItsFiles) {
  for (const std::string& problem : Vocabulary::instance().problems()) ADD_FAILURE() << problem;
  const std::set<std::string_view> sections = {
      "common",         "numbers",       "magnitudes", "numeral letters", "letters", "bylines",
      "name particles", "announcements", "credits",    "credit marks",    "paywall", "consent",
      "agencies",       "series",        "furniture",  "lookalikes"};
  for_each_line([&](const LanguageLine& line) {
    EXPECT_TRUE(sections.contains(line.section))
        << line.file << ".txt:" << line.number << ": no section [" << line.section << ']';
  });
}

TEST(LanguagesTest, HasAnAnchorInEachPhraseThatMatchesByStems) {
  const std::set<std::string_view> sections = {"paywall", "consent", "furniture"};
  for_each_line([&](const LanguageLine& line) {
    if (!sections.contains(line.section)) return;
    SCOPED_TRACE(std::string(line.file) + ".txt:" + std::to_string(line.number));
    const StemPhrases phrase({line.text});
    EXPECT_EQ(phrase.size(), 1u) << "no stem of " << Beginnings::kLeast << " bytes";
  });
}

TEST(LanguagesTest, HasTheLanguagesOfTheWorldsNews) {
  std::set<std::string_view> common;
  for_each_line([&](const LanguageLine& line) {
    if (line.section == "common") common.insert(line.file);
  });
  for (const char* tag :
       {"id", "en", "ru", "ko", "de", "es", "fr", "zh", "ja", "ar", "th", "vi", "tr"}) {
    EXPECT_TRUE(common.contains(tag)) << tag;
  }
}

WordClass kind_of_word(std::string_view text, std::size_t word) {
  return analyse("", text).body.at(word).kind;
}

TEST(LanguagesTest, TellsCommonWordsByTheLanguageOfTheText) {
  EXPECT_EQ(kind_of_word("the ferry was on its way to the island of the saints", 0),
            WordClass::kCommon);
  EXPECT_EQ(kind_of_word("the ferry was on its way to the island of the saints", 1),
            WordClass::kPlain);
  // "die" is an article in German only.
  EXPECT_EQ(kind_of_word("sie sagten dass die Fähre auf dem Weg zu der Insel war", 3),
            WordClass::kCommon);
  EXPECT_EQ(kind_of_word("they say that the dice have been cast and some will die for it", 11),
            WordClass::kPlain);
}

TEST(LanguagesTest, ReadsWordsForNumbers) {
  struct Case {
    std::string_view words, digits;
    std::size_t at;
  };
  const Case cases[] = {
      {"the ferry had seven people on it and they were all well",
       "the ferry had 7 people on it and they were all well", 3},
      {"auf der Fähre waren sieben Menschen und es geht ihnen gut",
       "auf der Fähre waren 7 Menschen und es geht ihnen gut", 4},
      {"di kapal itu ada tujuh orang yang akan ke pulau",
       "di kapal itu ada 7 orang yang akan ke pulau", 4},
      {"на пароме было семь человек и они не пострадали",
       "на пароме было 7 человек и они не пострадали", 3},
      {"в реке 5 миллионов и они не по", "в реке 5 млн и они не по", 2},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.words);
    const Token word = analyse("", c.words).body.at(c.at);
    const Token number = analyse("", c.digits).body.at(c.at);
    EXPECT_EQ(word.hash, number.hash);
    EXPECT_EQ(word.kind, WordClass::kNumber);
    EXPECT_EQ(number.kind, WordClass::kNumber);
  }
}

TEST(LanguagesTest, KeepsTheSpaceThatAnUnderscoreStandsFor) {
  const auto& bylines = phrases(Phrases::kBylines);
  EXPECT_NE(std::find(bylines.begin(), bylines.end(), "By "), bylines.end());
}

}  // namespace
}  // namespace wirefold::text
