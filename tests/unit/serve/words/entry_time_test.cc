#include "serve/words/entry_time.h"

#include <gtest/gtest.h>

namespace wirefold::serve {
namespace {

constexpr Timestamp kTime(std::chrono::seconds(1731146700));  // 2024-11-09T10:05:00Z
constexpr char kEnglish[] = "9 November 2024 at 10:05";

TEST(EntryTime, IsWrittenAsTheLanguageDoes) {
  EXPECT_EQ(entry_time("en", kTime), kEnglish);
  EXPECT_EQ(entry_time("id", kTime), "9 November 2024 pukul 10.05");
  EXPECT_EQ(entry_time("de", kTime), "9. November 2024 um 10:05");
  EXPECT_EQ(entry_time("ko", kTime), "2024년 11월 9일 10:05");
  EXPECT_EQ(entry_time("ru", kTime), "9 ноября 2024\u202fг. в 10:05");
  EXPECT_EQ(entry_time("pt-BR", kTime), "9 de novembro de 2024 às 10:05");
  EXPECT_EQ(entry_time("tl", kTime), entry_time("fil", kTime)) << "two names of one language";
}

TEST(EntryTime, HasTheYearAndTheDigitsOfEveryFeed) {
  for (const char* language : {"th", "fa", "ar", "mr", "my", "ne", "ckb", "he", "ja"}) {
    const std::string time = entry_time(language, kTime);
    for (const char* number : {"2024", "9", "10:05"}) {
      EXPECT_NE(time.find(number), std::string::npos) << language << ": " << time;
    }
  }
}

TEST(EntryTime, IsEnglishWhereTheLanguageIsNotKnown) {
  for (const char* language : {"", "tlh", "und", "<\"", "x@calendar=buddhist", "\xff", "-", "en"}) {
    EXPECT_EQ(entry_time(language, kTime), kEnglish) << language;
  }
}

TEST(EntryTime, StaysTheSameAfterManyLanguages) {
  const std::string before = entry_time("id", kTime);
  for (char a = 'a'; a <= 'z'; ++a) {
    for (char b = 'a'; b <= 'z'; ++b) EXPECT_NE(entry_time(std::string({a, b}), kTime), "");
  }
  EXPECT_EQ(entry_time("id", kTime), before);
}

}  // namespace
}  // namespace wirefold::serve
