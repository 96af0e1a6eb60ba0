#include "text/words/letters.h"

#include "unit/text/pairs.h"

namespace wirefold::text {
namespace {

TEST(Letters, HaveOneFormInTheArabicScript) {
  expect_equal({{"علي", "على"},
                {"یک کشتی", "يك كشتي"},
                {"أكد إلى آخر", "اكد الي اخر"},
                {"السفينة", "السفينه"},
                {"ہے", "هے"},
                {"ٱلبحر", "البحر"},
                {"الســـفينة", "السفينة"},
                {"السَّفِينَةُ", "السفينة"},
                {"نامهٔ", "نامه"},
                {"ﻻ", "لا"}});
}

TEST(Letters, LoseTheirAccents) {
  expect_equal({{"Fähre Überfahrt", "FAHRE UBERFAHRT"},
                {"éléphant à Nîmes", "ELEPHANT A NIMES"},
                {"Γέφυρα Αθήνας", "ΓΕΦΥΡΑ ΑΘΗΝΑΣ"},
                {"самолёт", "самолет"},
                {"Timişoara", "Timișoara"},
                {"İzmir Işık", "IZMIR ışık"},
                {"ca\u0302\u0300u", "cầu"},
                {"Straße", "STRASSE"}});
}

TEST(Letters, AreTheirBaseWhereUnicodeTakesThemForOthers) {
  expect_equal({{"Łódź żółta", "Lodz zolta"},
                {"Đà Nẵng đồng", "Da Nang dong"},
                {"Tromsø Ærø œuvre", "Tromso Aero oeuvre"},
                {"Għawdex Ħamrun", "Ghawdex Hamrun"},
                {"Þingvellir við Reykjavík", "Thingvellir vid Reykjavik"},
                {"Ɗan Ƙasa ɓangare", "Dan Kasa bangare"},
                {"Đoković i đaci", "Dokovic i daci"}});
}

TEST(Letters, LoseTheirPoints) {
  expect_equal(
      {{"סְפִינָה", "ספינה"}, {"\uFB2A", "ש"}, {"जहाज़", "जहाज"}, {"आँख", "आंख"}, {"গাড়ি", "গাডি"}});
}

// Signs that change the word.
TEST(Letters, KeepSignsOfVowelsAndTones) {
  expect_different({{"कि", "की"},
                    {"क्", "क"},
                    {"ไม้", "ไม"},
                    {"が", "か"},
                    {"ပို့", "ပို"},
                    {"ספינה", "שפינה"},
                    {"باب", "ناب"},
                    {"para", "paro"},
                    {"мир", "мор"}});
}

TEST(Letters, AreOneHoweverTheyAreEncoded) {
  expect_equal({{"\u1112\u1161\u11AB\u1100\u116E\u11A8", "한국"},
                {"か\u3099", "が"},
                {"ｶﾞｿﾘﾝ価格のﾆｭｰｽを読む", "ガソリン価格のニュースを読む"},
                {"\u0958", "क"},
                {"п’ять", "пʼять"},
                {"don‘t", "don't"}});
}

TEST(Letters, CanBeOneThatIsTypedAsSeveral) {
  expect_equal({{"समुन्दर", "समुंदर"},
                {"चम्पा", "चंपा"},
                {"เเม่น้ำ", "แม่น้ำ"},
                {"เรือเเละเ\u200Bเม่น้ำ", "เรือและแม่น้ำ"}});
  EXPECT_EQ(spelled_words("เรือเเละแม่น้ำ"), (std::vector<std::string_view>{"เรือ", "เเละ", "แม่น้ำ"}));
  expect_different({{"समुनदर", "समुंदर"}, {"เม่น้ำ", "แม่น้ำ"}});
}

TEST(Letters, OfThePersianScriptPartAtANonJoiner) {
  expect_equal({{"می\u200Cروم", "می روم"}, {"کتاب\u200Cها", "کتاب ها"}});
  expect_equal({{"क्\u200Cष", "क्ष"}, {"fer\u200Cry", "ferry"}});
}

TEST(Letters, AreOfTheScriptThatTheirWordIsOf) {
  expect_equal(
      {{"\u043Foc\u0442a\u0432\u0438\u043B\u0438 Mo\u0441\u043A\u0432\u0430", "поставили Москва"},
       {"T\u0443л\u0430 \u0451жik", "Тула \u0451жik"},
       {"Bep\u0445o\u0432\u043D\u0430 p\u0430\u0434a yкpa\u0457\u043D\u0430",
        "Верховна рада україна"},
       {"f\u0435rry \u0421\u043Epenhagen \u0440\u0430yment", "ferry Copenhagen payment"},
       {"\u03BAa\u03B9 A\u03B8\u03AE\u03BD\u03B1", "και Αθήνα"},
       {"св\u00EBкла", "свёкла"}});
  expect_different({{"cop", "сор"}, {"ВЕСТ", "BECT"}, {"μm", "mm"}});
}

TEST(Letters, MayHaveASpaceBetweenEachTwo) {
  expect_equal({{"北 京 市 的 地 铁 ， 今 天 开 通 。", "北京市的地铁，今天开通。"},
                {"船 は 港 に 着 い た", "船は港に着いた"},
                {"臺 北 市 的 捷 運", "臺北市的捷運"},
                {"北　京　市 地铁", "北京市 地铁"},
                {"二 〇 三 一 年", "二〇三一年"}});
  // In names and lists the spaces count.
  expect_different({{"北 京", "北京"}, {"北京 市 的", "北京市的"}, {"北\n京\n市", "北京市"}});
  EXPECT_EQ(spelled_words("北 京 市"), (std::vector<std::string_view>{"北 京 市"}));
}

TEST(Letters, AreTypedAsDigraphsInSomeLanguages) {
  expect_equal({{"Die Fähre für zwölf Köche und die Überfahrt sind geändert",
                 "Die Faehre fuer zwoelf Koeche und die UEBERFAHRT sind geaendert"},
                {"Die neue Bäuerin ist mit der Frau auf dem Öltanker",
                 "Die neue Baeuerin ist mit der Frau auf dem Oeltanker"},
                {"Det er på Sejerø og køerne har færgen også ved søen Ågård",
                 "Det er paa Sejeroe og koeerne har faergen ogsaa ved soeen Aagaard"},
                {"Han har ikke vært i Tromsø på åtte år og vil dit",
                 "Han har ikke vaert i Tromsoe paa aatte aar og vil dit"},
                {"Det är inte så och hon har sagt att Åsa är här på ön",
                 "Det aer inte saa och hon har sagt att Aasa aer haer paa oen"},
                {"die und das mit der “erfüllt” für", "die und das mit der “erfuellt” fuer"},
                // Words of the language file, and numbers.
                {"die und für das mit fünf der", "die und fuer das mit 5 der"}});
  expect_different({{"de boer is in het huis en van", "de bor is in het huis en van"},
                    {"the poet and of from aerial", "the pot and of from arial"},
                    {"die und der Koch das mit", "die und der Kuch das mit"}});
}

TEST(Letters, OfPersianAffixesJoinThemToTheirWord) {
  expect_equal({{"او از این که می\u200Cگوید و", "او از این که می گوید و"},
                {"او از این که می\u200Cگوید و", "او از این که میگوید و"},
                {"او از این که نمی خواهند و", "او از این که نمیخواهند و"},
                {"او در این خانه\u200Cهای بزرگ\u200Cتر و", "او در این خانه های بزرگتر و"},
                {"او در این خانههایشان و", "او در این خانه هایشان و"},
                {"او را در این دیده\u200Cاند و", "او را در این دیده اند و"},
                {"که از در این میشود", "که از در این می شود"}});
  expect_different(
      {{"او از این که ها و", "او از اینکه ها و"}, {"او در این ۲۰ ای و", "او در این ۲۰ و"}});
  const std::string_view body = "او از این که می\u200Cگوید و خانه ها. از آن";
  const Document document = words_of("", body);
  EXPECT_EQ(spelled_words(body).size(), document.body.size());
  EXPECT_EQ(spelled_words(body)[4], "می\u200Cگوید");
  ASSERT_EQ(document.sentences.size(), 2u);
  EXPECT_EQ(document.sentences[0].last, 7u);
}

TEST(Letters, AreNothingByThemselvesIfTheyOnlyModify) {
  EXPECT_TRUE(token_hashes("\u0301 \u0640 \u0650").empty());
  EXPECT_EQ(normal_word("\u0301"), "");
  EXPECT_EQ(normal_word("\u1015\u1037"), "\u1015\u1037");  // a tone, in the class of the nukta
}

}  // namespace
}  // namespace wirefold::text
