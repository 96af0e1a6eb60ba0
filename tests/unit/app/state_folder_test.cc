#include "app/state_folder.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/database.h"
#include "support/temp_dir.h"
#include "wirefold/store/maintenance.h"

namespace wirefold::app {
namespace {

namespace fs = std::filesystem;

/// Permission bits of the file at `path`, in octal.
std::string mode_of(const std::string& path) {
  struct stat found {};
  if (stat(path.c_str(), &found) != 0) return "none";
  char text[8];
  std::snprintf(text, sizeof text, "%04o", found.st_mode & 07777);
  return text;
}

void set_mode(const std::string& path, mode_t mode) { ASSERT_EQ(chmod(path.c_str(), mode), 0); }

/// The log lines that prepare_state_folder() writes.
std::string log_of(const std::string& database) {
  testing::internal::CaptureStderr();
  prepare_state_folder(database);
  return testing::internal::GetCapturedStderr();
}

/// Sets the umask while the object lives.
class Umask {
 public:
  explicit Umask(mode_t mask) : old_(umask(mask)) {}
  ~Umask() { umask(old_); }
  Umask(const Umask&) = delete;
  Umask& operator=(const Umask&) = delete;

 private:
  mode_t old_;
};

class StateFolder : public testing::Test {
 protected:
  StateFolder() { fs::create_directory(folder); }

  const test::TempDir dir;
  const std::string folder = dir.path("state");
  const std::string database = folder + "/wirefold.db";
};

TEST_F(StateFolder, IsMadePrivateWhateverTheUmask) {
  for (const mode_t mask : {0, 022, 0077, 0277}) {
    const test::TempDir other;
    const Umask set(mask);
    EXPECT_EQ(log_of(other.path("a/b/wirefold.db")), "");
    EXPECT_EQ(mode_of(other.path("a")), "0700");
    EXPECT_EQ(mode_of(other.path("a/b")), "0700");
  }
}

TEST_F(StateFolder, EveryFileOfADatabaseIsPrivateWhateverTheUmask) {
  for (const mode_t mask : {0, 022, 0077}) {
    const test::TempDir other;
    const Umask set(mask);
    const std::string file = other.path("wirefold.db");
    const auto database_of_daemon = test::open_database(file, Timestamp());
    const std::vector<std::string> feeds = {"https://a.example/"};
    test::change(*database_of_daemon, [&](store::Transaction& to) { to.feeds().enter(feeds); });
    store::backup(file, other.path("copy.db"), [](std::size_t, std::size_t) {});
    for (const fs::directory_entry& entry : fs::directory_iterator(other.path())) {
      EXPECT_EQ(mode_of(entry.path()), "0600") << entry.path();
    }
    EXPECT_EQ(mode_of(file + "-wal"), "0600");
    EXPECT_EQ(mode_of(file + "-shm"), "0600");
  }
}

TEST_F(StateFolder, TakesFromOthersWhatTheyHad) {
  set_mode(folder, 0755);
  for (const char* const name : {"wirefold.db", "wirefold.db-wal", "old.db", "feeds.opml.new"}) {
    set_mode(dir.write(std::string("state/") + name, ""), 0644);
  }
  const std::string log = log_of(database);
  EXPECT_EQ(log, "permissions state=narrowed file=" + folder +
                     " count=5 help=\"other users could read the state directory or files in "
                     "it\"\n");
  EXPECT_EQ(mode_of(folder), "0700");
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    EXPECT_EQ(mode_of(entry.path()), "0600") << entry.path();
  }
  EXPECT_EQ(log_of(database), "");  // logged only once
}

TEST_F(StateFolder, LeavesAFolderThatIsNotItsAlone) {
  set_mode(folder, 0755);
  set_mode(dir.write("state/wirefold.db", ""), 0644);
  set_mode(dir.write("state/index.html", ""), 0644);
  fs::create_directory(folder + "/photos");
  const std::string log = log_of(database);
  EXPECT_NE(log.find("state=open file=" + folder + " mode=0755 error=\"it contains directories"),
            std::string::npos)
      << log;
  EXPECT_EQ(mode_of(folder), "0755");
  EXPECT_EQ(mode_of(database), "0600");
  EXPECT_EQ(mode_of(folder + "/index.html"), "0644");
}

TEST_F(StateFolder, IsItsAloneWithTheFolderOfPictures) {
  set_mode(folder, 0755);
  fs::create_directory(folder + "/pictures");
  EXPECT_NE(log_of(database).find("state=narrowed"), std::string::npos);
  EXPECT_EQ(mode_of(folder), "0700");
}

TEST_F(StateFolder, ChangesNothingThroughALink) {
  const std::string foreign = dir.write("foreign", "");
  set_mode(foreign, 0644);
  fs::create_symlink(foreign, folder + "/wirefold.db-wal");
  const std::string log = log_of(database);
  EXPECT_NE(log.find("state=open file=" + database + "-wal mode=0644 error=\"it is a link"),
            std::string::npos)
      << log;
  EXPECT_EQ(mode_of(foreign), "0644");
}

TEST_F(StateFolder, ChangesNothingInAFolderBehindALink) {
  fs::create_directory(dir.path("elsewhere"));
  set_mode(dir.path("elsewhere"), 0755);
  set_mode(dir.write("elsewhere/index.html", ""), 0644);
  fs::create_symlink(dir.path("elsewhere"), dir.path("link"));
  const std::string log = log_of(dir.path("link/wirefold.db"));
  EXPECT_NE(log.find("mode=0755 error=\"it is a link"), std::string::npos) << log;
  EXPECT_EQ(mode_of(dir.path("elsewhere")), "0755");
  EXPECT_EQ(mode_of(dir.path("elsewhere/index.html")), "0644");
}

TEST_F(StateFolder, ChangesNoFileThatHasAnotherName) {
  const std::string foreign = dir.write("foreign", "");
  set_mode(foreign, 0644);
  fs::create_hard_link(foreign, folder + "/wirefold.db.bak");
  log_of(database);
  EXPECT_EQ(mode_of(foreign), "0644");
}

TEST_F(StateFolder, SaysWhatBelongsToAnotherUser) {
  if (geteuid() != 0) GTEST_SKIP() << "only root can give a file away";
  set_mode(dir.write("state/wirefold.db", ""), 0644);
  ASSERT_EQ(chown(database.c_str(), 1000, 1000), 0);
  const std::string log = log_of(database);
  EXPECT_NE(log.find("error=\"it belongs to another user\""), std::string::npos) << log;
  EXPECT_EQ(mode_of(database), "0644");
}

TEST_F(StateFolder, TakesNoDatabaseBehindALinkThatLeadsNowhere) {
  fs::create_symlink(dir.path("nowhere"), database);
  EXPECT_THROW(test::open_database(database, Timestamp()), store::StoreError);
  EXPECT_EQ(mode_of(dir.path("nowhere")), "none");
}

}  // namespace
}  // namespace wirefold::app
