// Entries of the systemd journal: the daemon runs in a mount namespace in which the journal's
// socket is the test's.
#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>
#include <map>

#include "daemon/daemon_under_test.h"
#include "support/datagrams.h"

namespace wirefold::test {
namespace {

// The journal's socket has a fixed path (sd_journal_send(3)). This script mounts the test's socket
// there and then starts the daemon.
constexpr char kElsewhere[] =
    "mount -t tmpfs none /run && mkdir -p /run/systemd/journal && "
    "mount --bind \"$JOURNAL\" /run/systemd/journal && "
    "JOURNAL_STREAM=$(stat -L -c %d:%i /proc/self/fd/2) exec \"$@\"";

/// The fields of an entry in the journal's native protocol (systemd.io/JOURNAL_NATIVE_PROTOCOL).
std::multimap<std::string, std::string> fields_of(const std::string& entry) {
  std::multimap<std::string, std::string> out;
  for (std::size_t at = 0; at < entry.size();) {
    const std::size_t end = entry.find_first_of("=\n", at);
    if (end == std::string::npos) break;
    const std::string name = entry.substr(at, end - at);
    std::uint64_t size = 0;
    std::size_t begin = end + 1;
    if (entry[end] == '\n') {
      std::memcpy(&size, entry.data() + begin, sizeof size);  // little-endian
      begin += sizeof size;
    } else {
      size = entry.find('\n', begin) - begin;
    }
    out.emplace(name, entry.substr(begin, size));
    at = begin + size + 1;
  }
  return out;
}

class Journal : public testing::Test {
 protected:
  Journal() {
    std::filesystem::create_directory(dir.path("journal"));
    socket.emplace(dir.path("journal/socket"));
  }

  static bool can_mount() { return run_program({"unshare", "-rm", "true"}).status == 0; }

  /// The next entry with this WIREFOLD_EVENT.
  std::multimap<std::string, std::string> next(const std::string& event) const {
    for (;;) {
      const std::string entry = socket->next();
      if (entry.empty()) return {};
      auto fields = fields_of(entry);
      const auto at = fields.find("WIREFOLD_EVENT");
      if (at != fields.end() && at->second == event) return fields;
    }
  }

  TempDir dir;
  std::optional<Datagrams> socket;
};

TEST_F(Journal, HasAFieldForEachKey) {
  if (!can_mount()) GTEST_SKIP() << "no namespaces here";
  const std::string config =
      dir.write("w.toml", "[feeds]\nopml = \"" SOURCE_DIR
                          "/conf/demo/feeds.opml\"\n"
                          "[serve]\nlisten = \"127.0.0.1:0\"\n[log]\nlevel = \"info\"\n");
  Process daemon(
      {"unshare", "-rm", "sh", "-c", kElsewhere, "sh", WIREFOLD_PROGRAM, "run", "-c", config},
      {{"JOURNAL", dir.path("journal")}, {"STATE_DIRECTORY", dir.path("state")}});
  const auto start = next("start");
  EXPECT_EQ(start.find("WIREFOLD_FEEDS")->second, "17");
  EXPECT_EQ(start.find("WIREFOLD_AREA")->second, "daemon");
  EXPECT_EQ(start.find("PRIORITY")->second, "6");
  EXPECT_EQ(start.find("SYSLOG_IDENTIFIER")->second, "wirefold");
  const auto story = next("story");
  for (const char* name :
       {"WIREFOLD_ID", "WIREFOLD_OUTLET", "WIREFOLD_LANG", "WIREFOLD_TITLE", "WIREFOLD_LINK"}) {
    EXPECT_EQ(story.count(name), 1u) << name;
  }
  EXPECT_EQ(story.find("MESSAGE")->second.substr(0, 9), "story id=");
  const auto copy = next("copy");
  for (const char* name : {"WIREFOLD_STORY", "WIREFOLD_OUTLETS", "WIREFOLD_LIKE",
                           "WIREFOLD_DISTANCE", "WIREFOLD_SIMILARITY", "WIREFOLD_TITLE"}) {
    EXPECT_EQ(copy.count(name), 1u) << name;
  }
  dir.write("w.toml", "[serve]\nlisten = \"nowhere\"\n");
  daemon.signal(SIGHUP);
  const auto reload = next("reload");
  EXPECT_EQ(reload.find("PRIORITY")->second, "3");
  EXPECT_EQ(reload.find("WIREFOLD_PLACE")->second, config + ":2");
  daemon.signal(SIGTERM);
  EXPECT_EQ(next("stop").find("WIREFOLD_ARTICLES")->second, "176");
  EXPECT_EQ(daemon.wait(), 0);
  EXPECT_TRUE(daemon.lines().empty()) << "nothing is said twice: " << daemon.lines().front();
}

}  // namespace
}  // namespace wirefold::test
