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
  for (const char32_t c : {U'a', U'é', U'한', U'🙂'}) {
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

}  // namespace
}  // namespace wirefold
