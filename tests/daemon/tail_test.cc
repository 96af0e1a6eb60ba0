// wirefold tail on a database that no daemon has open.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "daemon/daemon_under_test.h"
#include "support/database.h"

namespace wirefold::test {
namespace {

class Tail : public testing::Test {
 protected:
  Tail() {
    daemon.configure("[feeds]\nopml = \"\"\n");
    std::filesystem::create_directory(daemon.dir().path("state"));
  }

  /// Adds `count` events, of which the database keeps some 20,000.
  void add_events(std::size_t count) const {
    const auto database = open_database(daemon.dir().path("state/wirefold.db"), Timestamp());
    std::vector<StoryEvent> events(count, {0, "story", R"({"event":"story","title":"T"})"});
    change(*database, [&](store::Transaction& to) { to.memory().add_events(events, Timestamp()); });
  }

  Finished tail(std::vector<std::string> words) const {
    words.insert(words.begin(), {WIREFOLD_PROGRAM, "tail", "--json", "--no-follow"});
    words.insert(words.end(), {"-c", daemon.config()});
    return run_program(words, {{"STATE_DIRECTORY", daemon.dir().path("state")}});
  }

  DaemonUnderTest daemon;
};

TEST_F(Tail, PrintsAllThatIsKeptAndSaysWhatIsNot) {
  add_events(20250);
  const std::string out = tail({"--from", "1"}).output;
  EXPECT_NE(out.find("events 2 to 200 are no longer kept\n"), std::string::npos);
  EXPECT_EQ(out.find("{\"cursor\":200,"), std::string::npos);
  EXPECT_EQ(std::count(out.begin(), out.end(), '\n'), 20050 + 1);
  EXPECT_NE(out.find("{\"cursor\":20250,\"event\":\"story\""), std::string::npos);
}

TEST_F(Tail, SaysThatAFileHasNoCursor) {
  add_events(1);
  for (const std::string text : {"", "12x\n", "x", "99999999999999999999"}) {
    const std::string file = daemon.dir().write("cursor", text);
    const Finished out = tail({"--cursor-file", file});
    EXPECT_EQ(out.status, 1) << text;
    EXPECT_EQ(out.output, "wirefold tail: " + file + ": not a cursor\n");
  }
}

}  // namespace
}  // namespace wirefold::test
