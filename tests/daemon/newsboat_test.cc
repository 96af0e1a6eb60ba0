// A real feed reader subscribed to the demo.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <fstream>
#include <map>
#include <set>

#include "daemon/daemon_under_test.h"
#include "daemon/demo_stories.h"
#include "wirefold/parse/feed.h"

namespace wirefold::test {
namespace {

using TitleOfId = std::map<std::string, std::string>;

class NewsboatTest : public testing::Test {
 protected:
  NewsboatTest() {
    daemon.configure_demo("[log]\nlevel = \"debug\"\n");
    daemon.start();
    std::size_t events = 0;
    daemon.process().wait_for([&events](const std::string& line) {
      events += line.starts_with("story ") || line.starts_with("copy ");
      return events == demo_stories().size();
    });
    EXPECT_EQ(daemon.end(SIGTERM), 0);
    daemon.start();  // everything is stored and served from the first request on
    dir.write("urls", daemon.url("/feed.atom") + '\n' + daemon.url("/feed.rss") + '\n');
  }

  void reload() const {
    const Finished done = run_program({"newsboat", "-u", dir.path("urls"), "-c",
                                       dir.path("cache.db"), "-C", "/dev/null", "-x", "reload"},
                                      {{"HOME", dir.path()}});
    ASSERT_EQ(done.status, 0) << done.output;
  }

  /// What newsboat keeps of one feed.
  TitleOfId items(const std::string& url) const {
    TitleOfId out;
    sqlite3* db = nullptr;
    EXPECT_EQ(sqlite3_open(dir.path("cache.db").c_str(), &db), SQLITE_OK);
    sqlite3_stmt* rows = nullptr;
    sqlite3_prepare_v2(db, "SELECT guid, title FROM rss_item WHERE feedurl = ?", -1, &rows,
                       nullptr);
    sqlite3_bind_text(rows, 1, url.c_str(), -1, SQLITE_TRANSIENT);
    const auto text = [rows](int column) {
      return std::string(reinterpret_cast<const char*>(sqlite3_column_text(rows, column)));
    };
    while (sqlite3_step(rows) == SQLITE_ROW) out[text(0)] = text(1);
    sqlite3_finalize(rows);
    sqlite3_close(db);
    return out;
  }

  /// How the daemon answered the next two requests for feeds.
  std::multiset<std::string> next_two_statuses() {
    std::multiset<std::string> out;
    for (int i = 0; i < 2; ++i) {
      out.insert(
          log_field(daemon.process().wait_for_prefix("request method=GET path=/feed."), "status"));
    }
    return out;
  }

  TempDir dir;
  DaemonUnderTest daemon;
};

TEST_F(NewsboatTest, ShowsTheSameStoriesInEveryFormatAndGets304s) {
  reload();
  EXPECT_EQ(next_two_statuses(), (std::multiset<std::string>{"200", "200"}));
  std::set<std::string> names;
  for (const auto& [link, name] : demo_stories()) names.insert(name);
  const TitleOfId atom = items(daemon.url("/feed.atom"));
  EXPECT_EQ(atom.size(), names.size());
  EXPECT_EQ(items(daemon.url("/feed.rss")), atom);

  // Newsboat reads no JSON Feed; our own reader does.
  const auto json = parse::parse_feed(http_get(daemon.url("/feed.json")), "", "");
  ASSERT_TRUE(json);
  TitleOfId from_json;
  for (const Entry& e : json->entries) from_json[e.id] = e.title;
  EXPECT_EQ(from_json, atom);

  daemon.process().wait_for_prefix("request method=GET path=/feed.json");
  reload();
  EXPECT_EQ(next_two_statuses(), (std::multiset<std::string>{"304", "304"}));
  EXPECT_EQ(items(daemon.url("/feed.atom")), atom);
  http_get(daemon.url("/feed.json"),
           {"If-None-Match: " + http_header(daemon.url("/feed.json"), "ETag")}, 304);
}

}  // namespace
}  // namespace wirefold::test
