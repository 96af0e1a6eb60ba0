#include "wirefold/base/file.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>

#include "support/faulty_files.h"
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

using test::FaultyFiles;

/// Number of files in a folder.
std::ptrdiff_t files_in(const test::TempDir& dir) {
  return std::distance(std::filesystem::directory_iterator(dir.path()), {});
}

/// Limits every file to `bytes` while the object lives.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) {
    getrlimit(RLIMIT_FSIZE, &old_);
    const rlimit less{bytes, old_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &less);
    old_handler_ = std::signal(SIGXFSZ, SIG_IGN);
  }
  ~FullDisk() {
    setrlimit(RLIMIT_FSIZE, &old_);
    std::signal(SIGXFSZ, old_handler_);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;

 private:
  rlimit old_{};
  void (*old_handler_)(int);
};

TEST(ReplaceFile, IsAllOrNothingWhateverFails) {
  using Call = FaultyFiles::Call;
  const test::TempDir dir;
  const std::string path = dir.write("list", "one");
  for (const Call call : {Call::kChmod, Call::kSync, Call::kRename}) {
    FaultyFiles files;
    files.fail(call);
    const auto error = replace_file(path, "two");
    ASSERT_TRUE(error) << static_cast<int>(call);
    EXPECT_EQ(error->detail, path + ": Input/output error");
    EXPECT_EQ(*read_file(path, 10), "one");
    EXPECT_EQ(files_in(dir), 1);
  }
}

TEST(ReplaceFile, LeavesNothingOnADiskThatIsFull) {
  const test::TempDir dir;
  const std::string path = dir.write("list", "one");
  {
    const FullDisk disk(100);
    EXPECT_TRUE(replace_file(path, std::string(1000, 'x')));
  }
  EXPECT_EQ(*read_file(path, 10), "one");
  EXPECT_EQ(files_in(dir), 1);
}

TEST(ReplaceFile, LeavesNothingWhereItCannotTakeThePlace) {
  const test::TempDir dir;
  std::filesystem::create_directory(dir.path("list"));
  EXPECT_TRUE(replace_file(dir.path("list"), "two"));
  EXPECT_EQ(files_in(dir), 1);
}

TEST(ReplaceFile, HasItsPermissionsBeforeItsFirstByte) {
  const test::TempDir dir;
  const std::string path = dir.write("list", "one");
  const FaultyFiles files;
  EXPECT_FALSE(replace_file(path, "two"));
  EXPECT_EQ(files.size_at_chmod(), 0);
}

TEST(ReplaceFile, SyncsTheFolder) {
  const test::TempDir dir;
  FaultyFiles files;
  EXPECT_FALSE(replace_file(dir.path("list"), "one"));
  EXPECT_EQ(files.synced_folders(), 1);
  files.fail(FaultyFiles::Call::kSync, 2);
  EXPECT_TRUE(replace_file(dir.path("list"), "two"));
}

TEST(ReplaceFile, GivesANewFileWhatTheUmaskSays) {
  const test::TempDir dir;
  const mode_t old = umask(0027);
  EXPECT_FALSE(replace_file(dir.path("list"), "one"));
  umask(old);
  struct stat found {};
  ASSERT_EQ(stat(dir.path("list").c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 07777, 0640U);
}

TEST(ReplaceFile, WaitsForNoDiskIfTheBytesCanBeMadeAgain) {
  const test::TempDir dir;
  const std::string path = dir.write("list", "one");
  FaultyFiles files;
  files.fail(FaultyFiles::Call::kSync);
  EXPECT_FALSE(replace_file(path, "two", Durability::kLater));
  EXPECT_EQ(files.synced_folders(), 0);
  EXPECT_EQ(*read_file(path, 10), "two");
}

TEST(ReplaceFile, TakesNoFileOfAnotherForItsOwn) {
  const test::TempDir dir;
  const std::string path = dir.write("list", "one");
  const std::string foreign = dir.write("foreign", "kept");
  std::filesystem::create_symlink(foreign, path + ".new");
  EXPECT_FALSE(replace_file(path, "two"));
  EXPECT_EQ(*read_file(path, 10), "two");
  EXPECT_EQ(*read_file(foreign, 10), "kept");
  EXPECT_TRUE(std::filesystem::is_symlink(path + ".new"));
}

TEST(ReplaceFile, FollowsALink) {
  const test::TempDir dir;
  const std::string path = dir.write("list", "one");
  std::filesystem::create_symlink(path, dir.path("link"));
  EXPECT_FALSE(replace_file(dir.path("link"), "two"));
  EXPECT_EQ(*read_file(path, 10), "two");
  EXPECT_TRUE(std::filesystem::is_symlink(dir.path("link")));
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

TEST(ReplaceFile, GivesANewFileOfRootToTheOwnerOfTheFolder) {
  if (geteuid() != 0) GTEST_SKIP() << "only root can give files away";
  const test::TempDir dir;
  ASSERT_EQ(chown(dir.path().c_str(), 1001, 1002), 0);
  EXPECT_FALSE(replace_file(dir.path("list"), "one"));
  struct stat found {};
  ASSERT_EQ(stat(dir.path("list").c_str(), &found), 0);
  EXPECT_EQ(found.st_uid, 1001U);
  EXPECT_EQ(found.st_gid, 1002U);
}

TEST(ReplaceProblem, IsThatOfReplacing) {
  const test::TempDir dir;
  const std::string path = dir.write("list", "one");
  EXPECT_FALSE(replace_problem(path));
  EXPECT_FALSE(replace_problem(dir.path("new")));
  EXPECT_EQ(replace_problem(path + "/x").value().detail, path + "/x: Not a directory");
  FaultyFiles files;
  files.fail(FaultyFiles::Call::kChmod);
  EXPECT_EQ(replace_problem(path).value().detail, path + ": Input/output error");
  EXPECT_EQ(files_in(dir), 1);
}

}  // namespace
}  // namespace wirefold
