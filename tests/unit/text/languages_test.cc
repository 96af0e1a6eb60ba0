#include "wirefold/text/languages.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "text/language_files.h"
#include "text/stem_phrases.h"
#include "text/words/vocabulary.h"
#include "unit/text/pairs.h"
#include "wirefold/base/strings.h"
#include "wirefold/text/analyse.h"

namespace wirefold::text {
namespace {

TEST(LanguagesTest, HasNoMistakeInItsFiles) {
  for (const std::string& problem : Vocabulary::instance().problems()) ADD_FAILURE() << problem;
  const std::set<std::string_view> sections = {
      "common",         "numbers",       "magnitudes",  "numeral letters", "letters",    "bylines",
      "name particles", "announcements", "credits",     "credit marks",    "paywall",    "consent",
      "agencies",       "series",        "boilerplate", "lookalikes",      "currencies", "digraphs",
      "affixes",        "clock",         "link labels", "published"};
  for_each_line([&](const LanguageLine& line) {
    EXPECT_TRUE(sections.contains(line.section))
        << line.file << ".txt:" << line.number << ": no section [" << line.section << ']';
  });
}

TEST(LanguagesTest, HasAnAnchorInEachPhraseThatMatchesByStems) {
  const std::set<std::string_view> sections = {"paywall", "consent", "boilerplate"};
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

/// The words of a section by file, without their marks, and with the digits of their line.
using WordsByFile = std::map<std::string_view, std::vector<std::pair<std::string, std::string>>>;

WordsByFile words_of_section(std::string_view section) {
  WordsByFile out;
  for_each_line([&](const LanguageLine& line) {
    if (line.section != section) return;
    const std::vector<std::string_view> words = split(line.text, ' ');
    for (std::size_t i = section == "common" ? 0 : 1; i < words.size(); ++i) {
      std::string word(words[i]);
      if (word.ends_with('*')) word.pop_back();
      std::replace(word.begin(), word.end(), '_', ' ');
      out[line.file].emplace_back(words[0], word);
    }
  });
  return out;
}

TEST(LanguagesTest, MultipliesByTheMagnitudesOfEveryLanguage) {
  const WordsByFile magnitudes = words_of_section("magnitudes");
  for (const auto& [file, words] : words_of_section("common")) {
    std::string around;
    for (const auto& word : words) around.append(word.second).append(" ");
    ASSERT_TRUE(magnitudes.contains(file)) << file;
    std::set<std::string> powers;
    for (const auto& [digits, word] : magnitudes.at(file)) {
      SCOPED_TRACE(std::string(file) + ": " + word);
      const bool of_money = digits.ends_with('?');
      const std::string power = digits.substr(0, digits.find('?'));
      if (!of_money) powers.insert(power);
      const std::string before = around + (of_money ? "\n$" : "\n");
      EXPECT_EQ(token_hashes(before + "3 " + word + " " + around),
                token_hashes(before + "3" + power.substr(1) + " " + around));
    }
    const bool myriads = powers.contains("10000") && powers.contains("100000000");
    const bool thousands = powers.contains("1000") && powers.contains("1000000");
    EXPECT_TRUE(myriads || thousands) << file;
    const bool stacks = file == "th";  // a thousand million
    EXPECT_TRUE(stacks || powers.contains("1000000000000") || powers.contains("1000000000"))
        << file;
  }
}

TEST(LanguagesTest, KeepsTheSpaceThatAnUnderscoreStandsFor) {
  const auto& bylines = phrases(Phrases::kBylines);
  EXPECT_NE(std::find(bylines.begin(), bylines.end(), "By "), bylines.end());
}

}  // namespace
}  // namespace wirefold::text
