#include "serve/words/words.h"

#include <gtest/gtest.h>

#include "serve/words/word_files.h"

namespace wirefold::serve {
namespace {

constexpr char kEnglish[] = R"(
# A comment.
hello = Hello {0}
link = {1} of {0}
cats.one = one cat
cats.other = {0} cats
)";

const Words kWords("en", kEnglish, nullptr);

std::vector<std::string> problems_of(const std::string& file) {
  std::vector<std::string> out;
  const Words words("ru", file, &kWords, &out);
  return out;
}

TEST(Words, AreFilledIn) {
  EXPECT_EQ(kWords.text("hello", "you"), "Hello you");
  EXPECT_EQ(kWords.text("link", "a", 2), "2 of a");
  EXPECT_EQ(kWords.count("cats", 1), "one cat");
  EXPECT_EQ(kWords.count("cats", 0), "0 cats");
  EXPECT_EQ(kWords.count("cats", 7), "7 cats");
}

TEST(Words, AreEscapedAsMarkupButTheirArgumentsAreNot) {
  const Words words("en", "a = <\"{0}\"> & more", nullptr);
  EXPECT_EQ(words.html("a", "<b>"), "&lt;&quot;<b>&quot;&gt; &amp; more");
}

TEST(Words, AreEnglishWhereTheyAreNotTranslated) {
  const Words words("ru", "hello = Привет, {0}", &kWords);
  EXPECT_EQ(words.text("hello", "Ana"), "Привет, Ana");
  EXPECT_EQ(words.text("link", "a", "b"), "b of a");
  EXPECT_EQ(words.count("cats", 3), "3 cats");
}

TEST(Words, HaveThePluralsOfTheirLanguage) {
  const Words words("ru", "cats.one = {0} кот\ncats.few = {0} кота\ncats.many = {0} котов",
                    &kWords);
  EXPECT_EQ(words.count("cats", 1), "1 кот");
  EXPECT_EQ(words.count("cats", 21), "21 кот");
  EXPECT_EQ(words.count("cats", 3), "3 кота");
  EXPECT_EQ(words.count("cats", 11), "11 котов");
}

TEST(Words, OfACountStayInTheirLanguage) {
  const Words other("ru", "cats.other = кошки: {0}\ncats.few = {0} кота", &kWords);
  EXPECT_EQ(other.count("cats", 3), "3 кота");
  EXPECT_EQ(other.count("cats", 1), "кошки: 1");
  const Words none("id", "hello = Halo {0}", &kWords);
  EXPECT_EQ(none.count("cats", 1), "one cat") << "as English counts, not Indonesian";
  EXPECT_EQ(none.count("cats", 2), "2 cats");
}

TEST(Words, SpellSmallCounts) {
  EXPECT_EQ(kWords.count_spelled("cats", 1), "one cat");
  EXPECT_EQ(kWords.count_spelled("cats", 12), "twelve cats");
  EXPECT_EQ(kWords.count_spelled("cats", 13), "13 cats");
  const Words words("id", "cats.other = {0} kucing", &kWords);
  EXPECT_EQ(words.count_spelled("cats", 3), "tiga kucing");
  const Words none("id", "hello = Halo {0}", &kWords);
  EXPECT_EQ(none.count_spelled("cats", 3), "three cats") << "in one language";
}

TEST(Words, OfAFileWithMistakesAreLeftOut) {
  EXPECT_EQ(problems_of("hello"), std::vector<std::string>{"ru.txt:1: not \"key = text\""});
  EXPECT_EQ(problems_of("# ok\nhello = {0"),
            std::vector<std::string>{"ru.txt:2: a brace that is not part of {0} to {3}"});
  EXPECT_EQ(problems_of("hello = {4}").size(), 1u);
  EXPECT_EQ(problems_of("hello = {}").size(), 1u);
  EXPECT_EQ(problems_of("hello = {0}\nhello = {0}"),
            std::vector<std::string>{"ru.txt:2: the key stands here for the second time"});
  EXPECT_EQ(problems_of("bye = x"), std::vector<std::string>{"ru.txt:1: English has no such key"});
  EXPECT_EQ(problems_of("hello = you"),
            std::vector<std::string>{"ru.txt:1: the placeholders are not those of English"});
  EXPECT_EQ(problems_of("cats.few = some").size(), 0u);
  EXPECT_EQ(problems_of("cats.few = {0} {1}").size(), 1u);
  const Words words("ru", "hello = {4}", &kWords);
  EXPECT_EQ(words.text("hello", "you"), "Hello you");
}

TEST(Words, OfThePagesHaveNoMistakes) {
  std::vector<std::string> problems;
  const Words english("en", english_words(), nullptr, &problems);
  const Words indonesian("id", indonesian_words(), &english, &problems);
  EXPECT_EQ(problems, std::vector<std::string>{});
}

TEST(Words, WriteDatesAsTheirLanguageDoes) {
  const Timestamp time(std::chrono::seconds(1731146700));
  EXPECT_EQ(words_of("en").day(time), "Saturday, 9 November 2024");
  EXPECT_EQ(words_of("id").day(time), "Sabtu, 9 November 2024");
  EXPECT_EQ(words_of("id").time_of_day(time), "10.05");
  EXPECT_EQ(words_of("en").time_of_day(time), "10:05");
  EXPECT_EQ(words_of("id").language_name("ru"), "Rusia");
  EXPECT_EQ(words_of("en").language_name("xx"), "xx");
}

TEST(Words, OfAnUnknownLanguageAreEnglish) { EXPECT_EQ(words_of("tlh").language(), "en"); }

}  // namespace
}  // namespace wirefold::serve
