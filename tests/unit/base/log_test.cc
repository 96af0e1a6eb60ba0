#include "wirefold/base/log.h"

#include <gtest/gtest.h>

namespace wirefold {
namespace {

TEST(LogEvent, QuotesOnlyWhatNeedsIt) {
  EXPECT_EQ(
      LogEvent("copy").field("story", 7).field("lang", "id").field("similarity", 0.974).line(),
      "copy story=7 lang=id similarity=0.97");
  EXPECT_EQ(LogEvent("feed").field("error", "a \"b\" \\ c").line(),
            "feed error=\"a \\\"b\\\" \\\\ c\"");
  EXPECT_EQ(LogEvent("x").field("empty", "").text("t", "one").line(), "x empty=\"\" t=\"one\"");
}

TEST(LogEvent, KeepsAHostileTitleOnOneLine) {
  const std::string line = LogEvent("story").text("title", "a\nstory id=9\x1b[2J").line();
  EXPECT_EQ(line, "story title=\"a\\nstory id=9\\x1b[2J\"");
}

TEST(LogLevel, IsReadByName) {
  LogLevel level = LogLevel::kInfo;
  EXPECT_TRUE(parse_log_level("warning", level));
  EXPECT_EQ(level, LogLevel::kWarning);
  EXPECT_FALSE(parse_log_level("loud", level));
}

}  // namespace
}  // namespace wirefold
