#include "wirefold/base/file.h"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace wirefold
