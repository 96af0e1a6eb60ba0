#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>

#include <random>

#include "wirefold/base/strings.h"
#include "wirefold/text/analyse.h"
#include "wirefold/text/language.h"
#include "wirefold/text/normal.h"
#include "wirefold/text/simhash.h"

namespace wirefold::text {
namespace {

std::vector<std::uint32_t> hashes(std::string_view body) {
  std::vector<std::uint32_t> out;
  for (const Token& t : analyse("", body).body) out.push_back(t.hash);
  return out;
}

std::vector<WordClass> kinds(std::string_view body) {
  std::vector<WordClass> out;
  for (const Token& t : analyse("", body).body) out.push_back(t.kind);
  return out;
}

TEST(Words, AreTheSameWhateverTheirCaseWidthOrPunctuation) {
  EXPECT_EQ(hashes("Presiden RUSIA, Vladimir."), hashes("presiden rusia — vladimir"));
  EXPECT_EQ(hashes("ПУТИН Ёлка"), hashes("путин ёлка"));
  EXPECT_EQ(hashes("ＡＢＣ"), hashes("abc"));       // full width, by NFKC
  EXPECT_EQ(hashes("cafe\u0301"), hashes("café"));  // combining accent
  EXPECT_NE(hashes("kereta"), hashes("kapal"));
}

TEST(Words, KeepANumberWhole) {
  using enum WordClass;
  EXPECT_EQ(kinds("M 7,1 gempa 11.000 orang."),
            (std::vector{kPlain, kNumber, kPlain, kNumber, kPlain}));
  EXPECT_EQ(hashes("7,1"), hashes("7.1"));
  EXPECT_NE(hashes("7,1"), hashes("71"));
}

TEST(Words, KnowNamesInsideASentenceOnly) {
  using enum WordClass;
  EXPECT_EQ(kinds("Presiden Putin tiba. Warga senang"),
            (std::vector{kPlain, kName, kPlain, kPlain, kPlain}));
}

TEST(Words, ComeFromADictionaryWhereThereAreNoSpaces) {
  EXPECT_EQ(hashes("中国新闻"), hashes("中国 新闻"));
  EXPECT_EQ(hashes("市政府关闭大桥"), hashes("市政府 关闭 大桥"));
  EXPECT_EQ(hashes("東京の天気予報"), hashes("東京 の 天気 予報"));
  EXPECT_EQ(hashes("สวัสดีชาวโลก"), hashes("สวัสดี ชาว โลก"));
  EXPECT_EQ(hashes("ស្ពានចាស់"), hashes("ស្ពាន ចាស់"));
  EXPECT_EQ(hashes("한국 뉴스").size(), 2u);  // Korean has spaces
  EXPECT_EQ(hashes("日").size(), 1u);
  EXPECT_EQ(hashes("コーヒー").size(), 1u);  // the prolonged sound is part of the word
}

TEST(Words, AreNotCutByWhatCannotBeSeen) {
  EXPECT_EQ(hashes("Mes\u00ADsen\u00ADger"), hashes("Messenger"));
  EXPECT_EQ(hashes("fer\u200Bry"), hashes("ferry"));
  EXPECT_EQ(hashes("\u202Bferry\u202C \uFEFFport"), hashes("ferry port"));
  EXPECT_EQ(hashes("สวัส\u200Bดี\u200Bชาวโลก"), hashes("สวัสดีชาวโลก"));
  EXPECT_EQ(hashes("ស្ពាន\u200Bចាស់"), hashes("ស្ពានចាស់"));
}

// The table of folded characters must agree with ICU's folding of the whole word.
TEST(Words, AreFoldedAsIcuFoldsThemWhole) {
  std::size_t compared = 0;
  for (char32_t c = 0x80; c < 0x3000; ++c) {
    for (const std::string_view around : {"e", "\u0915", "\u0627", "\u05D0", "\u094D"}) {
      std::string word(around);
      append_utf8(word, c);
      word += around;
      const std::vector<std::uint32_t> whole = hashes(fold_case(word));
      if (hashes(word).size() != 1 || whole.size() != 1) continue;
      ++compared;
      ASSERT_EQ(hashes(word), whole) << std::hex << static_cast<std::uint32_t>(c);
    }
  }
  EXPECT_GT(compared, 20000u);
  // Fatha and shadda in either order.
  EXPECT_EQ(hashes("\u062F\u0651\u064E\u0627"), hashes("\u062F\u064E\u0651\u0627"));
}

TEST(Words, KeepTheirApostrophesAndNotTheQuotesAroundThem) {
  EXPECT_EQ(hashes("don't"), hashes("don’t"));
  EXPECT_EQ(hashes("'word'"), hashes("word"));
  EXPECT_NE(hashes("don't"), hashes("dont"));
}

TEST(Words, LongerThanAnyAreKnownByTheirBeginning) {
  const std::string endless(5000, 'a');
  EXPECT_EQ(hashes(endless).size(), 1u);
  EXPECT_EQ(hashes(endless), hashes(endless + "b"));
}

TEST(Sentences, CoverTheWholeBody) {
  const Document doc = analyse("", "One two three. Four five!\nSix seven 3.5 eight");
  ASSERT_EQ(doc.sentences.size(), 3u);
  std::uint32_t at = 0;
  for (const Sentence& s : doc.sentences) {
    EXPECT_EQ(s.first, at);
    at = s.last;
  }
  EXPECT_EQ(at, doc.body.size());
}

TEST(Sentences, AreEqualWhereTheirWordsAre) {
  const Document a = analyse("", "First here. The very same sentence stands in both of them.");
  const Document b = analyse("", "THE VERY SAME SENTENCE STANDS IN BOTH OF THEM. Last there.");
  EXPECT_EQ(a.sentences[1].hash, b.sentences[0].hash);
  EXPECT_EQ(a.sentences[1].fingerprint, b.sentences[0].fingerprint);
}

TEST(Analyse, ReadsNoMoreThanItsLimit) {
  std::string endless;
  for (std::size_t i = 0; i < kMaxWords + 500; ++i) endless += "w ";
  EXPECT_EQ(analyse("", endless).body.size(), kMaxWords);
}

TEST(Analyse, TakesAnyBytes) {
  std::mt19937 random(20240911);  // fixed, so that a failure repeats
  for (int round = 0; round < 200; ++round) {
    std::string junk(random() % 300, '\0');
    for (char& c : junk) c = static_cast<char>(random());
    const Document doc = analyse(junk, junk);
    EXPECT_LE(doc.body.size(), junk.size());
  }
}

/// The fingerprint by its definition, feature by feature and bit by bit.
Fingerprint naive(const std::vector<std::uint64_t>& features) {
  std::uint64_t out = 0;
  for (unsigned bit = 0; bit < 64; ++bit) {
    std::size_t votes = 0;
    for (const std::uint64_t f : features) votes += (f >> bit) & 1;
    if (votes * 2 > features.size()) out |= std::uint64_t{1} << bit;
  }
  return Fingerprint{out};
}

TEST(SimHash, AgreesWithItsDefinition) {
  std::mt19937_64 random(1);
  for (const std::size_t n : {0, 1, 2, 3, 7, 64, 1000}) {
    std::vector<std::uint64_t> features(n);
    SimHash sum;
    for (std::uint64_t& f : features) sum.add(f = random());
    EXPECT_EQ(sum.value(), naive(features)) << n;
  }
}

TEST(SimHash, MovesLittleWhenLittleChanges) {
  std::string text;
  for (int i = 0; i < 200; ++i) text += "word" + std::to_string(i) + " ";
  const Document a = analyse("", text);
  const Document b = analyse("", text + "and three more");
  std::string other;
  for (int i = 0; i < 200; ++i) other += "another" + std::to_string(i) + " ";
  EXPECT_LE(distance(a.whole, b.whole), 8);
  EXPECT_GE(distance(a.whole, analyse("", other).whole), 16);
}

TEST(DetectLanguage, KnowsTheLanguagesOfTheDemo) {
  EXPECT_EQ(detect_language("Presiden menandatangani undang-undang yang mengesahkan perjanjian "
                            "kemitraan dengan negara tetangga pada hari Sabtu"),
            "id");
  EXPECT_EQ(detect_language("The president signed into law a treaty with its neighbour on "
                            "Saturday, according to a decree published by the government"),
            "en");
  EXPECT_EQ(detect_language("Президент подписал федеральный закон о ратификации договора"), "ru");
  EXPECT_EQ(detect_language("대통령이 조약을 비준하는 법안에 서명했다고 정부가 밝혔다"), "ko");
  EXPECT_EQ(detect_language("مدیر سد گفت کشاورزان برای هر هکتار گندم آب دارند"), "fa");
  EXPECT_EQ(detect_language("مدير سد گفت كشاورزان براي هر هكتار گندم آب دارند"), "fa");
  EXPECT_EQ(detect_language("123"), "");
}

TEST(PrimaryTag, IsTwoOrThreeLetters) {
  EXPECT_EQ(primary_tag("en-US"), "en");
  EXPECT_EQ(primary_tag("in_ID"), "id");
  EXPECT_EQ(primary_tag("x"), "");
  EXPECT_EQ(primary_tag(""), "");
  EXPECT_EQ(primary_tag("FIL-PH"), "fil");
  for (const char* const odd : {"12", "e1", "\"en", "<b>", "é", "english", "@@"}) {
    EXPECT_EQ(primary_tag(odd), "") << odd;
  }
}

TEST(Samples, AreDenseAtTheBeginningAndThinLaterOn) {
  std::string text;
  for (int i = 0; i < 2000; ++i) text += "w" + std::to_string(i) + ' ';
  const std::vector<std::uint32_t> all = analyse("", text).samples;
  const std::vector<std::uint32_t> beginning = analyse("", text.substr(0, 200)).samples;
  EXPECT_GE(beginning.size(), 5u);  // of some 40 words
  EXPECT_LE(all.size(), 55u);       // 10 + 8 + 11 + 12, give or take
  EXPECT_GE(all.size(), 25u);
  EXPECT_TRUE(std::includes(all.begin(), all.end(), beginning.begin(), beginning.end()));
  // A text that begins near the end of another keeps some of the same samples.
  const std::vector<std::uint32_t> end = analyse("", text.substr(text.size() - 6000)).samples;
  std::vector<std::uint32_t> shared;
  std::set_intersection(all.begin(), all.end(), end.begin(), end.end(), std::back_inserter(shared));
  EXPECT_GE(shared.size(), 3u);
}

}  // namespace
}  // namespace wirefold::text
