#include "wirefold/base/file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/temp_dir.h"

namespace wirefold {
namespace {

TEST(ReadFile, GivesTheBytes) {
  const test::TempDir dir;
  const std::string path = dir.write("a", std::string("x\0y", 3));
  EXPECT_EQ(*read_file(path, 3), std::string("x\0y", 3));
}

TEST(ReadFile, NamesTheFileThatIsMissing) {
  const auto result = read_file("/nonexistent/file", 10);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, Errc::kIo);
  EXPECT_EQ(result.error().detail.find("/nonexistent/file: "), 0u);
}

TEST(ReadFile, StopsAtTheLimit) {
  const test::TempDir dir;
  const auto result = read_file(dir.write("a", "1234"), 3);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, Errc::kTooLarge);
}

TEST(ReplaceFile, KeepsOwnerAndPermissions) {
  const test::TempDir dir;
  const std::string path = dir.write("list", "one");
  const bool root = geteuid() == 0;
  if (root) {
    ASSERT_EQ(chown(path.c_str(), 0, 1000), 0);
  }
  ASSERT_EQ(chmod(path.c_str(), 0640), 0);
  EXPECT_FALSE(replace_file(path, "two"));
  struct stat found {};
  ASSERT_EQ(stat(path.c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 07777, 0640U);
  if (root) {
    EXPECT_EQ(found.st_gid, 1000U);
  }
}

}  // namespace
}  // namespace wirefold
