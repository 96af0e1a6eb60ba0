#include "wirefold/control/operator_actions.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <future>

#include "support/database.h"
#include "support/temp_dir.h"
#include "wirefold/base/file.h"
#include "wirefold/control/feed_import.h"

namespace wirefold::control {
namespace {

const std::string kHead = "<opml version=\"2.0\">\n  <body>\n";
const std::string kEnd = "  </body>\n</opml>\n";
const std::string kFirst =
    "    <outline text=\"A\" xmlUrl=\"https://a.example/f\" wirefold:pages=\"off\"/>\n";

class OperatorActionsTest : public testing::Test {
 protected:
  OperatorActionsTest() {
    dir.write("feeds.opml", kHead + kFirst + kEnd);
    dir.write("wirefold.toml", "[[feed]]\nurl = \"https://t.example/f\"\n");
    const std::string urls[] = {"https://a.example/f", "https://t.example/f",
                                "https://gone.example/f"};
    test::change(*store, [&](store::Transaction& to) { to.feeds().enter(urls); });
    actions.set_config(config());
  }

  config::Config config() const { return config::load(dir.path("wirefold.toml")).config; }

  std::string list() const { return *read_file(dir.path("feeds.opml"), 1 << 20); }

  FeedId feed(const std::string& url) {
    const auto feeds = store->feeds().all();
    return std::ranges::find(feeds, url, &FeedState::url)->id;
  }

  static FeedSource source(const std::string& url, const std::string& name = {},
                           const std::string& group = {}, const std::string& lang = {}) {
    FeedSource out;
    out.url = url;
    out.name = name;
    out.group = group;
    out.lang = lang;
    return out;
  }

  /// The detail of the error; empty if there is none.
  static std::string detail(const std::optional<Error>& error) {
    return error ? error->detail : "";
  }

