#include <algorithm>

#include "text/numbers/decimal.h"
#include "unit/text/pairs.h"
#include "wirefold/text/sentences.h"

namespace wirefold::text {
namespace {

TEST(Numbers, AreEqualByValueInEveryScript) {
  expect_equal({{"４１ Boote", "41 Boote"},
                {"४१ नाव", "41 नाव"},
                {"৪১ নৌকা", "41 নৌকা"},
                {"٤١ قارب", "۴۱ قارب"},
                {"๔๑ ลำ", "41 ลำ"},
                {"၄၁ စင်း", "41 စင်း"},
                {"៤១ គ្រឿង", "41 គ្រឿង"},
                {"𝟒𝟏 boats", "41 boats"}});
}

TEST(Numbers, AreEqualHoweverTheyAreGrouped) {
  for (const char* written :
       {"6.450", "6,450", "6 450", "6'450", "6’450", "6\u00A0450", "6\u202F450", "6\u2009450",
        "6٬450", "٦٬٤٥٠", "६,४५०", "6\u200B450"}) {
    expect_equal({{written, "6450"}});
  }
  expect_equal({{"12,34,500", "1234500"},
                {"१२,३४,५००", "1234500"},
                {"6.450,70", "6,450.7"},
                {"6 450,7", "6450.70"},
                {"6٬450٫7", "6450.7"},
                {"1.000.000", "1'000'000"},
                {"0,125", "0.125"},
                {"33,9", "33.90"},
                {"2½", "2,5"},
                {"６，４５０．５", "6450.5"},
                {"07", "7"}});
}

TEST(Numbers, StayApart) {
  expect_different({{"6,4", "6400"},
                    {"33.9", "339"},
                    {"5", "6"},
                    {"6٫450", "6٬450"},
                    {"4:15", "415"},
                    {"4:15", "4.15"},
                    {"5.11.47", "51147"},
                    {"17.10.2025", "17102025"},
                    {"2025-10-17", "20251017"},
                    {"5 300.000", "5300"},
                    {"2025 300", "2025300"},
                    {"4:15 300", "4:15300"},
                    {"30 45", "3045"},
                    {"0 450", "450"},
                    {"2031，300人", "2031.3人"},
                    {"7，5人", "7.5人"}});
}

TEST(Numbers, OfDatesHaveOneForm) {
  expect_equal({{"٢٠٢٥-١٠-١٧ ٣٠٠ قارب", "2025-10-17 300 قارب"},
                {"07.10.2025", "7.10.2025"},
                {"10.2.1.4", "10.2.1.4"}});
  EXPECT_EQ(token_hashes("17.10.2025").size(), 1u);
  EXPECT_EQ(token_hashes("2025-10-17").size(), 3u);
}

TEST(Numbers, PartFromLetters) {
  expect_equal({{"Rp9 dan US$9", "Rp 9 dan US $ 9"},
                {"9kg", "9 kg"},
                {"선박 41척을", "선박 41 척을"},
                {"A380", "A 380"},
                {"5.30am", "5.30 am"},
                {"9km²", "9 km 2"}});
}

// The words around a number tell the language.
TEST(Numbers, TakeTheirMagnitude) {
  expect_equal({{"die Werft hat 6,5 Millionen und der", "die Werft hat 6.500.000 und der"},
                {"die Werft hat 6,5 Mio und der", "die Werft hat 6.500.000 und der"},
                {"yang dan ini 3,4 triliun dari", "yang dan ini 3.400.000.000.000 dari"},
                {"yang dan ini Rp650 ribu dari", "yang dan ini Rp 650.000 dari"},
                {"the and of $6.5bn from", "the and of $6,500,000,000 from"},
                {"the and of 3 crore 20 lakh from", "the and of 3,20,00,000 from"},
                {"в и на 6,5 млрд для", "в и на 6 500 000 000 для"},
                {"в и на 30 тыс. для", "в и на 30 000. для"},
                {"और का में ६ करोड़ से", "और का में 6,00,00,000 से"},
                {"este y de 6 mil millones los", "este y de 6.000.000.000 los"},
                {"não de que 3,4 milhões foi", "não de que 3.400.000 foi"},
                {"il di che 3,4 miliardi sono", "il di che 3.400.000.000 sono"},
                {"ve bir bu 3,4 milyar ile", "ve bir bu 3.400.000.000 ile"},
                {"của và là 3,4 tỷ được", "của và là 3.400.000.000 được"},
                {"ที่และใน 6 ล้านบาทของ", "ที่และใน 6,000,000 บาทของ"},
                {"من في على 6 ملايين إلى", "من في على ٦٠٠٠٠٠٠ إلى"},
                {"در به از ۶ میلیارد که", "در به از 6000000000 که"},
                {"船は3億4000万円で、これは", "船は340000000円で、これは"},
                {"他在是的6.5万人和", "他在是的65000人和"}});
}

TEST(Numbers, TakeAMagnitudeOfOneLetterBesideACurrency) {
  expect_equal({{"yang dan ini Rp1,7 T dari", "yang dan ini Rp1,7 triliun dari"},
                {"yang dan ini Rp 2,5 M dari", "yang dan ini Rp 2,5 miliar dari"},
                {"yang dan ini Rp500 rb dari", "yang dan ini Rp500.000 dari"},
                {"yang dan ini 2,5 jt dari", "yang dan ini 2,5 juta dari"},
                {"the and of $2.5M from", "the and of $2.5 million from"},
                {"the and of USD 3b from", "the and of USD 3 billion from"},
                {"the and of €3bn from", "the and of €3,000,000,000 from"},
                {"le la des 2,5 M€ est", "le la des 2,5 millions € est"},
                {"este y de 2,5 M€ los", "este y de 2,5 millones € los"},
                {"die das und 40 M€ der", "die das und 40 Mio. € der"}});
  expect_different({{"yang dan ini 5 T dari", "yang dan ini 5 triliun dari"},
                    {"die das und 5 m der", "die das und 5 Mio der"},
                    {"the and of 5 t from", "the and of 5 trillion from"}});
}

TEST(Numbers, TakeMagnitudesThatAreStuckToDigits) {
  expect_equal({{"이번 대한 지난 4천여 톤", "이번 대한 지난 4000여 톤"},
                {"이번 대한 지난 2억5천만원을", "이번 대한 지난 250000000원을"},
                {"이번 대한 지난 3만 4000명", "이번 대한 지난 34000명"},
                // The same in decomposed letters.
                {"이번 대한 지난 4\u110E\u1165\u11AB\u110B\u1167 톤", "이번 대한 지난 4000여 톤"}});
  expect_different({{"이번 대한 지난 4만 명", "이번 대한 지난 4천 명"}});
}

TEST(Numbers, InWordsAreEqualToDigits) {
  expect_equal({{"yang dan ini empat puluh sembilan dari", "yang dan ini 49 dari"},
                {"yang dan ini empat belas dari", "yang dan ini 14 dari"},
                {"yang dan ini seribu tiga ratus dari", "yang dan ini 1.300 dari"},
                {"yang dan ini satu juta dari", "yang dan ini 1.000.000 dari"},
                {"the and of forty-nine from", "the and of 49 from"},
                {"the and of three hundred and nine from", "the and of 309 from"},
                {"the and of sixty thousand two hundred from", "the and of 60,200 from"},
                {"die das und neunundvierzig der", "die das und 49 der"},
                {"le la des quatre-vingt-seize est", "le la des 96 est"},
                {"este y de cuarenta y nueve los", "este y de 49 los"},
                {"и в на сорок девять для", "и в на 49 для"},
                {"और का में नौ सौ से", "और का में 900 से"},
                {"और का में डेढ़ लाख से", "और का में 1,50,000 से"},
                {"من في على تسعة وأربعين إلى", "من في على 49 إلى"},
                {"در به از چهل و نه که", "در به از ۴۹ که"},
                {"của và là bốn mươi chín được", "của và là 49 được"},
                {"船は四百九十人で", "船は490人で"},
                {"船は一億三千万円で", "船は130000000円で"},
                {"一九八四年的船", "1984年的船"},
                {"二〇三一年的船", "2031年的船"},
                {"선박 삼백사십 척", "선박 340 척"}});
}

TEST(Numbers, CanBeginWithAFraction) {
  expect_equal({{"এবং এই থেকে সাড়ে তিন লাখ জন্য", "এবং এই থেকে ৩,৫০,০০০ জন্য"},
                {"এবং এই থেকে পৌনে দুই কোটি জন্য", "এবং এই থেকে ১.৭৫ কোটি জন্য"},
                {"এবং এই থেকে আড়াই হাজার জন্য", "এবং এই থেকে ২৫০০ জন্য"},
                {"और का में साढ़े तीन लाख से", "और का में 3.5 लाख से"},
                {"और का में साढ़े 3 लाख से", "और का में 3.5 लाख से"},
                {"और का में सवा लाख से", "और का में 1,25,000 से"},
                {"और का में पौने दो सौ से", "और का में 175 से"},
                {"और का में साढ़े सात से", "और का में 7.5 से"},
                {"اور کے میں ساڑھے تین لاکھ سے", "اور کے میں 3.5 لاکھ سے"},
                {"اور کے میں سوا کروڑ سے", "اور کے میں 12500000 سے"},
                {"மற்றும் இந்த ஒரு இரண்டரை லட்சம் என்று", "மற்றும் இந்த ஒரு 2.5 லட்சம் என்று"},
                {"the and of half a million from", "the and of 500,000 from"},
                {"the and of two and a half million from", "the and of 2.5 million from"},
                {"die das und eine halbe Million der", "die das und eine 500.000 der"},
                {"и в на полтора миллиона для", "и в на 1,5 млн для"},
                {"yang dan ini setengah juta dari", "yang dan ini 500 ribu dari"}});
  expect_different({{"और का में साढ़े तीन से", "और का में तीन से"},
                    {"और का में पौने दो से", "और का में सवा दो से"},
                    {"the and of half from", "the and of 0.5 from"}});
}

TEST(Numbers, AreSumsOfGroupsInDigitsOrLetters) {
  expect_equal({{"이번 대한 지난 1조 2천억 원", "이번 대한 지난 1조2000억 원"},
                {"이번 대한 지난 1조 2천억 원", "이번 대한 지난 1200000000000 원"},
                {"이번 대한 지난 삼만 톤", "이번 대한 지난 3만 톤"},
                {"이번 대한 지난 1억 2천만 원", "이번 대한 지난 120000000 원"},
                {"이번 대한 지난 1억 이천만 원", "이번 대한 지난 120000000 원"},
                {"이번 대한 지난 2만 오천 명", "이번 대한 지난 25000 명"},
                {"이번 대한 지난 일억 이천만 원", "이번 대한 지난 120000000 원"},
                {"이번 대한 지난 이천이십팔 년", "이번 대한 지난 2028 년"},
                {"船は2億 3000万円で、これは", "船は230000000円で、これは"},
                {"船は二億 三千万円で、これは", "船は230000000円で、これは"},
                {"船は2億三千万円で、これは", "船は230000000円で、これは"},
                {"他在是的2亿 3000万人和", "他在是的230000000人和"},
                {"他在是的三百万人和", "他在是的3百万人和"}});
  expect_different({{"이번 대한 지난 1조 2천억 원", "이번 대한 지난 1조 2천만 원"},
                    {"船は2億 300人で、これは", "船は200000300人で、これは"}});
}

TEST(Numbers, AreTimesBesideAWordThatSaysSo) {
  expect_equal({{"yang dan ini pukul 08.30 WITA dari", "yang dan ini pukul 8:30 WITA dari"},
                {"yang dan ini 09.00-10.30 WIB dari", "yang dan ini 9:00-10:30 WIB dari"},
                {"die das und um 9.30 Uhr der", "die das und um 9:30 Uhr der"},
                {"die das und 9.05 bis 11.30 Uhr der", "die das und 9:05 bis 11:30 Uhr der"},
                {"die das und um 9.00 Uhr der", "die das und um 9 Uhr der"},
                {"the and of 6:00 a.m. from", "the and of 6 a.m. from"},
                {"il di che dalle 22.00 alle 6.00 sono", "il di che dalle 22 alle 6 sono"},
                {"the and of 8.30pm from", "the and of 8:30 pm from"},
                {"the and of 8.30 p.m. from", "the and of 8:30 p.m. from"},
                {"ที่และใน 08.30 น. ของ", "ที่และใน 08:30 น. ของ"},
                {"det är och kl. 20.15 har", "det är och kl. 20:15 har"},
                {"ja on ei klo 8.30 oli että", "ja on ei klo 8:30 oli että"},
                {"il di che alle ore 8.30 sono", "il di che alle ore 8:30 sono"},
                {"در به از ساعت ۸.۳۰ که", "در به از ساعت ۸:۳۰ که"}});
  expect_different({{"the and of 8.30 from", "the and of 8:30 from"},
                    {"yang dan ini 08.30 dari", "yang dan ini 08:30 dari"},
                    {"die das und um 9.65 Uhr der", "die das und um 9:65 Uhr der"},
                    {"die das und um 9.30 Uhr der", "die das und um 9.45 Uhr der"},
                    {"die das und um 25.30 Uhr der", "die das und um 25:30 Uhr der"},
                    {"die das und um 9.305 Uhr der", "die das und um 9:305 Uhr der"}});
  // A time is one token, and so is a number with its magnitude.
  const std::string_view body = "Die das und um 9.30 Uhr der. Das ist die mit 3 Millionen.";
  const std::vector<std::string_view> spelled = spelled_words(body);
  const Document document = words_of("", body);
  ASSERT_EQ(spelled.size(), document.body.size());
  EXPECT_EQ(spelled[4], "9.30");
  EXPECT_EQ(spelled.back(), "3 Millionen");
  EXPECT_EQ(document.sentences[0].last, 7u);
}

TEST(Numbers, OfTwoWordsAreOneNumber) {
  expect_equal({{"של על את שנים עשר הוא", "של על את 12 הוא"},
                {"של על את חמש עשרה הוא", "של על את 15 הוא"},
                {"من في على اثنا عشر إلى", "من في على 12 إلى"},
                {"من في على ثلاث عشرة إلى", "من في على 13 إلى"},
                {"của và là mười hai được", "của và là 12 được"}});
}

TEST(Numbers, InWordsEndWhereTheNextBegins) {
  expect_equal({{"yang dan ini tiga, tujuh dari", "yang dan ini 3, 7 dari"},
                {"the and of nineteen ninety from", "the and of 19 90 from"},
                {"the and of two or three from", "the and of 2 or 3 from"}});
  expect_different({{"the and of two hundred. Five from", "the and of 205 from"},
                    {"the and of 6 million two years ago", "the and of 6,000,002 years ago"},
                    {"the and of one million two years ago", "the and of 1,000,002 years ago"},
                    {"the and of one from", "the and of 1 from"},
                    {"七八个人的", "78个人的"},
                    {"五十嵐さんの船", "50嵐さんの船"},
                    {"백일 척", "101 척"}});
}

TEST(Numbers, KeepOneSpellingAToken) {
  const std::string_view body =
      "Die Werft und der Hafen kosten 6,5 Millionen Euro. Neunzig Boote, das sind viele.\n"
      "Es sind drei tausend zwei hundert.";
  const Document document = words_of("", body);
  const std::vector<std::string_view> spelled = spelled_words(body);
  ASSERT_EQ(spelled.size(), document.body.size());
  EXPECT_EQ(spelled[6], "6,5 Millionen");
  EXPECT_EQ(document.body[6].kind, WordClass::kNumber);
  EXPECT_EQ(spelled.back(), "drei tausend zwei hundert");
  EXPECT_EQ(count_words(body), document.body.size());
  ASSERT_EQ(document.sentences.size(), 3u);
  EXPECT_EQ(spelled[document.sentences[1].first], "Neunzig");
  EXPECT_EQ(document.sentences[1].first, document.sentences[0].last);
  EXPECT_EQ(spelled[document.sentences[2].first], "Es");
  EXPECT_EQ(document.sentences[2].last, document.body.size());
}

TEST(Numbers, OfSeveralWordsLeaveSentencesTheirHashes) {
  const std::string_view text = "Es sind 6,5 Millionen und das ist viel. Der Hafen ist alt.";
  const std::uint64_t unwanted = words_of("", text).sentences.at(0).hash;
  EXPECT_EQ(without_sentences(text, [=](std::uint64_t hash) { return hash == unwanted; }),
            "Der Hafen ist alt.");
}

TEST(Numbers, TakeNoTimeInTheSquareOfTheirLength) {
  std::string digits(200000, '7');
  EXPECT_EQ(token_hashes(digits).size(), 1u);
  std::string groups = "1";
  for (int i = 0; i < 50000; ++i) groups += " 200";
  EXPECT_EQ(token_hashes(groups).size(), 1u);
}

TEST(Decimal, IsExact) {
  const auto text = [](std::string_view digits) { return Decimal::parse(digits).value().text(); };
  EXPECT_EQ(text("0"), "0");
  EXPECT_EQ(text("007.50"), "7.5");
  EXPECT_EQ(text("0.050"), "0.05");
  EXPECT_EQ(text("120000"), "120000");
  EXPECT_EQ(Decimal::parse("7.5")->times_power(6).text(), "7500000");
  EXPECT_EQ(Decimal::parse("2.5")->plus(*Decimal::parse("1000"))->text(), "1002.5");
  EXPECT_EQ(Decimal::parse("2")->minus(*Decimal::parse("0.25"))->text(), "1.75");
  EXPECT_EQ(Decimal::parse("1000")->minus(*Decimal::parse("1"))->text(), "999");
  EXPECT_FALSE(Decimal::parse("1")->minus(*Decimal::parse("1.5")));
  EXPECT_TRUE(Decimal::parse("999")->is_below_power(3));
  EXPECT_FALSE(Decimal::parse("1000")->is_below_power(3));
  for (const char* wrong : {"", ".", "1.", ".5", "1.2.3", "x", "1234567890123456789"}) {
    EXPECT_FALSE(Decimal::parse(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace wirefold::text
