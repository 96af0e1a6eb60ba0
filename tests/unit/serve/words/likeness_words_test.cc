#include "wirefold/serve/words/likeness_words.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <string_view>
#include <utility>

#include "wirefold/text/difference.h"

namespace wirefold::serve {
namespace {

using text::Heading;

// Seven paragraphs of one report, and one of another.
const std::string kReport[] = {
    "The town of Ellerby will open its new library on Saturday, three years after the old one had "
    "burnt down.",
    "It has room for 90,000 books, a reading hall under a glass roof and a workshop for children.",
    "\"We have waited for this day,\" said Ruth Calloway, who leads the library with a staff of "
    "eleven.",
    "The building cost 14 million, of which the county paid one half and readers gave two million.",
    "Critics say that the road in front of it is too narrow for buses and ought to have been "
    "moved.",
    "A second opening, for schools alone, is planned for the first week of the coming term.",
    "Ellerby had been without a library for longer than any other town of its size.",
};
const std::string kOther =
    "Farmers along the river lost most of their wheat when the dam gave way during the night, and "
    "engineers warn that the second wall may not hold if the rain goes on until the weekend.";

/// Paragraphs `first` to `last` of the report, one a line.
std::string report(int first, int last) {
  std::string out;
  for (int i = first; i <= last; ++i) out += kReport[i - 1] + (i == last ? "" : "\n");
  return out;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

std::string said(const std::string& first, const std::string& second, const Heading& a = {},
                 const Heading& b = {}, std::string_view language = "en") {
  return likeness_words(text::likeness(a, b, text::Difference(first, second)), language);
}

/// The likeness of two texts with the same headline, or with two headlines.
std::string said_under_one(const std::string& first, const std::string& second) {
  return said(first, second, {"Library opens", {}}, {"Library Opens!", {}});
}
std::string said_under_two(const std::string& first, const std::string& second) {
  return said(first, second, {"Library opens", {}}, {"Books for Ellerby", {}});
}

TEST(LikenessWords, CallsEqualWordsWordForWord) {
  const std::string text = report(1, 7);
  EXPECT_EQ(said(text, text), "word for word");
  EXPECT_EQ(said_under_one(text, text), "word for word");
  EXPECT_EQ(said_under_two(text, text), "word for word under another headline");
  struct Case {
    const char *first, *second;
  };
  for (const Case& c : {
           Case{"He said: \"Yes, we can.\"", "HE SAID «Yes – we can»"},
           Case{"A paragraph.\nAnother one.", "A paragraph. Another one."},
           Case{"Елка стоит в Москве.", "Ёлка стоит… в Москве"},
           Case{"普京签署条约。", "普京簽署條約"},
           Case{"รัฐบาลประกาศมาตรการใหม่", "รัฐบาล ประกาศมาตรการ\u200bใหม่"},
           Case{"على الحكومة أن ترد", "عَلَى الحُكومة ان ترد"},
           Case{"푸틴, 조약 서명", "\"푸틴\" 조약 서명"},
           Case{"Über 3.200 Menschen", "über 3 200 Menschen"},
       }) {
    const bool traditional = std::string_view(c.first).starts_with("普");  // other letters
    EXPECT_EQ(said(c.first, c.second) == "word for word", !traditional)
        << c.first << ": " << said(c.first, c.second);
  }
}

TEST(LikenessWords, LetsDatelinesAndCreditsBe) {
  EXPECT_EQ(said("BERLIN (dpa) - " + report(1, 3) + "\n(dpa)",
                 "Berlin, 3. Mai (Reuters) - " + report(1, 3)),
            "word for word");
  EXPECT_EQ(said(report(1, 3), report(1, 2) + "\nRead more: A second library\n" + report(3, 3)),
            "word for word");
}

TEST(LikenessWords, CountsWordsThatWereAddedAndLeftOut) {
  const std::string text = report(1, 7);
  EXPECT_EQ(said(text, replaced(text, "new library", "new public library")),
            "the same text with 1 new word");
  EXPECT_EQ(said(text, replaced(text, "narrow for buses", "narrow for the many buses of today")),
            "the same text with 4 new words");
  EXPECT_EQ(said(text, replaced(text, "14 million", "15 million")),
            "the same text with 1 new word, 1 left out");
  EXPECT_EQ(said(replaced(text, "narrow for buses", "narrow for the many buses of today"),
                 replaced(text, "on Saturday", "on Sunday")),
            "the same text with 1 new word, 5 left out");
  EXPECT_EQ(said(replaced(text, "new library", "new public library"), text),
            "the same text, 1 word left out");
  EXPECT_EQ(said(text, replaced(text, kReport[3] + "\n", "")), "the same text, cut by 17 words");
}

TEST(LikenessWords, CountsTheFirstParagraphs) {
  EXPECT_EQ(said(report(1, 7), report(1, 1)), "the first paragraph");
  EXPECT_EQ(said(report(1, 7), report(1, 3)), "the first three paragraphs");
  EXPECT_EQ(said_under_two(report(1, 7), report(1, 3)),
            "the first three paragraphs under another headline");
  EXPECT_EQ(said(report(1, 7), report(1, 5)), "all but the last two paragraphs");
  EXPECT_EQ(said(report(1, 7), report(1, 6)), "all but the last paragraph");
  EXPECT_EQ(said(report(1, 7), replaced(report(1, 3), "\n", " ")), "the first three paragraphs")
      << "however the second text is cut into lines";
  EXPECT_EQ(said(report(1, 7), kReport[0] + " It has room for"), "the first 24 words");
  EXPECT_EQ(said(report(1, 7), replaced(report(1, 3), "Saturday", "Sunday")),
            "most of it is in the other text, with 1 word of its own");

  std::string wrapped = report(1, 3) + "\n\n" + report(4, 5) + "\n\n" + report(6, 7);
  EXPECT_EQ(said(wrapped, report(1, 3)), "the first paragraph")
      << "lines are none where blank lines are";
  EXPECT_EQ(said("Room for books\n" + report(1, 7), "Room for books\n" + report(1, 2)),
            "the first two paragraphs")
      << "nor are headings";

  std::string many;
  for (int i = 0; i < 15; ++i) many += kReport[i % 7] + '\n';
  std::string thirteen;
  for (int i = 0; i < 13; ++i) thirteen += kReport[i % 7] + '\n';
  EXPECT_EQ(said(many + report(1, 7), thirteen), "the first 13 paragraphs");
}

TEST(LikenessWords, TellsWhichTextContainsTheOther) {
  EXPECT_EQ(said(report(1, 7), report(3, 4)), "contained in the other text");
  EXPECT_EQ(said(report(3, 4), report(1, 7)), "contains the other text, with 89 words more");
  EXPECT_EQ(said(report(1, 3), report(1, 7)), "contains the other text, with 68 words more");
  EXPECT_EQ(said("the library had room", report(1, 7)), "its own text")
      << "words that stand far from one another are no text";
  EXPECT_EQ(said(report(1, 7), "the library had room"), "its own text");
}

TEST(LikenessWords, TellsAnotherOrder) {
  EXPECT_EQ(said(report(1, 7), report(4, 7) + '\n' + report(1, 3)),
            "the same paragraphs in another order");
  EXPECT_EQ(said("On Monday the mayor spoke", "The mayor spoke on Monday"),
            "the same words in another order");
  EXPECT_EQ(said(report(1, 7), report(4, 7) + '\n' + report(1, 3) + '\n' + kOther),
            "most of the text in common, with 36 words of its own, partly in another order");
  EXPECT_EQ(said(report(1, 7), report(1, 5) + '\n' + kReport[6] + "\nToday, " +
                                   replaced(kReport[5], "A second", "a second")),
            "the same text with 1 new word, partly in another order")
      << "what moved is not new";
}

TEST(LikenessWords, NamesWhatTextsOfTheirOwnHaveInCommon) {
  const std::string a = kReport[0] + ' ' + kReport[1] + ' ' + kReport[2];
  EXPECT_EQ(said_under_one(a, kReport[0] + ' ' + kOther), "same headline and same first sentence");
  EXPECT_EQ(said_under_two(a, kReport[0] + ' ' + kOther),
            "same first sentence, otherwise its own text");
  EXPECT_EQ(said_under_one(a, replaced(kReport[0], "burnt down.", "burnt.") + ' ' + kOther),
            "same headline and a common passage of 19 words, otherwise its own text");
  EXPECT_EQ(said(report(1, 7), kReport[0] + '\n' + kOther),
            "the same first paragraph, otherwise its own text");
  EXPECT_EQ(said_under_one(report(1, 7), report(1, 2) + '\n' + kOther),
            "the same first two paragraphs, with 35 words of its own");
  EXPECT_EQ(said(report(1, 7), kOther + '\n' + kReport[3]),
            "a common passage of 17 words, otherwise its own text");
  EXPECT_EQ(said(report(1, 7), kOther + '\n' + kReport[3] + " No. " + kReport[1] + ' ' + kOther),
            "common passages of 34 words together, otherwise its own text");
  EXPECT_EQ(said(report(1, 7), report(2, 5) + '\n' + kOther),
            "most of the text in common, with 35 words of its own");
  EXPECT_EQ(said_under_one(kReport[0], kOther), "same headline, its own text");
  EXPECT_EQ(said_under_two(kReport[0], kOther), "another headline, its own text");
  EXPECT_EQ(said(kReport[0], kOther), "its own text");
}

TEST(LikenessWords, SaysLittleWithoutText) {
  EXPECT_EQ(said_under_one("", kOther), "same headline");
  EXPECT_EQ(said_under_one(kOther, ""), "same headline, no text");
  EXPECT_EQ(said_under_one("", ""), "same headline, no text");
  EXPECT_EQ(said_under_two(kOther, ""), "");
  EXPECT_EQ(said("", ""), "");
  EXPECT_EQ(said("", "", {"", {}}, {"", {}}), "") << "no headline is no equal one";
}

TEST(LikenessWords, CountsWordsOfScriptsWithoutSpaces) {
  const std::string first = "市政府宣布新图书馆将于星期六开放，三年前旧馆被大火烧毁。";
  EXPECT_EQ(said(first + "\n新馆有九万册书，还有儿童工作室。", first), "the first paragraph");
  EXPECT_EQ(said(first, replaced(first, "星期六", "星期日")),
            "the same text with 1 new word, 1 left out");
}

Heading at(std::chrono::seconds time) { return {"", Timestamp(time)}; }

TEST(LikenessWords, SaysHowLongAfterOneAnother) {
  using namespace std::chrono_literals;
  const std::chrono::seconds day = 24h;
  for (const auto& [apart, words] :
       {std::pair<std::chrono::seconds, const char*>{0s, "at the same time"},
        {59s, "at the same time"},
        {60s, "1 minute apart"},
        {40min, "40 minutes apart"},
        {60min, "1 hour apart"},
        {61min, "61 minutes apart"},
        {119min, "119 minutes apart"},
        {2h, "2 hours apart"},
        {3h + 20min, "3 hours apart"},
        {24h, "1 day apart"},
        {47h, "47 hours apart"},
        {2 * day, "2 days apart"},
        {9 * day + 13h, "10 days apart"}}) {
    EXPECT_EQ(said("a b", "a b", at(100s), at(100s + apart)),
              std::string("word for word, ") + words);
    EXPECT_EQ(said("a b", "a b", at(100s + apart), at(100s)),
              std::string("word for word, ") + words);
  }
  EXPECT_EQ(said("a b", "a b", {}, at(0s)), "word for word");
  EXPECT_EQ(said("", "", at(0s), at(60s)), "") << "a time alone says nothing";
}

/// A text of `words` different words.
std::string long_text(int words, char letter = 'a') {
  std::string out;
  for (int i = 0; i < words; ++i) {
    for (int n = i + 1000; n > 0; n /= 10) out += static_cast<char>(letter + n % 10);
    out += i % 50 == 49 ? ".\n" : " ";
  }
  return out;
}

TEST(LikenessWords, SaysNothingThatDependsOnWhatWasNotCompared) {
  const std::string text = long_text(3000);
  const std::string half = long_text(500);
  const std::string few = "Well, then. " + long_text(400);
  EXPECT_EQ(said(text, text), "word for word as far as compared");
  EXPECT_EQ(said(text, long_text(2000)), "word for word as far as compared");
  EXPECT_EQ(said(text, "Well. " + text), "nearly the same text as far as compared");
  EXPECT_EQ(said(text, half), "the first ten paragraphs");
  EXPECT_EQ(said(half, text), "contains the other text");
  EXPECT_EQ(said(text, few + long_text(100, 'p')), "most of it is in the other text");
  EXPECT_EQ(said(few + long_text(100, 'p'), text), "contains most of the other text");
  EXPECT_EQ(said(text, long_text(1000)), "the first 1000 words")
      << "whether a paragraph ends there was not seen";
  EXPECT_EQ(said(text, long_text(200) + long_text(2000, 'p')), "the same first four paragraphs");
  EXPECT_EQ(said(text, long_text(2000, 'p')), "");
  EXPECT_EQ(said_under_one(text, long_text(2000, 'p')), "same headline");
}

TEST(LikenessWords, AreThoseOfTheReader) {
  using namespace std::chrono_literals;
  const auto indonesian = [](const std::string& first, const std::string& second,
                             const Heading& a = {},
                             const Heading& b = {}) { return said(first, second, a, b, "id"); };
  EXPECT_EQ(indonesian(report(1, 7), report(1, 3), at(0s), at(40min)),
            "tiga paragraf pertama, selisih 40 menit");
  EXPECT_EQ(indonesian("a b", "a b", {"One", {}}, {"Two", {}}), "kata demi kata dengan judul lain");
  EXPECT_EQ(indonesian(report(1, 7), replaced(report(1, 7), "14 million", "15 million")),
            "teks yang sama dengan 1 kata baru, 1 dihilangkan");
  EXPECT_EQ(said("a b", "a b", {}, {}, "tlh"), "word for word");
}

}  // namespace
}  // namespace wirefold::serve
