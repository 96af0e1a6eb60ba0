#include "wirefold/ingest/events.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>

#include "support/temp_dir.h"
#include "wirefold/base/file.h"

namespace wirefold::ingest {
namespace {

std::string logged(const std::function<void()>& work) {
  testing::internal::CaptureStderr();
  work();
  return testing::internal::GetCapturedStderr();
}

class StoryEventsFile : public testing::Test {
 protected:
  std::string say(StoryEvents& events, const std::string& data) {
    return logged([&] { events.say(StoryNews(), {1, "story", data}); });
  }

  test::TempDir dir;
  std::string path = dir.path("stories.jsonl");
};

TEST_F(StoryEventsFile, GetsALineForEachEvent) {
  StoryEvents events(path);
  say(events, "{\"a\":1}");
  say(events, "{\"a\":2}");
  EXPECT_EQ(*read_file(path, 100), "{\"a\":1}\n{\"a\":2}\n");
}

TEST_F(StoryEventsFile, ThatCannotBeWrittenIsSaidOnceAndTriedAgain) {
  std::filesystem::create_symlink("/dev/full", path);
  StoryEvents events(path);
  EXPECT_NE(say(events, "{}").find("error=\"cannot be written: No space left on device\""),
            std::string::npos);
  EXPECT_EQ(say(events, "{}").find("cannot be"), std::string::npos) << "it is known";
  std::filesystem::remove(path);
  EXPECT_NE(say(events, "{\"a\":3}").find("log file=" + path + " state=written"),
            std::string::npos);
  EXPECT_EQ(*read_file(path, 100), "\n{\"a\":3}\n") << "half a line may stand before it";
  EXPECT_EQ(say(events, "{\"a\":4}").find("state=written"), std::string::npos);
}

TEST_F(StoryEventsFile, ThatCannotBeOpenedIsTriedAgain) {
  const std::string folder = dir.path("later");
  std::string said = logged([&] {
    StoryEvents events(folder + "/stories.jsonl");
    events.say(StoryNews(), {1, "story", "{}"});
    std::filesystem::create_directory(folder);
    events.say(StoryNews(), {2, "story", "{\"a\":2}"});
  });
  EXPECT_EQ(said.find("cannot be opened"), said.rfind("cannot be opened")) << said;
  EXPECT_EQ(*read_file(folder + "/stories.jsonl", 100), "{\"a\":2}\n");
}

}  // namespace
}  // namespace wirefold::ingest
