#include "wirefold/pictures/picture_files.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <filesystem>

#include "support/temp_dir.h"

namespace wirefold::pictures {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kBlock = 4096;

class PictureFilesTest : public testing::Test {
 protected:
  PictureFiles open() const { return PictureFiles(folder); }

  std::vector<std::string> names() const {
    std::vector<std::string> out;
    if (!fs::exists(folder)) return out;
    for (const auto& file : fs::directory_iterator(folder)) {
      out.push_back(file.path().filename().string());
    }
    std::ranges::sort(out);
    return out;
  }

  std::string path_of(std::int64_t article) const {
    for (const std::string& name : names()) {
      if (name.starts_with(std::to_string(article) + '-')) return folder + '/' + name;
    }
    return {};
  }

  void age(std::int64_t article, std::chrono::hours hours) const {
    fs::last_write_time(path_of(article), fs::file_time_type::clock::now() - hours);
  }

  test::TempDir dir;
  const std::string folder = dir.path("pictures");
  const ArticleId one{1};
  const ArticleId two{2};
  const ArticleId three{3};
};

TEST_F(PictureFilesTest, KeepsWhatIsWrittenForTheNextProcess) {
  auto files = open();
  EXPECT_EQ(files.read(one, "https://a.example/1"), std::nullopt);
  ASSERT_EQ(files.write(one, "https://a.example/1", "bytes"), std::nullopt);
  EXPECT_EQ(files.read(one, "https://a.example/1"), "bytes");
  auto again = open();
  EXPECT_EQ(again.read(one, "https://a.example/1"), "bytes");
  EXPECT_EQ(again.bytes(), kBlock);
  EXPECT_EQ(again.size(), 1U);
}

TEST_F(PictureFilesTest, AreForThisUserAlone) {
  auto files = open();
  ASSERT_EQ(files.write(one, "u", "bytes"), std::nullopt);
  struct stat state {};
  ASSERT_EQ(stat(folder.c_str(), &state), 0);
  EXPECT_EQ(state.st_mode & 0077, 0U);
}

TEST_F(PictureFilesTest, AnArticleHasOneFileAndAnotherUrlReplacesIt) {
  auto files = open();
  ASSERT_EQ(files.write(one, "old", "1"), std::nullopt);
  EXPECT_EQ(files.read(one, "new"), std::nullopt) << "the article names another picture now";
  ASSERT_EQ(files.write(one, "new", "2"), std::nullopt);
  ASSERT_EQ(files.write(one, "new", "3"), std::nullopt);
  EXPECT_EQ(files.read(one, "new"), "3");
  EXPECT_EQ(names().size(), 1U);
  EXPECT_EQ(files.bytes(), kBlock);
}

TEST_F(PictureFilesTest, AnIconHasAFileOfItsOwn) {
  auto files = open();
  ASSERT_EQ(files.write(one, "u", "picture"), std::nullopt);
  ASSERT_EQ(files.write(FeedId{1}, "u", "icon"), std::nullopt);
  auto again = open();
  EXPECT_EQ(again.read(one, "u"), "picture");
  EXPECT_EQ(again.read(FeedId{1}, "u"), "icon");
  EXPECT_EQ(again.after(PictureId(), 9), (std::vector<PictureId>{one, FeedId{1}}));
  EXPECT_EQ(again.after(one, 9), std::vector<PictureId>{FeedId{1}});
  again.remove(FeedId{1});
  EXPECT_EQ(names().size(), 1U);
}

TEST_F(PictureFilesTest, TheLeastRecentlyUsedGoFirst) {
  auto files = open();
  files.set_budget(2 * kBlock);
  ASSERT_EQ(files.write(one, "u", "1"), std::nullopt);
  ASSERT_EQ(files.write(two, "u", "2"), std::nullopt);
  EXPECT_TRUE(files.read(one, "u"));
  ASSERT_EQ(files.write(three, "u", "3"), std::nullopt);
  EXPECT_EQ(files.read(two, "u"), std::nullopt);
  EXPECT_TRUE(files.read(one, "u"));
  EXPECT_TRUE(files.read(three, "u"));
  EXPECT_EQ(names().size(), 2U);
}

TEST_F(PictureFilesTest, TheOrderOfUseOutlivesTheProcess) {
  {
    auto files = open();
    for (const ArticleId id : {one, two, three}) {
      ASSERT_EQ(files.write(id, "u", "x"), std::nullopt);
    }
  }
  age(1, std::chrono::hours(9));
  age(2, std::chrono::hours(8));
  age(3, std::chrono::hours(7));
  EXPECT_TRUE(open().read(one, "u")) << "which makes its time now";
  auto files = open();
  files.set_budget(2 * kBlock);
  EXPECT_EQ(path_of(2), "");
  EXPECT_NE(path_of(1), "");
  EXPECT_NE(path_of(3), "");
}

TEST_F(PictureFilesTest, OfTenThousandStoriesStayUnderTheBudget) {
  constexpr std::int64_t kBudget = 100 * kBlock;
  auto files = open();
  files.set_budget(kBudget);
  const std::string picture(300, 'x');
  for (std::int64_t id = 1; id <= 10000; ++id) {
    ASSERT_EQ(files.write(ArticleId{id}, "u", picture), std::nullopt);
    ASSERT_LE(files.bytes(), kBudget);
  }
  EXPECT_EQ(names().size(), 100U);
  EXPECT_TRUE(files.read(ArticleId{10000}, "u"));
  EXPECT_FALSE(files.read(ArticleId{9900}, "u"));
  EXPECT_EQ(open().bytes(), files.bytes());
}

TEST_F(PictureFilesTest, WithoutABudgetNothingStays) {
  auto files = open();
  ASSERT_EQ(files.write(one, "u", "x"), std::nullopt);
  files.set_budget(0);
  EXPECT_TRUE(names().empty());
  EXPECT_EQ(files.bytes(), 0);
  EXPECT_EQ(files.write(one, "u", "x"), std::nullopt);
  EXPECT_TRUE(names().empty());
}

TEST_F(PictureFilesTest, WhatAKillHasLeftIsRemovedAndOtherFilesStay) {
  {
    auto files = open();
    ASSERT_EQ(files.write(one, "u", "x"), std::nullopt);
  }
  const std::string whole = fs::path(path_of(1)).filename().string();
  static_cast<void>(dir.write("pictures/" + whole + ".00112233445566778899aabbccddeeff.new", "x"));
  for (const char* other : {"notes.txt", "notes.new", "x-0011223344556677", "5-short",
                            "0-0011223344556677", "-5-0011223344556677"}) {
    static_cast<void>(dir.write(std::string("pictures/") + other, "x"));
  }
  EXPECT_EQ(open().size(), 1U);
  EXPECT_EQ(names().size(), 7U);
  open().set_budget(0);
  EXPECT_EQ(names().size(), 6U);
}

TEST_F(PictureFilesTest, OfTwoFilesOfAnArticleTheLaterStays) {
  {
    auto files = open();
    ASSERT_EQ(files.write(one, "new", "x"), std::nullopt);
  }
  static_cast<void>(dir.write("pictures/1-0011223344556677", "old"));
  fs::last_write_time(folder + "/1-0011223344556677",
                      fs::file_time_type::clock::now() - std::chrono::hours(1));
  EXPECT_EQ(open().read(one, "new"), "x");
  EXPECT_EQ(names().size(), 1U);
}

TEST_F(PictureFilesTest, AFileThatSomebodyRemovedIsForgotten) {
  auto files = open();
  ASSERT_EQ(files.write(one, "u", "x"), std::nullopt);
  fs::remove(path_of(1));
  EXPECT_EQ(files.read(one, "u"), std::nullopt);
  EXPECT_EQ(files.size(), 0U);
  EXPECT_EQ(files.bytes(), 0);
}

TEST_F(PictureFilesTest, SaysWhyItCannotWrite) {
  static_cast<void>(dir.write("pictures", "a file"));
  auto files = open();
  const auto error = files.write(one, "u", "x");
  ASSERT_TRUE(error);
  EXPECT_NE(error->detail.find(folder), std::string::npos);
  EXPECT_EQ(files.size(), 0U);
}

TEST_F(PictureFilesTest, AFileThatAPowerFailureDamagedIsForgotten) {
  {
    auto files = open();
    ASSERT_EQ(files.write(one, "u", "bytes"), std::nullopt);
  }
  static_cast<void>(dir.write("pictures/" + fs::path(path_of(1)).filename().string(), "byt\0\0"));
  EXPECT_EQ(open().read(one, "u"), std::nullopt);
  EXPECT_TRUE(names().empty());
}

TEST_F(PictureFilesTest, AreListedById) {
  auto files = open();
  for (const ArticleId id : {three, one, two}) {
    ASSERT_EQ(files.write(id, "u", "x"), std::nullopt);
  }
  EXPECT_EQ(files.after(ArticleId{}, 2), (std::vector<PictureId>{one, two}));
  EXPECT_EQ(files.after(two, 2), (std::vector<PictureId>{three}));
  EXPECT_TRUE(files.after(three, 2).empty());
}

}  // namespace
}  // namespace wirefold::pictures
