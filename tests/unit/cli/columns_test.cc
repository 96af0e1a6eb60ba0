#include "cli/columns.h"

#include <gtest/gtest.h>

#include <clocale>

namespace wirefold::cli {
namespace {

using Lines = std::vector<std::string>;

class ColumnsTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { std::setlocale(LC_CTYPE, "C.UTF-8"); }
};

TEST_F(ColumnsTest, BreaksAtSpacesAndInScriptsWithoutThem) {
  EXPECT_EQ(wrapped("one two three", 7), (Lines{"one two", "three"}));
  EXPECT_EQ(wrapped("one two three", 8), (Lines{"one two", "three"}));
  EXPECT_EQ(wrapped("abcdefgh", 3), (Lines{"abc", "def", "gh"}));
  EXPECT_EQ(wrapped("市政府星期三宣布", 6), (Lines{"市政府", "星期三", "宣布"}));
  EXPECT_EQ(wrapped("", 5), Lines{});
}

TEST_F(ColumnsTest, KnowsWhatCharactersTake) {
  EXPECT_EQ(display_width("abc"), 3u);
  EXPECT_EQ(display_width("市a"), 3u);
  EXPECT_EQ(display_width("e\u0301"), 1u);
}

TEST_F(ColumnsTest, LetsNoControlCharacterReachTheTerminal) {
  EXPECT_EQ(wrapped("a\x1b[31mb\u009b2J", 40), (Lines{"a [31mb 2J"}));
}

TEST_F(ColumnsTest, PutsTextSideBySide) {
  EXPECT_EQ(side_by_side("=", "one two", "three", 5), "= one    three\n= two\n");
  EXPECT_EQ(side_by_side("B", "", "three", 5), "B        three\n");
}

}  // namespace
}  // namespace wirefold::cli
