#include "wirefold/text/difference.h"

#include <gtest/gtest.h>

#include "wirefold/base/strings.h"

namespace wirefold::text {
namespace {

/// "the same [-removed-] [+added+]"
std::string shown(std::string_view from, std::string_view to) {
  std::string out;
  for (const Piece& p : Difference(from, to).pieces()) {
    if (p.change == Change::kSame) out += p.text;
    if (p.change == Change::kAdded) out += "[+" + p.text + "+]";
    if (p.change == Change::kRemoved) out += "[-" + p.text + "-]";
    if (p.change == Change::kMovedHere) out += "[>" + p.text + "<]";
    if (p.change == Change::kMovedAway) out += "[<" + p.text + ">]";
  }
  return out;
}

TEST(Difference, ShowsWordsThatWereAddedAndRemoved) {
  struct Case {
    const char *from, *to, *shown;
  };
  for (const Case& c : {
           Case{"a b c", "a b c", "a b c"},
           Case{"a b c", "a x c", "a [-b -][+x +]c"},
           Case{"", "a", "[+a+]"},
           Case{"a", "", "[-a-]"},
           Case{"", "", ""},
           Case{"a b", "X - a b", "[+X - +]a b"},
           Case{"a\n\nb", "a b", "a\n\nb"},
           Case{"普京签署条约", "普京批准条约", "普京[-签署-][+批准+]条约"},
           Case{"푸틴, 조약 서명", "푸틴, 법안 서명", "푸틴, [-조약 -][+법안 +]서명"},
           Case{"He said yes.", "He said: \"Yes.\"", "He [-said yes.-][+said: \"Yes.\"+]"},
           Case{"A B c", "a b c", "[-A B -][+a b +]c"},
           Case{"5 % more", "5 ‰ more", "[-5 % -][+5 ‰ +]more"},
           Case{"", "—", "[+—+]"},
           Case{"— a", " a !", "[-— a-][+ a !+]"},
           Case{"de l’eau", "de l'eau", "de [-l’eau-][+l'eau+]"},
       }) {
    EXPECT_EQ(shown(c.from, c.to), c.shown);
  }
}

TEST(Difference, ShowsPassagesThatMoved) {
  const std::string passage = "The ferry left at noon with ninety passengers. ";
  const std::string rest = "It rained all day in the old harbour of Ellerby and nobody came. ";
  EXPECT_EQ(shown(passage + rest, rest + passage),
            "[<" + passage + ">]" + rest + "[>" + passage + "<]");
  EXPECT_EQ(shown(passage + rest, rest + "News: " + passage),
            "[<" + passage + ">]" + rest + "[+News: +][>" + passage + "<]");
}

TEST(Difference, TakesNoTurnOfPhraseForAMove) {
  const std::string rest = "It rained all day in the old harbour of Ellerby and nobody came. ";
  EXPECT_EQ(shown("so far and no further " + rest, rest + "so far and no further "),
            "[-so far and no further -]" + rest + "[+so far and no further +]");
}

TEST(Difference, TakesNoRepetitionForAMove) {
  const std::string passage = "The ferry left at noon with ninety passengers. ";
  EXPECT_EQ(shown(passage, passage + passage).find('>'), std::string::npos);
}

TEST(Difference, HasAllOfBothTexts) {
  const std::string from = "BERLIN (dpa) – „Nein“, sagte er.\n\n Am 3. Mai: 普京签署条约！";
  const std::string to = "«Nein», sagte sie am 3.5., 普京批准條約? 5 000 €";
  std::string removed;
  std::string added;
  for (const Piece& p : Difference(from, to).pieces()) {
    const bool is_new = p.change == Change::kAdded || p.change == Change::kMovedHere;
    const bool is_gone = p.change == Change::kRemoved || p.change == Change::kMovedAway;
    if (!is_new) removed += p.text;
    if (!is_gone) added += p.text;
  }
  EXPECT_EQ(removed, from);
  EXPECT_EQ(collapse_space(added), collapse_space(to)) << "white space may be that of the other";
}

TEST(Difference, TellsWhichWordsAreEqual) {
  const Difference d("One two three four.", "ONE, two, and four");
  ASSERT_EQ(d.equal().size(), 2u);
  EXPECT_EQ(d.equal()[0].count, 2u);
  EXPECT_EQ(d.equal()[1].from, 3u);
  EXPECT_EQ(d.equal()[1].to, 3u);
  EXPECT_EQ(d.from().spelled(3), "four.");
}

TEST(Difference, SaysThatItComparedTheBeginningOfLongTextsOnly) {
  std::string long_text;
  for (int i = 0; i < 5000; ++i) long_text += "w" + std::to_string(i) + ' ';
  const Difference d(long_text, "w0 w1");
  EXPECT_TRUE(d.cut());
  EXPECT_TRUE(d.from().cut);
  EXPECT_FALSE(d.to().cut);
  EXPECT_EQ(d.from().words.size(), kMostCompared);
  EXPECT_EQ(d.pieces().front().text, "w0 w1 ");
  EXPECT_FALSE(Difference("a", "b").cut());
  EXPECT_TRUE(Difference("a", std::string(100'000, '-')).cut()) << "by its bytes";
}

TEST(Difference, TakesTextsOfWhichNothingIsAlike) {
  const auto letters = [](int n) {
    return std::string{char('a' + n / 100), char('a' + n / 10 % 10), char('a' + n % 10)};
  };
  std::string a;
  std::string b;
  for (int i = 0; i < 2000; ++i) {
    a += 'x' + letters(i) + ' ';
    b += 'y' + letters(i) + ' ';
  }
  const std::vector<Piece> pieces = Difference(a, b).pieces();
  ASSERT_EQ(pieces.size(), 2u);
  EXPECT_EQ(pieces[0].change, Change::kRemoved);
  EXPECT_EQ(pieces[1].change, Change::kAdded);
}

}  // namespace
}  // namespace wirefold::text
