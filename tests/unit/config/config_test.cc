#include "wirefold/config/config.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "support/temp_dir.h"

namespace wirefold::config {
namespace {

class ConfigTest : public testing::Test {
 protected:
  test::TempDir dir;

  Loaded load_text(const std::string& text, bool with_list = true) {
    if (with_list) dir.write("feeds.opml", "<opml><body/></opml>");
    return load(dir.write("w.toml", text));
  }

  /// The only problem, as "LINE: message".
  std::string problem(const std::string& text) {
    const Loaded loaded = load_text(text);
    if (loaded.problems.size() != 1) {
      return "has " + std::to_string(loaded.problems.size()) + " problems";
    }
    const Problem& p = loaded.problems[0];
    return p.place.substr(dir.path("w.toml").size() + 1) + ": " + p.message;
  }
};

TEST_F(ConfigTest, HasItsDefaultsWhenEmpty) {
  const Loaded loaded = load_text("");
  EXPECT_TRUE(loaded.problems.empty());
  EXPECT_EQ(loaded.config.fetch.interval, std::chrono::hours(1));
  EXPECT_EQ(listen_address(loaded.config).port, 8710);
  EXPECT_EQ(base_url(loaded.config), "http://localhost:8710");
}

TEST_F(ConfigTest, ReadsEveryKindOfSetting) {
  const Loaded loaded = load_text(
      "[fetch]\ninterval = \"30min\"\nmax_body = \"2MiB\"\ntransfers = 7\n"
      "[fold]\nmin_similarity = 0.8\n"
      "[serve]\nlisten = \"[::1]:80\"\nbase_url = \"https://n.example/\"\n");
  ASSERT_TRUE(loaded.problems.empty()) << loaded.problems[0].message;
  EXPECT_EQ(loaded.config.fetch.interval, std::chrono::minutes(30));
  EXPECT_EQ(loaded.config.fetch.max_body, 2 << 20);
  EXPECT_EQ(loaded.config.fetch.transfers, 7);
  EXPECT_DOUBLE_EQ(loaded.config.fold.min_similarity, 0.8);
  EXPECT_EQ(listen_address(loaded.config).host, "::1");
  EXPECT_EQ(base_url(loaded.config), "https://n.example");
}

TEST_F(ConfigTest, NamesEachMistakeWithItsLine) {
  EXPECT_EQ(problem("[fetch]\n\nintervall = \"1h\"\n"), "3: unknown setting: fetch.intervall");
  EXPECT_EQ(problem("[fetsh]\n"), "1: unknown section: fetsh");
  EXPECT_EQ(problem("fetch = 3\n"), "1: fetch is a section: write [fetch]");
  EXPECT_EQ(problem("[fetch]\ninterval = 3\n"),
            "2: fetch.interval: must be a duration such as \"15min\" (s, min, h, d)");
  EXPECT_EQ(problem("[fetch]\ninterval = \"5s\"\n"),
            "2: fetch.interval: out of range: must be from 15min to 7d");
  EXPECT_EQ(problem("[fetch]\ntransfers = \"many\"\n"),
            "2: fetch.transfers: must be a whole number");
  EXPECT_EQ(problem("[fetch]\ntransfers = 7.5\n"), "2: fetch.transfers: must be a whole number");
  EXPECT_EQ(problem("[fold]\nmin_similarity = 2\n"),
            "2: fold.min_similarity: out of range: must be from 0.3 to 1");
  EXPECT_EQ(problem("[serve]\nlisten = \"news.example:80\"\n"),
            "2: serve.listen: not ADDRESS:PORT with a numeric address or localhost, such as "
            "127.0.0.1:8710");
  EXPECT_EQ(problem("[serve]\nlisten = \"127.0.0.1:99999\"\n"),
            "2: serve.listen: port 99999 is out of range: from 0 to 65535");
  EXPECT_EQ(problem("[serve]\nlisten = \"localhost:-1\"\n").substr(0, 20), "2: serve.listen: not");
  EXPECT_EQ(listen_address(load_text("[serve]\nlisten = \"localhost:80\"\n").config).host,
            "127.0.0.1");
  EXPECT_EQ(problem("[serve]\nbase_url = \"ftp://x\"\n"),
            "2: serve.base_url: not an http: or https: URL");
  EXPECT_EQ(problem("[log]\nlevel = \"loud\"\n"),
            "2: log.level: not one of error, warning, info, debug");
  EXPECT_EQ(problem("[log]\nstories = []\n"), "2: log.stories: must be a text or a number");
  EXPECT_EQ(problem("[fetch]\ncontact = \"a\\r\\nX: y\"\n"),
            "2: fetch.contact: must not contain a line break");
}

TEST_F(ConfigTest, NamesTheLineOfBadSyntax) {
  EXPECT_EQ(problem("[fetch]\ninterval = = 3\n").substr(0, 24), "2: this is not TOML: a l");
  EXPECT_EQ(problem("[log]\nlevel = \"info\"\nlevel = \"info\"\n"),
            "3: this name is in the file twice");
}

TEST_F(ConfigTest, FindsAllMistakesAtOnce) {
  EXPECT_EQ(load_text("[fetch]\na = 1\nb = 2\n[fold]\nc = 3\n").problems.size(), 3u);
}

TEST_F(ConfigTest, ReadsFeedTables) {
  const Loaded loaded = load_text(
      "[[feed]]\nurl = \"https://a.example/f\"\noutlet = \"A\"\ninterval = \"2h\"\n"
      "pages = \"off\"\n"
      "[[feed]]\nurl = \"file:sub/b.xml\"\n");
  ASSERT_TRUE(loaded.problems.empty()) << loaded.problems[0].message;
  ASSERT_EQ(loaded.config.sources.size(), 2u);
  EXPECT_EQ(loaded.config.sources[0].outlet, "A");
  EXPECT_EQ(loaded.config.sources[0].interval, std::chrono::hours(2));
  EXPECT_FALSE(loaded.config.sources[0].pages);
  EXPECT_TRUE(loaded.config.sources[1].pages);
  EXPECT_EQ(loaded.config.sources[1].url, "file://" + dir.path("sub/b.xml"));
}

TEST_F(ConfigTest, RefusesBadFeeds) {
  EXPECT_EQ(problem("[[feed]]\nurl = \"gopher://x\"\n"),
            "1: not an http:, https: or file: URL: gopher://x");
  EXPECT_EQ(problem("[[feed]]\nurl = \"https://a.example/f\"\ncolour = \"red\"\n"),
            "3: unknown setting: feed.colour");
  EXPECT_EQ(problem("[[feed]]\nurl = \"https://a.example/f\"\npages = \"no\"\n"),
            "3: feed.pages: must be \"on\" or \"off\"");
  EXPECT_EQ(problem("[[feed]]\nurl = \"https://a.example/f\"\ninterval = \"soon\"\n"),
            "3: feed.interval: must be a duration such as \"15min\"");
  EXPECT_EQ(problem("[feed]\nurl = \"https://a.example/f\"\n"),
            "1: a feed is one table of a list: write [[feed]]");
  const std::string twice = "[[feed]]\nurl = \"https://a.example/f\"\n";
  EXPECT_EQ(problem(twice + twice),
            "3: already named at " + dir.path("w.toml") + ":1: https://a.example/f");
}

TEST_F(ConfigTest, ReadsHowAFeedIsReached) {
  const std::string password = dir.write("password", "s3cret\n");
  const std::string header = dir.write("header", "X-Key: k");
  for (const std::string& file : {password, header}) {
    std::filesystem::permissions(file, std::filesystem::perms::owner_read);
  }
  const Loaded loaded = load_text(
      "[[feed]]\nurl = \"https://a.example/f\"\nuser = \"me\"\npassword_from = \"" + password +
      "\"\nheader = \"X-Client: 7\"\nheader_from = \"" + header +
      "\"\nproxy = \"socks5h://127.0.0.1:9050\"\nuser_agent_suffix = \"(7)\"\nprivate = \"on\"\n"
      "recheck = \"off\"\nwebsub = \"off\"\n[[feed]]\nurl = \"https://b.example/f\"\n");
  ASSERT_TRUE(loaded.problems.empty()) << loaded.problems[0].message;
  const FeedSource& feed = loaded.config.sources[0];
  ASSERT_TRUE(feed.access);
  EXPECT_EQ(feed.access->user, "me");
  EXPECT_EQ(feed.access->password, "s3cret");
  EXPECT_EQ(feed.access->headers, (std::vector<std::string>{"X-Client: 7", "X-Key: k"}));
  EXPECT_EQ(feed.access->proxy, "socks5h://127.0.0.1:9050");
  EXPECT_EQ(feed.access->agent_suffix, "(7)");
  EXPECT_TRUE(feed.access->private_network);
  EXPECT_FALSE(feed.recheck);
  EXPECT_FALSE(feed.websub);
  EXPECT_FALSE(loaded.config.sources[1].access) << "nothing special";
}

TEST_F(ConfigTest, KeepsSecretsOutOfWhatEverybodyReads) {
  const std::string feed = "[[feed]]\nurl = \"https://a.example/f\"\n";
  const std::string open = dir.write("open", "s3cret\n");
  std::filesystem::permissions(open, std::filesystem::perms(0644));
  const std::string two = dir.write("two", "one\ntwo\n");
  std::filesystem::permissions(two, std::filesystem::perms(0600));
  const std::string key = "3: feed.password_from: ";
  EXPECT_EQ(problem(feed + "password_from = \"" + open + "\"\n"),
            key + open + ": every user of this machine can read it; run chmod 600");
  EXPECT_EQ(problem(feed + "password_from = \"" + two + "\"\n"),
            key + two + ": must contain exactly one line");
  EXPECT_NE(problem(feed + "password_from = \"/none\"\n").find(key + "/none"), std::string::npos);
  EXPECT_NE(problem(feed + "password_from = \"name\"\n").find("no credential \"name\""),
            std::string::npos);
  EXPECT_NE(problem(feed + "password = \"x\"\n").find("not allowed: name a file"),
            std::string::npos);
  EXPECT_NE(problem("[[feed]]\nurl = \"https://me:x@a.example/f\"\n").find("password in the URL"),
            std::string::npos);
}

TEST_F(ConfigTest, RefusesWhatNoServerWouldTake) {
  const std::string feed = "[[feed]]\nurl = \"https://a.example/f\"\n";
  EXPECT_EQ(problem(feed + "header = \"no colon\"\n"), "3: feed.header: must be \"Name: value\"");
  EXPECT_EQ(problem(feed + "header = \"A: b\\nC: d\"\n"),
            "3: feed.header: must be \"Name: value\"");
  EXPECT_EQ(problem(feed + "user = \"a:b\"\n"), "3: feed.user: must not contain a colon");
  EXPECT_NE(problem(feed + "proxy = \"ftp://x\"\n").find("not the URL of a proxy"),
            std::string::npos);
  EXPECT_EQ(problem(feed + "interval = \"5min\"\n"),
            "3: feed.interval: out of range: must be from 15min to 7d");
  EXPECT_NE(problem("[fetch]\nallow_networks = \"here\"\n").find("not a list of networks"),
            std::string::npos);
  EXPECT_NE(problem("[fetch]\nretry_scope = \"all\"\n").find("not \"host\" or \"feed\""),
            std::string::npos);
}

TEST_F(ConfigTest, ReadsTheFeedList) {
  dir.write("list.opml", "<opml><body><outline text=\"A\" xmlUrl=\"file:a.xml\"/></body></opml>");
  const Loaded loaded = load_text("[feeds]\nopml = \"list.opml\"\n");
  ASSERT_TRUE(loaded.problems.empty());
  ASSERT_EQ(loaded.config.sources.size(), 1u);
  EXPECT_EQ(loaded.config.sources[0].url, "file://" + dir.path("a.xml"));
}

TEST_F(ConfigTest, ReadsTheFeedListAloneAgain) {
  const std::string table = "[[feed]]\nurl = \"https://t.example/\"\n";
  const Loaded before = load_text("[fetch]\ntransfers = 7\n" + table, false);
  dir.write("w.toml", "this is no TOML");
  dir.write("feeds.opml", "<opml><body><outline xmlUrl=\"https://a.example/\"/></body></opml>");
  const Loaded loaded = load_list(dir.path("w.toml"), before.config);
  EXPECT_TRUE(loaded.problems.empty());
  EXPECT_EQ(loaded.config.fetch.transfers, 7);
  ASSERT_EQ(loaded.config.sources.size(), 2u);
  dir.write("feeds.opml", "<opml><body/></opml>");
  const Loaded again = load_list(dir.path("w.toml"), loaded.config);
  ASSERT_EQ(again.config.sources.size(), 1u);
  EXPECT_EQ(again.config.sources[0].url, "https://t.example/");
}

TEST_F(ConfigTest, WatchesTheListSinceBeforeItWasRead) {
  Loaded loaded = load_text("");
  dir.write("feeds.opml", "<opml><body> </body></opml>");
  EXPECT_FALSE(loaded.list.look());
  EXPECT_TRUE(loaded.list.look());
}

TEST_F(ConfigTest, NamesTheLineInTheFeedList) {
  dir.write("list.opml", "<opml>\n<body>\n<outline xmlUrl=\"nothing\"/>\n</body></opml>");
  const Loaded loaded = load_text("[feeds]\nopml = \"list.opml\"\n");
  ASSERT_EQ(loaded.problems.size(), 1u);
  EXPECT_EQ(loaded.problems[0].place, dir.path("list.opml") + ":3");
}

TEST_F(ConfigTest, SaysWhichFileIsMissing) {
  const Problem none = load(dir.path("none.toml")).problems.at(0);
  EXPECT_EQ(none.place, dir.path("none.toml"));
  EXPECT_NE(none.message.find("--print-config > " + none.place), std::string::npos);
}

TEST_F(ConfigTest, TakesAListThatIsNotThereForEmpty) {
  const Loaded loaded = load_text("", false);
  EXPECT_TRUE(loaded.problems.empty());
  EXPECT_TRUE(loaded.config.sources.empty());
  EXPECT_EQ(list_file(dir.path("w.toml"), loaded.config), dir.path("feeds.opml"));
}

TEST_F(ConfigTest, ReadsItsOwnDefaultText) {
  std::string text = default_text();
  std::string enabled;
  bool tables = true;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    std::string line = text.substr(at, end - at);
    tables = tables && line != "#[[feed]]";
    if (tables && line.size() > 1 && line[0] == '#' && line[1] != ' ') line.erase(0, 1);
    enabled += line + '\n';
    at = end + 1;
  }
  const Loaded loaded = load_text(enabled);
  EXPECT_TRUE(loaded.problems.empty()) << loaded.problems[0].place << loaded.problems[0].message;
}

}  // namespace
}  // namespace wirefold::config
