#include "wirefold/base/strings.h"

#include <gtest/gtest.h>

namespace wirefold {
namespace {

TEST(Strings, TrimsOnlyAsciiSpaceAtTheEnds) {
  EXPECT_EQ(trim(" \t\r\na b\n "), "a b");
  EXPECT_EQ(trim(" \n "), "");
  EXPECT_EQ(trim("\xC2\xA0x"), "\xC2\xA0x");
}

TEST(Strings, CollapsesRunsOfSpace) {
  EXPECT_EQ(collapse_space("  a \n\t b  "), "a b");
  EXPECT_EQ(collapse_space(" "), "");
}

TEST(Strings, FindsIgnoringCase) {
  EXPECT_EQ(find_ignore_case("text/html; Charset=x", "charset="), 11u);
  EXPECT_EQ(find_ignore_case("abc", "d"), std::string_view::npos);
  EXPECT_EQ(find_ignore_case("abc", "c", 9), std::string_view::npos);
  EXPECT_EQ(find_ignore_case("abc", "c", 2), 2u);
}

TEST(Strings, ClipsBetweenCodePoints) {
  EXPECT_EQ(clip_utf8("a\xC3\xA9z", 2), "a");
  EXPECT_EQ(clip_utf8("a\xC3\xA9z", 3), "a\xC3\xA9");
  EXPECT_EQ(clip_utf8("한국", 5), "한");
}

struct Utf8Case {
  std::string_view bytes;
  bool valid;
};

TEST(Strings, KnowsWellFormedUtf8) {
  const Utf8Case cases[] = {
      {"", true},
      {"a\xC3\xA9한\xF0\x9F\x99\x82", true},
      {"\xC0\x80", false},          // overlong
      {"\xE0\x80\xAF", false},      // overlong
      {"\xED\xA0\x80", false},      // surrogate
      {"\xF4\x90\x80\x80", false},  // above U+10FFFF
      {"\xE2\x82", false},          // cut
      {"\x80", false},
  };
  for (const Utf8Case& c : cases) EXPECT_EQ(is_valid_utf8(c.bytes), c.valid) << c.bytes;
}

TEST(Strings, ReadsAndWritesCodePoints) {
  for (const int c : {U'a', U'é', U'한', U'🙂'}) {
    std::string text;
    append_utf8(text, c);
    std::size_t pos = 0;
    EXPECT_EQ(next_code_point(text, pos), c);
    EXPECT_EQ(pos, text.size());
  }
  std::size_t pos = 0;
  EXPECT_EQ(next_code_point("\xFFx", pos), U'\xFFFD');
  EXPECT_EQ(pos, 1u);
}

TEST(Strings, EscapesMarkupAndDropsControls) {
  EXPECT_EQ(escape_markup("<a href=\"x\">'&\x01\n"), "&lt;a href=&quot;x&quot;&gt;&#39;&amp;\n");
}

TEST(Strings, ShortensAtASpaceWhereOneIsNear) {
  constexpr struct {
    std::string_view in, out;
  } kCases[] = {
      {"0123456789", "0123456789"}, {"0123456789a", "0123456…"}, {"0123 56789a", "0123…"},
      {"01 3456789a", "01 3456…"},  {"01234é6789a", "01234é…"},  {"012345é789a", "012345…"},
      {"012345  89a", "012345…"},
  };
  for (const auto& c : kCases) EXPECT_EQ(shortened(std::string(c.in), 10), c.out) << c.in;
}

TEST(Strings, FindsWhatIsRareWhereverItStands) {
  constexpr struct {
    std::string_view text;
    bool c0, c1, last_two;
  } kCases[] = {
      {"\x01", true, false, false},         {"\x1F", true, false, false},
      {"\xC2\x80", false, true, false},     {"\xC2\x9F", false, true, false},
      {"\xEF\xBF\xBE", false, false, true}, {"\xEF\xBF\xBF", false, false, true},
      {"\xC2\xA0", false, false, false},    {"\xC3\x80", false, false, false},
      {"\t\r\n", false, false, false},      {"\xEF\xBF\xBD", false, false, false},
      {"\x7F", false, false, false},        {"", false, false, false},
  };
  for (const auto& c : kCases) {
    for (const std::size_t around : {0, 1, 2, 15, 16, 17, 40}) {
      const std::string text = std::string(around, 'x').append(c.text).append(around, 'y');
      EXPECT_EQ(has_c0(text), c.c0) << text;
      EXPECT_EQ(has_c1(text), c.c1) << text;
      EXPECT_EQ(has_last_two(text), c.last_two) << text;
    }
  }
}

TEST(Strings, KnowsTheCharactersThatXmlMayHold) {
  // Both ends of each range of XML 1.0 section 2.2, production 2.
  for (const int c : {0x9, 0xA, 0xD, 0x20, 0x7F, 0x80, 0xD7FF, 0xE000, 0xFFFD, 0x10000, 0x1FFFE,
                      0x1FFFF, 0x10FFFF}) {
    std::string text;
    append_utf8(text, static_cast<char32_t>(c));
    EXPECT_TRUE(is_xml_char(static_cast<char32_t>(c))) << c;
    EXPECT_TRUE(is_xml_text(text)) << c;
    EXPECT_FALSE(has_c0(text) || has_last_two(text)) << c;
    EXPECT_EQ(xml_text(text), text) << c;
  }
  for (const int c : {0x0, 0x8, 0xB, 0xC, 0xE, 0x1F, 0xD800, 0xDFFF, 0xFFFE, 0xFFFF, 0x110000}) {
    EXPECT_FALSE(is_xml_char(static_cast<char32_t>(c))) << c;
  }
}

TEST(Strings, KeepsOnlyTheCharactersThatXmlMayHold) {
  constexpr struct {
    std::string_view in, kept, escaped;
  } kCases[] = {
      {"a\x01\x1Fy", "ay", "ay"},
      {"a\xEF\xBF\xBE\xEF\xBF\xBFy", "ay", "ay"},
      {"\xEF\xBF\xBD\xEF\xBF\xBC\xE4\xBF\xBE", "\xEF\xBF\xBD\xEF\xBF\xBC\xE4\xBF\xBE",
       "\xEF\xBF\xBD\xEF\xBF\xBC\xE4\xBF\xBE"},
      {"\xED\x9F\xBF", "\xED\x9F\xBF", "\xED\x9F\xBF"},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(xml_text(c.in), c.kept) << c.in;
    EXPECT_EQ(escape_markup(c.in), c.escaped) << c.in;
    EXPECT_EQ(has_c0(c.in) || has_last_two(c.in), c.in != c.kept) << c.in;
  }
  EXPECT_EQ(xml_text("a\xED\xA0\x80\xFFy"), "a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDy");
  EXPECT_EQ(escape_markup("a\xED\xA0\x80y"), "ay");
  EXPECT_EQ(escape_markup("<\xEF"), "&lt;\xEF");  // a cut sequence stays, with no read beyond it
}

}  // namespace
}  // namespace wirefold
