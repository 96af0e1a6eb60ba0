#include "wirefold/base/log.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>

#include "base/log_line.h"
#include "base/log_repeats.h"
#include "support/temp_dir.h"
#include "wirefold/base/file.h"

namespace wirefold {
namespace {

TEST(LogEvent, QuotesOnlyWhatNeedsIt) {
  EXPECT_EQ(LogEvent("copy", LogArea::kDaemon)
                .field("story", 7)
                .field("lang", "id")
                .field("similarity", 0.974)
                .line(),
            "copy story=7 lang=id similarity=0.97");
  EXPECT_EQ(LogEvent("feed", LogArea::kDaemon).field("error", "a \"b\" \\ c").line(),
            "feed error=\"a \\\"b\\\" \\\\ c\"");
  EXPECT_EQ(LogEvent("x", LogArea::kDaemon).field("empty", "").text("t", "one").line(),
            "x empty=\"\" t=\"one\"");
}

TEST(LogEvent, KeepsAHostileTitleOnOneLine) {
  const std::string line =
      LogEvent("story", LogArea::kDaemon).text("title", "a\nstory id=9\x1b[2J").line();
  EXPECT_EQ(line, "story title=\"a\\nstory id=9\\x1b[2J\"");
}

TEST(LogEvent, WritesOutWhatATerminalObeys) {
  EXPECT_EQ(LogEvent("x", LogArea::kDaemon).field("t", "\u009b\u202e\x7f\xff\x9bé").line(),
            "x t=\"\\u009b\\u202e\\x7f\\xff\\x9bé\"");
  EXPECT_EQ(LogEvent("x", LogArea::kDaemon).field("t", "a–é市\ufffd").line(), "x t=a–é市\ufffd");
}

TEST(LogEvent, IsAnObjectInTheFile) {
  const LogEvent event = LogEvent("feed", LogArea::kFetch, LogLevel::kWarning)
                             .field("failures", 3)
                             .field("share", 0.5)
                             .field("status", "404")
                             .text("error", "a \"b\"\n");
  EXPECT_EQ(json_line(event, Timestamp(std::chrono::seconds(0))),
            "{\"time\":\"1970-01-01T00:00:00Z\",\"level\":\"warning\",\"area\":\"fetch\","
            "\"event\":\"feed\",\"failures\":3,\"share\":0.50,\"status\":\"404\","
            "\"error\":\"a \\\"b\\\"\\n\"}");
}

TEST(LogEvent, IsColouredWithoutChangingItsWords) {
  const LogEvent event =
      LogEvent("feed", LogArea::kFetch, LogLevel::kError).text("error", "\x1b[2J");
  const std::string line = coloured_line(event, Timestamp(std::chrono::seconds(0)));
  EXPECT_NE(line.find("\x1b[1;31mfeed\x1b[0m"), std::string::npos) << line;
  EXPECT_NE(line.find("\"\\x1b[2J\""), std::string::npos) << "it is an outsider's";
}

/// The log's settings are global, so each test restores the defaults.
class Log : public testing::Test {
 protected:
  ~Log() override { set_log({}); }

  static std::string written(const std::function<void()>& work) {
    testing::internal::CaptureStderr();
    work();
    return testing::internal::GetCapturedStderr();
  }
};

TEST_F(Log, HasALevelForEachArea) {
  LogSettings settings;
  settings.levels.fill(LogLevel::kWarning);
  EXPECT_EQ(parse_log_levels("serve=debug, fetch = error", settings.levels), "");
  set_log(settings);
  EXPECT_EQ(written([] {
              LogEvent("a", LogArea::kServe, LogLevel::kDebug).emit();
              LogEvent("b", LogArea::kFetch, LogLevel::kWarning).emit();
              LogEvent("c", LogArea::kFold, LogLevel::kInfo).emit();
              LogEvent("d", LogArea::kFold, LogLevel::kWarning).emit();
            }),
            "a\nd\n");
  EXPECT_NE(parse_log_levels("cellar=debug", settings.levels), "");
  EXPECT_NE(parse_log_levels("serve=loud", settings.levels), "");
  EXPECT_NE(parse_log_levels("serve", settings.levels), "");
}

TEST_F(Log, IsWrittenToAFileThatMayBeMoved) {
  const test::TempDir dir;
  LogSettings settings;
  settings.json_file = dir.path("log.json");
  set_log(settings);
  written([] { LogEvent("one", LogArea::kFold).emit(); });
  std::filesystem::rename(dir.path("log.json"), dir.path("log.json.1"));
  written([] { LogEvent("two", LogArea::kFold).emit(); });
  set_log(settings);
  written([] { LogEvent("three", LogArea::kFold).emit(); });
  const auto content = [&dir](const char* name) { return *read_file(dir.path(name), 1000); };
  EXPECT_NE(content("log.json.1").find("\"event\":\"two\"}\n"), std::string::npos);
  EXPECT_NE(content("log.json").find("\"event\":\"three\"}\n"), std::string::npos);
  EXPECT_EQ(content("log.json").find("two"), std::string::npos);
  settings.json_file = dir.path("no/such/directory");
  EXPECT_NE(written([&settings] { set_log(settings); }).find("No such file"), std::string::npos);
}

TEST(LogRepeats, CountsWhatIsSaidTooOften) {
  LogRepeats repeats;
  LogRepeats::Time now{};
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(repeats.is_new("full", now)) << i;
  for (int i = 0; i < 7; ++i) EXPECT_FALSE(repeats.is_new("full", now)) << i;
  EXPECT_TRUE(repeats.is_new("other", now));
  EXPECT_TRUE(repeats.take_counted(now + std::chrono::seconds(59)).empty());
  const auto counted = repeats.take_counted(now + std::chrono::seconds(60));
  ASSERT_EQ(counted.size(), 1u);
  EXPECT_EQ(counted[0], (std::pair<std::string, std::size_t>("full", 7)));
  EXPECT_TRUE(repeats.is_new("full", now + std::chrono::seconds(60)));
}

/// An endless supply of new lines takes no further memory.
TEST(LogRepeats, CountsOnlySoManyLinesAtATime) {
  LogRepeats repeats;
  const LogRepeats::Time now{};
  for (int i = 0; i < 300; ++i) EXPECT_TRUE(repeats.is_new(std::to_string(i), now));
  for (int i = 0; i < 10; ++i) repeats.is_new("0", now);
  for (int i = 0; i < 10; ++i) EXPECT_TRUE(repeats.is_new("299", now));
  EXPECT_FALSE(repeats.is_new("0", now));
}

TEST(LogLevel, IsReadByName) {
  LogLevel level = LogLevel::kInfo;
  EXPECT_TRUE(parse_log_level("warning", level));
  EXPECT_EQ(level, LogLevel::kWarning);
  EXPECT_FALSE(parse_log_level("loud", level));
}

}  // namespace
}  // namespace wirefold
