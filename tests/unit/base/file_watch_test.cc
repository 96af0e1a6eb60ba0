#include "wirefold/base/file_watch.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "support/temp_dir.h"

namespace wirefold {
namespace {

TEST(FileWatch, TellsAChangeOnceAndWhenTheFileIsLeftAlone) {
  const test::TempDir dir;
  const std::string path = dir.write("list", "one");
  FileWatch watch(path);
  EXPECT_FALSE(watch.look());
  dir.write("list", "three");
  EXPECT_FALSE(watch.look()) << "it may still be written to";
  EXPECT_TRUE(watch.look());
  EXPECT_FALSE(watch.look());
  dir.write("list", "sevens");
  EXPECT_FALSE(watch.look());
  dir.write("list", "sevenandeight");
  EXPECT_FALSE(watch.look()) << "it was not left alone";
  EXPECT_TRUE(watch.look());
}

TEST(FileWatch, KnowsAReplacedFileOfTheSameSizeAndTime) {
  const test::TempDir dir;
  const std::string path = dir.write("list", "one");
  FileWatch watch(path);
  const auto time = std::filesystem::last_write_time(path);
  const std::string other = dir.write("new", "two");
  std::filesystem::last_write_time(other, time);
  std::filesystem::rename(other, path);
  EXPECT_FALSE(watch.look());
  EXPECT_TRUE(watch.look());
}

TEST(FileWatch, TakesAFileThatGoesForUnchangedAndOneThatComesForChanged) {
  const test::TempDir dir;
  const std::string path = dir.path("list");
  FileWatch watch(path);
  EXPECT_FALSE(watch.look());
  dir.write("list", "one");
  EXPECT_FALSE(watch.look());
  EXPECT_TRUE(watch.look());
  std::filesystem::remove(path);
  EXPECT_FALSE(watch.look());
  EXPECT_FALSE(watch.look());
}

}  // namespace
}  // namespace wirefold
