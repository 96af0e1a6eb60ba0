#include "wirefold/base/printable.h"

#include <gtest/gtest.h>

#include <sstream>

#include "wirefold/base/json_writer.h"
#include "wirefold/base/output.h"
#include "wirefold/base/strings.h"

namespace wirefold {
namespace {

// C0, DEL, C1 (as UTF-8), line separators, embeddings and overrides, isolates, deprecated format
// characters, annotations and noncharacters.
constexpr char32_t kBad[] = {0,      '\a',   '\b',   '\n',   '\r',   0x1B,   0x7F,   0x80,
                             0x85,   0x90,   0x9B,   0x9D,   0x9F,   0x2028, 0x2029, 0x202A,
                             0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069,
                             0x206A, 0x206F, 0xFFF9, 0xFFFB, 0xFFFE, 0xFFFF, 0xFDD0};

std::string utf8(char32_t c) {
  std::string out;
  append_utf8(out, c);
  return out;
}

TEST(Printable, LeavesTextsOfEveryScriptAsTheyAre) {
  for (const std::string text :
       {"", "plain", "Überschrift – “quoted”…", "市政府星期三宣布", "שלום\u200f!", "السلام\u200e",
        "e\u0301", "नमस्\u200dते", "👩\u200d👩\u200d👧", "a\u00a0b", "\ufeffx", "\ufffd"}) {
    EXPECT_EQ(printable(text), text);
    EXPECT_EQ(printable_json(text), text);
    EXPECT_EQ(printable_markup(text), text);
  }
}

TEST(Printable, MakesASpaceOfWhatATerminalObeys) {
  for (const char32_t c : kBad) {
    EXPECT_TRUE(is_unprintable(c)) << static_cast<unsigned>(c);
    EXPECT_EQ(printable("a" + utf8(c) + "b"), "a b") << static_cast<unsigned>(c);
  }
}

TEST(Printable, HasNoByteThatIsNoUtf8) {
  // A lone C1 byte, a surrogate, an overlong ESC, a cut sequence.
  for (const std::string text : {"a\x9b", "a\xed\xa0\x80", "a\xc0\x9b", "a\xe2\x80"}) {
    const std::string out = printable(text);
    EXPECT_TRUE(is_valid_utf8(out));
    EXPECT_EQ(out.substr(0, 4), "a\ufffd");
  }
}

TEST(Printable, KeepsLinesOnlyWhereTheyAreMeant) {
  EXPECT_EQ(printable("a\nb\r\tc"), "a b  c");
  EXPECT_EQ(printable_lines("a\nb\r\x1b\tc"), "a\nb   c");
}

/// Both writers agree, except that a JsonWriter leaves out C0 controls.
TEST(Printable, JsonMeansTheSame) {
  EXPECT_EQ(printable_json("{\"a\":\"\x1b\u009b\x7f\u202e\"}\n"),
            "{\"a\":\"\\u001b\\u009b\\u007f\\u202e\"}\n");
  JsonWriter json;  // leaves out the characters that XML forbids
  json.value("\x1b\u009b\x7f\u202e\u2066\u2028é–\ufeff");
  EXPECT_EQ(json.take(), "\"\\u009b\\u007f\\u202e\\u2066\\u2028é–\ufeff\"");
}

TEST(Printable, MarkupMeansTheSame) {
  EXPECT_EQ(printable_markup("<a t=\"\u009b\u202e\">\n\t</a>"), "<a t=\"&#x9B;&#x202E;\">\n\t</a>");
}

TEST(Output, PrintsWhatIsNotOfOurSourcesOnOneLine) {
  std::ostringstream to;
  Output out(to);
  const std::string title = "a\nb\x1b[2J\u202e";
  out << "ours\n" << title << '\n' << std::string_view(title) << title.c_str() << 7;
  EXPECT_EQ(to.str(), "ours\na b [2J \na b [2J a b [2J 7");
}

TEST(Output, KeepsOurColoursAndNoOthers) {
  std::ostringstream to;
  Output(to) << Paint(true)(Colour::kBold, "a\x1b[2J\n");
  EXPECT_EQ(to.str(), "\x1b[1ma [2J \x1b[0m");
}

}  // namespace
}  // namespace wirefold
