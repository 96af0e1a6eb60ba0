#include <gtest/gtest.h>

#include "wirefold/text/wire.h"

namespace wirefold::text {
namespace {

struct Case {
  std::string_view text;
  WireFacts facts;
  std::string_view body;
};

void expect_all(std::initializer_list<Case> cases) {
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    const WireCopy copy = read_wire(c.text);
    EXPECT_EQ(copy.facts.agency, c.facts.agency);
    EXPECT_EQ(copy.facts.place, c.facts.place);
    EXPECT_EQ(copy.facts.byline, c.facts.byline);
    EXPECT_EQ(copy.body, c.body);
  }
}

TEST(ReadWire, Datelines) {
  expect_all(
      {Case{"JAKARTA, ANTARA - Presiden tiba.", {"ANTARA", "JAKARTA", ""}, "Presiden tiba."},
       Case{"Jakarta (ANTARA) - Presiden tiba.", {"ANTARA", "Jakarta", ""}, "Presiden tiba."},
       Case{"MOSCOW (Reuters) - The treaty was signed.",
            {"Reuters", "MOSCOW", ""},
            "The treaty was signed."},
       Case{"WASHINGTON, Nov 9 (Reuters) - The treaty was signed.",
            {"Reuters", "WASHINGTON", ""},
            "The treaty was signed."},
       Case{"SEOUL, Nov. 10 (Yonhap) -- The army moved.",
            {"Yonhap", "SEOUL", ""},
            "The army moved."},
       Case{"PARIS (AFP) – The vote was close.", {"AFP", "PARIS", ""}, "The vote was close."},
       Case{"NEW YORK (AP) — Stocks rose.", {"AP", "NEW YORK", ""}, "Stocks rose."},
       Case{"Berlin (dpa/bb) - Die Brücke bleibt zu.",
            {"dpa", "Berlin", ""},
            "Die Brücke bleibt zu."},
       Case{"МОСКВА, 9 ноября. /ТАСС/. Договор подписан.",
            {"TASS", "МОСКВА", ""},
            "Договор подписан."},
       Case{"МОСКВА, 9 ноя - РИА Новости. Договор подписан.",
            {"RIA Novosti", "МОСКВА", ""},
            "Договор подписан."},
       Case{"Madrid, 9 nov (EFE).- El puente se cierra.",
            {"EFE", "Madrid", ""},
            "El puente se cierra."},
       Case{"(ANSA) - ROMA, 09 NOV - Il ponte chiude.", {"ANSA", "ROMA", ""}, "Il ponte chiude."},
       Case{"(서울=연합뉴스) 김도현 기자 = 시는 다리를 폐쇄했다.",
            {"Yonhap", "서울", "김도현 기자"},
            "시는 다리를 폐쇄했다."},
       Case{"【ソウル聯合ニュース】市は橋を閉鎖した。",
            {"Yonhap", "ソウル", ""},
            "市は橋を閉鎖した。"},
       Case{"新华社北京11月9日电（记者李明）市政府关闭了旧桥。",
            {"Xinhua", "北京", ""},
            "市政府关闭了旧桥。"},
       Case{"MOSKOW - Presiden Rusia tiba.", {"", "MOSKOW", ""}, "Presiden Rusia tiba."},
       Case{"KOMPAS.com - Presiden tiba.", {"", "", ""}, "Presiden tiba."},
       Case{"CAIRO Dec 5 (Reuters) - The bridge closed.",
            {"Reuters", "CAIRO", ""},
            "The bridge closed."},
       Case{"April 26 (Bloomberg) -- Stocks fell.", {"Bloomberg", "", ""}, "Stocks fell."},
       Case{"KONTAN.CO.ID - JAKARTA. Indeks naik.", {"", "JAKARTA", ""}, "Indeks naik."},
       Case{"TEMPO.CO, Jakarta - Presiden tiba.", {"", "Jakarta", ""}, "Presiden tiba."}});
}

TEST(ReadWire, Credits) {
  expect_all({Case{"Putin tiba.\nItu saja.\n(ahm)", {"", "", "ahm"}, "Putin tiba.\nItu saja."},
              Case{"Putin tiba.\nItu saja. (ahm)", {"", "", "ahm"}, "Putin tiba.\nItu saja."},
              Case{"Putin tiba.\nItu saja. (Antara)", {"ANTARA", "", ""}, "Putin tiba.\nItu saja."},
              Case{"Die Brücke.\nBleibt zu.\ndpa", {"dpa", "", ""}, "Die Brücke.\nBleibt zu."},
              Case{"One.\nTwo.\n(Reporting by Anna Whitfield; Editing by Max Orr)",
                   {"", "", "Anna Whitfield"},
                   "One.\nTwo."},
              Case{"Oleh Budi Santoso\nJAKARTA - Presiden tiba.",
                   {"", "JAKARTA", "Budi Santoso"},
                   "Presiden tiba."},
              Case{"By Anna Whitfield and Max Orr\nThe bridge closed.",
                   {"", "", "Anna Whitfield and Max Orr"},
                   "The bridge closed."}});
}

// Text that resembles a dateline or a credit but belongs to the story.
TEST(ReadWire, Words) {
  expect_all(
      {Case{"NATO - the alliance - met.", {"", "NATO", ""}, "the alliance - met."},
       Case{"Putin - the president - spoke to Reuters.",
            {},
            "Putin - the president - spoke to Reuters."},
       Case{"The AP said - and nobody doubted it - that he won.",
            {},
            "The AP said - and nobody doubted it - that he won."},
       Case{"LIONS BEAT BEARS 20 - 13 AT HOME. The lions won.",
            {},
            "LIONS BEAT BEARS 20 - 13 AT HOME. The lions won."},
       Case{"LIVE NOW TODAY: the match", {}, "LIVE NOW TODAY: the match"},
       Case{"Von der Leyen reist nach Kiew\nSie kommt morgen.",
            {},
            "Von der Leyen reist nach Kiew\nSie kommt morgen."},
       Case{"Di Jakarta hujan turun\nWarga senang.", {}, "Di Jakarta hujan turun\nWarga senang."},
       Case{"He was born in Paris.\nHe died (in the same town)",
            {},
            "He was born in Paris.\nHe died (in the same town)"},
       Case{"JAKARTA - ", {}, "JAKARTA -"}, Case{"", {}, ""}, Case{"(ahm)", {}, "(ahm)"}});
}

}  // namespace
}  // namespace wirefold::text
