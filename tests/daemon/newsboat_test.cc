// A real feed reader subscribed to the demo.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <fstream>
#include <map>
#include <set>

#include "daemon/daemon_under_test.h"
#include "daemon/demo_stories.h"
#include "wirefold/html/text_construct.h"
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
  }

  /// Newsboat takes a guid for unique across feeds, so each format gets a reader of its own.
  void reload(const std::string& format) {
    dir.write("urls", daemon.url("/feed." + format) + '\n');
    const Finished done = run_program({"newsboat", "-u", dir.path("urls"), "-c",
                                       dir.path(format + ".db"), "-C", "/dev/null", "-x", "reload"},
                                      {{"HOME", dir.path()}});
    ASSERT_EQ(done.status, 0) << done.output;
  }

  /// What that reader keeps.
  TitleOfId items(const std::string& format) const {
    TitleOfId out;
    sqlite3* db = nullptr;
    EXPECT_EQ(sqlite3_open(dir.path(format + ".db").c_str(), &db), SQLITE_OK);
    sqlite3_stmt* rows = nullptr;
    sqlite3_prepare_v2(db, "SELECT guid, title FROM rss_item", -1, &rows, nullptr);
    const auto text = [rows](int column) {
      return std::string(reinterpret_cast<const char*>(sqlite3_column_text(rows, column)));
    };
    while (sqlite3_step(rows) == SQLITE_ROW) out[text(0)] = text(1);
    sqlite3_finalize(rows);
    sqlite3_close(db);
    return out;
  }

  /// How the daemon answered the next request for a feed.
  std::string next_status() {
    return log_field(daemon.process().wait_for_prefix("request method=GET path=/feed."), "status");
  }

  TempDir dir;
  DaemonUnderTest daemon;
};

TEST_F(NewsboatTest, ShowsTheSameStoriesInEveryFormatAndGets304s) {
  std::set<std::string> names;
  for (const auto& [link, name] : demo_stories()) names.insert(name);
  std::map<std::string, TitleOfId> first;
  for (const std::string format : {"atom", "rss"}) {
    reload(format);
    EXPECT_EQ(next_status(), "200") << format;
    first[format] = items(format);
    EXPECT_EQ(first[format].size(), names.size()) << format;
    // Newsboat 2.21 writes the validators of its very first download to a row that it makes only
    // afterwards, so they are lost: it can be conditional from the third request on.
    reload(format);
    EXPECT_EQ(next_status(), "200") << format;
    reload(format);
    EXPECT_EQ(next_status(), "304") << format;
    EXPECT_EQ(items(format), first[format]) << format;
  }
  EXPECT_EQ(first["rss"], first["atom"]);

  // Newsboat reads no JSON Feed; our own reader does.
  const std::string url = daemon.url("/feed.json");
  const auto json = parse::parse_feed(http_get(url), "", "");
  ASSERT_TRUE(json);
  TitleOfId from_json;
  for (const Entry& e : json->entries) from_json[e.id] = html::one_line(e.title);
  EXPECT_EQ(from_json, first["atom"]);
  http_get(url, {"If-None-Match: " + http_header(url, "ETag")}, 304);
}

}  // namespace
}  // namespace wirefold::test
