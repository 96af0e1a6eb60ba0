#include "wirefold/text/difference.h"

#include <gtest/gtest.h>

namespace wirefold::text {
namespace {

/// "the same [-removed-] [+added+]"
std::string shown(std::string_view from, std::string_view to) {
  bool cut = false;
  std::string out;
  for (const Piece& p : difference(from, to, cut)) {
    if (p.change == Change::kSame) out += p.text;
    if (p.change == Change::kAdded) out += "[+" + p.text + "+]";
    if (p.change == Change::kRemoved) out += "[-" + p.text + "-]";
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
       }) {
    EXPECT_EQ(shown(c.from, c.to), c.shown);
  }
}

TEST(Difference, SaysThatItComparedTheBeginningOfLongTextsOnly) {
  std::string long_text;
  for (int i = 0; i < 5000; ++i) long_text += "w" + std::to_string(i) + ' ';
  bool cut = false;
  const auto pieces = difference(long_text, "w0 w1", cut);
  EXPECT_TRUE(cut);
  EXPECT_EQ(pieces.front().text, "w0 w1 ");
  difference("a", "b", cut);
  EXPECT_FALSE(cut);
}

TEST(Difference, TakesTextsOfWhichNothingIsAlike) {
  std::string a;
  std::string b;
  for (int i = 0; i < 2000; ++i) {
    a += "a" + std::to_string(i) + ' ';
    b += "b" + std::to_string(i) + ' ';
  }
  bool cut = false;
  const auto pieces = difference(a, b, cut);
  EXPECT_GE(pieces.size(), 2u);
  for (const Piece& p : pieces) EXPECT_NE(p.change, Change::kSame);
}

}  // namespace
}  // namespace wirefold::text
