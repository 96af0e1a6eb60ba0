#include "wirefold/ingest/reading_mark.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "support/temp_dir.h"

namespace wirefold::ingest {
namespace {

class ReadingMarkTest : public testing::Test {
 protected:
  /// What a start finds after a crash during the reading of `url`.
  std::optional<ReadingMark::Document> left_by(const std::string& url) const {
    ReadingMark mark(file);
    const ReadingMark::Scope reading(mark, FeedId{7}, url);
    return ReadingMark(file).left();
  }

  /// What a start finds if the mark's file holds `bytes`.
  std::optional<ReadingMark::Document> left_in(const std::string& bytes) const {
    std::ofstream(file, std::ios::binary) << bytes;
    return ReadingMark(file).left();
  }

  test::TempDir dir;
  std::string file = dir.path("mark");
};

TEST_F(ReadingMarkTest, NamesTheDocumentThatWasBeingRead) {
  EXPECT_FALSE(ReadingMark(file).left()) << "nothing was ever read";
  const auto left = left_by("https://h.example/a-rather-long-name");
  ASSERT_TRUE(left);
  EXPECT_EQ(left->feed, FeedId{7});
  EXPECT_EQ(left->url, "https://h.example/a-rather-long-name");
  EXPECT_FALSE(ReadingMark(file).left()) << "that reading has ended in order";
  EXPECT_EQ(left_by("https://h.example/b")->url, "https://h.example/b") << "shorter than the last";
}

TEST_F(ReadingMarkTest, StaysWhenAnExceptionEndsTheReading) {
  ReadingMark mark(file);
  const auto read = [&mark] {
    const ReadingMark::Scope reading(mark, FeedId{7}, "u");
    throw std::out_of_range("a bug");
  };
  EXPECT_THROW(read(), std::out_of_range);
  EXPECT_TRUE(ReadingMark(file).left());
  mark.clear();
  EXPECT_FALSE(ReadingMark(file).left());
}

TEST_F(ReadingMarkTest, IsLimited) {
  EXPECT_EQ(left_by(std::string(1 << 20, 'x'))->url.size(), 2000u);
  EXPECT_LE(std::filesystem::file_size(file), 2100u);
}

TEST_F(ReadingMarkTest, TakesNothingThatItDidNotWrite) {
  for (const char* bytes : {"", "-", "+", "+7", "+7 ", "+7 https://h.example/", "+x u\n", "+ u\n",
                            "+99999999999999999999 u\n", "+7u\n", "7 u\n", "+7 \xff\n"}) {
    EXPECT_FALSE(left_in(bytes)) << bytes;
  }
  EXPECT_FALSE(left_in("+7 " + std::string(1 << 20, 'x')));
  EXPECT_EQ(left_in("+7 u\nold rest")->url, "u");
}

TEST_F(ReadingMarkTest, FollowsNoLinkAndDoesWithoutAFile) {
  const std::string other = dir.write("other", "precious");
  std::filesystem::create_symlink(other, file);
  EXPECT_FALSE(left_by("https://h.example/"));
  EXPECT_EQ(std::filesystem::file_size(other), 8u);
  ReadingMark none;
  const ReadingMark::Scope reading(none, FeedId{1}, "u");
  EXPECT_FALSE(none.left());
}

}  // namespace
}  // namespace wirefold::ingest
