// What is compared. The phrases, in English and other languages, are in
// unit/serve/render/likeness_words_test.cc.
#include "wirefold/text/likeness.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "wirefold/text/phrase.h"

namespace wirefold::text {
namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

Likeness compared(const std::string& first, const std::string& second) {
  return likeness({}, {}, Difference(first, second));
}

TEST(Likeness, NeverCallsAChangedWordTheSame) {
  const std::string text =
      "The town of Ellerby will open its new library on Saturday. The building cost 14 million.\n"
      "Critics say that the road in front of it is too narrow and ought to have been moved.\n"
      "Ellerby had been without a library for longer than any other town of its size.";
  for (const auto& [from, to] : {std::pair("14 million", "15 million"),
                                 {"Saturday", "Sunday"},
                                 {"is too narrow", "is not too narrow"},
                                 {"had ", ""}}) {
    const Likeness is = compared(text, replaced(text, from, to));
    EXPECT_FALSE(is.word_for_word) << from;
    for (const Said& said : phrase(is)) EXPECT_NE(said.statement, Statement::kWordForWord) << from;
  }
  EXPECT_TRUE(compared(text, text).word_for_word);
  EXPECT_FALSE(compared("", "").word_for_word);
}

TEST(Likeness, DoesNotTakeAnAbbreviationForASentence) {
  const std::string begin = "The library of Ellerby will be opened on Saturday by Mr. ";
  EXPECT_FALSE(
      compared(begin + "Ames. It was full.", begin + "Young. All came.").same_first_sentence);
  const std::string german = "Die neue Bücherei in Ellerby wird am Sonnabend, dem 9. ";
  EXPECT_FALSE(
      compared(german + "Mai, eröffnet. Ja.", german + "Juni, eröffnet. Ja.").same_first_sentence);
  EXPECT_TRUE(compared(german + "Mai, eröffnet. Der Bau war teuer.",
                       german + "Mai, eröffnet. Alle sind froh.")
                  .same_first_sentence);
  EXPECT_TRUE(compared("新图书馆将于周六在城里开放。它有九万册书。",
                       "新图书馆将于周六在城里开放。人们很高兴。")
                  .same_first_sentence);
  EXPECT_FALSE(compared("Rain again. It was wet.", "Rain again. It was cold.").same_first_sentence)
      << "of two words";
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

TEST(Likeness, OfTextsTooLongToCompareIsNeverWordForWord) {
  const std::string text = long_text(3000);
  EXPECT_FALSE(compared(text, text).word_for_word);
  EXPECT_TRUE(compared(text, text).cut());
}

/// Work that is quadratic in these texts exceeds the test's time-out.
TEST(Likeness, IsBoundedWhateverTheTexts) {
  std::string same;
  for (int i = 0; i < 100'000; ++i) same += "na ";
  std::string lines;
  for (int i = 0; i < 50'000; ++i) lines += "a\n\n";
  const std::string bytes(1'000'000, '\xff');
  const std::string marks(1'000'000, '.');
  std::string han;
  for (int i = 0; i < 100'000; ++i) han += "的";
  for (const std::string& a : {same, lines, bytes, marks, han, long_text(5000)}) {
    for (const std::string& b : {same, lines, bytes, marks, han, long_text(5000, 'p')})
      compared(a, b);
  }
}

}  // namespace
}  // namespace wirefold::text