  test::TempDir dir;
  std::unique_ptr<store::Database> store = test::open_database(dir.path("w.db"));
  OperatorActions actions{dir.path("wirefold.toml"), dir.path("w.db"), config::Config()};
};

TEST_F(OperatorActionsTest, AddAFeedToTheList) {
  EXPECT_EQ(detail(actions.add(source("https://b.example/f", " B\n& c ", "News", "id"))), "");
  EXPECT_EQ(detail(actions.add(source("https://c.example/f"))), "");
  EXPECT_EQ(list(), kHead + kFirst +
                        "    <outline text=\"News\">\n      <outline type=\"rss\" text=\"B &amp; "
                        "c\" xmlUrl=\"https://b.example/f\" language=\"id\"/>\n    </outline>\n"
                        "    <outline type=\"rss\" text=\"c.example\" "
                        "xmlUrl=\"https://c.example/f\"/>\n" +
                        kEnd);
}

TEST_F(OperatorActionsTest, AddNothingThatTheListCannotHave) {
  const std::string file = dir.path("feeds.opml");
  const std::string b = "https://b.example/f";
  const std::pair<FeedSource, std::string> cases[] = {
      {source("https://a.example/f"), "already listed: https://a.example/f (" + file + ":3)"},
      {source("https://t.example/f"),
       "already listed: https://t.example/f (" + dir.path("wirefold.toml") + ":1)"},
      {source("file:///etc/passwd"), "a local file: add it to the list by hand"},
      {source(b, "\x1b[31m"), "Name and group must be one line of UTF-8"},
      {source(b, "", "\xff"), "Name and group must be one line of UTF-8"},
      {source(b, "", std::string(40, '/')), "Group: more than 32 folders"},
      {source(b, "", "", "\"><script>"), "Language: not a language such as \"en\" or \"pt-BR\""},
      {source(b, std::string(1001, 'x')), "Name and group: more than 1000 bytes"},
      {source("https://b.example/" + std::string(2000, 'x')),
       "the address has more than 2000 bytes"},
  };
  for (const auto& [feed, why] : cases) EXPECT_EQ(detail(actions.add(feed)), why);
  EXPECT_NE(detail(actions.add(source("javascript:alert(1)"))), "");
  EXPECT_NE(detail(actions.add(source("http://me:pw@b.example/"))), "");
  EXPECT_NE(detail(actions.add(source(""))), "");
  EXPECT_EQ(list(), kHead + kFirst + kEnd);
}

TEST_F(OperatorActionsTest, AddsOnceWhatTwoAdd) {
  EXPECT_EQ(detail(actions.add(source("https://b.example/f"))), "");
  EXPECT_EQ(detail(actions.add(source("https://b.example/f"))),
            "already listed: https://b.example/f (" + dir.path("feeds.opml") + ")");
}

TEST_F(OperatorActionsTest, EditAFeedOfTheList) {
  EXPECT_EQ(detail(actions.edit(feed("https://a.example/f"), source("", "B", "G", "en"))), "");
  EXPECT_EQ(list(), kHead +
                        "    <outline text=\"G\">\n      <outline text=\"B\" "
                        "xmlUrl=\"https://a.example/f\" wirefold:pages=\"off\" "
                        "language=\"en\"/>\n    </outline>\n" +
                        kEnd);
  const std::string before = list();
  EXPECT_NE(detail(actions.edit(feed("https://a.example/f"), source("", "", "", "x"))), "");
  EXPECT_EQ(list(), before);
}

TEST_F(OperatorActionsTest, EditAFeedWhoseLanguageWasWrittenByHand) {
  const std::string tag = "    <outline text=\"A\" xmlUrl=\"https://a.example/f\" language=\"";
  dir.write("feeds.opml", kHead + tag + "english\"/>\n" + kEnd);
  actions.set_config(config());
  const FeedId a = feed("https://a.example/f");
  EXPECT_EQ(detail(actions.edit(a, source("", "B", "", "english"))), "");
  EXPECT_NE(list().find("text=\"B\""), std::string::npos) << list();
  EXPECT_NE(list().find("language=\"english\""), std::string::npos) << list();
  EXPECT_EQ(detail(actions.edit(a, source("", "B", "", "klingon"))),
            "Language: not a language such as \"en\" or \"pt-BR\"");
}

TEST_F(OperatorActionsTest, RemoveAFeedOfTheList) {
  EXPECT_EQ(detail(actions.remove(feed("https://a.example/f"))), "");
  EXPECT_EQ(list(), kHead + kEnd);
}

TEST_F(OperatorActionsTest, ChangeAFileThatTheListNamesBesideIt) {
  const std::string url = "file://" + dir.path("feeds/b.xml");
  const std::string tag = "    <outline text=\"B\" xmlUrl=\"file:feeds/b.xml\"/>\n";
  dir.write("feeds.opml", kHead + kFirst + tag + kEnd);
  test::change(*store, [&](store::Transaction& to) { to.feeds().enter({&url, 1}); });
  actions.set_config(config());
  EXPECT_EQ(detail(actions.edit(feed(url), source("", "C"))), "");
  EXPECT_NE(list().find("text=\"C\" xmlUrl=\"file:feeds/b.xml\""), std::string::npos) << list();
  EXPECT_EQ(detail(actions.remove(feed(url))), "");
  EXPECT_EQ(list(), kHead + kFirst + kEnd);
}

TEST_F(OperatorActionsTest, LeaveWhatIsNotOnTheList) {
  const std::string place = dir.path("wirefold.toml") + ":1";
  const FeedId table = feed("https://t.example/f");
  EXPECT_EQ(detail(actions.remove(table)), "it is named at " + place + ": remove it there");
  EXPECT_EQ(detail(actions.edit(table, source(""))),
            "it is named at " + place + ": change it there");
  for (const FeedId none : {feed("https://gone.example/f"), FeedId{0}, FeedId{999}}) {
    EXPECT_EQ(detail(actions.remove(none)), "this feed is not on the list");
    EXPECT_EQ(detail(actions.edit(none, source(""))), "this feed is not on the list");
    EXPECT_EQ(detail(actions.retry(none)), "this feed is not on the list");
    EXPECT_EQ(actions.source_of(none), std::nullopt);
  }
}

TEST_F(OperatorActionsTest, KnowWhereAFeedIsListed) {
  EXPECT_EQ(actions.place_of("https://a.example/f"), dir.path("feeds.opml") + ":3");
  EXPECT_EQ(actions.place_of("https://gone.example/f"), "");
  EXPECT_EQ(actions.source_of(feed("https://a.example/f")).value_or(FeedSource()).name, "A");
}

TEST_F(OperatorActionsTest, MakeAFeedDueAtOnce) {
  FeedState state = store->feeds().all().at(0);
  state.next_poll = wall_clock_now() + std::chrono::hours(5);
  state.gone = true;
  test::change(*store, [&](store::Transaction& to) { to.feeds().save(state); });
  EXPECT_EQ(detail(actions.retry(state.id)), "");
  EXPECT_EQ(store->feeds().all().at(0).next_poll, std::nullopt);
  EXPECT_FALSE(store->feeds().all().at(0).gone);
}

TEST_F(OperatorActionsTest, NeedAList) {
  dir.write("wirefold.toml", "[feeds]\nopml = \"\"\n");
  actions.set_config(config());
  EXPECT_NE(detail(actions.add(source("https://b.example/f"))), "");
  EXPECT_FALSE(actions.import(kHead + kFirst + kEnd, [](const ImportLine&, std::size_t) {}, {}));
}

TEST_F(OperatorActionsTest, SayHowAListCanBeWritten) {
  dir.write("wirefold.toml", "[feeds]\nopml = \"no-folder/feeds.opml\"\n");
  dir.write("no-folder", "");
  actions.set_config(config());
  const std::string why = "the daemon cannot write " + dir.path("no-folder/feeds.opml") +
                          ": Not a directory; copy the list into its state directory and name it "
                          "there: feeds.opml = \"" +
                          dir.path("feeds.opml") + '"';
  EXPECT_EQ(detail(actions.add(source("https://b.example/f"))), why);
  const auto asked = [](const ImportLine& line, std::size_t) {
    ADD_FAILURE() << "asked for " << line.feed.url;
  };
  const auto imported = actions.import(kHead + kFirst + kEnd, asked, {});
  ASSERT_FALSE(imported);
  EXPECT_EQ(imported.error().detail, why);
}

TEST_F(OperatorActionsTest, UseTheListAtAnAbsolutePath) {
  const std::string list = dir.path("state/feeds.opml");
  dir.write("wirefold.toml", "[feeds]\nopml = \"" + list + "\"\n");
  actions.set_config(config());
  EXPECT_EQ(detail(actions.add(source("https://b.example/f"))), "");
  actions.set_config(config());
  EXPECT_EQ(actions.place_of("https://b.example/f").substr(0, list.size()), list);
  EXPECT_EQ(detail(actions.edit(feed("https://a.example/f"), source(""))),
            "this feed is not on the list");
}

TEST_F(OperatorActionsTest, RefuseWhatCannotBeTheAddressOfAFeed) {
  const auto asks = [](const std::string& url) { ADD_FAILURE() << "asked for " << url; };
  for (const std::string& typed :
       {std::string("file:///etc/passwd"), std::string("mailto:x"),
        std::string("http://me:pw@b.example/"), std::string(2001, 'x')}) {
    EXPECT_FALSE(actions.find(typed, asks, {})) << typed;
  }
}

TEST_F(OperatorActionsTest, RefuseAListThatIsTooLong) {
  const auto seen = [](const ImportLine&, std::size_t) { ADD_FAILURE(); };
  EXPECT_EQ(actions.import(std::string(kMostListBytes + 1, ' '), seen, {}).error().code,
            Errc::kTooLarge);
  EXPECT_FALSE(actions.import("no list", seen, {}));
}

TEST_F(OperatorActionsTest, HaveTheConfigurationReplacedWhileTheyAct) {
  const auto replaces = std::async(std::launch::async, [this] {
    for (int i = 0; i < 20; ++i) actions.set_config(config());
  });
  for (int i = 0; i < 20; ++i) {
    const std::string url = "https://" + std::to_string(i) + ".example/f";
    EXPECT_EQ(detail(actions.add(source(url, "N", "G"))), "");
  }
  replaces.wait();
  EXPECT_EQ(config().sources.size(), 22u);
}

}  // namespace
}  // namespace wirefold::control
