// Commands that an operator runs beside a running daemon.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "daemon/daemon_under_test.h"
#include "wirefold/base/file.h"
#include "wirefold/base/strings.h"

namespace wirefold::test {
namespace {

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// Ids of the stories in a JSON feed.
std::vector<std::string> ids_in(std::string_view feed) {
  constexpr std::string_view kBegin = "\"id\":\"urn:uuid:";
  std::vector<std::string> out;
  for (std::size_t at = 0; (at = feed.find(kBegin, at)) != std::string::npos; ++at) {
    out.emplace_back(feed.substr(at + kBegin.size(), 36));
  }
  return out;
}

/// The commands under "Manual overrides" in README, without the program's name.
std::vector<std::vector<std::string>> examples_of_operators_word() {
  const std::string readme = *read_file(SOURCE_DIR "/README.md", 1 << 20);
  const std::size_t begin = readme.find("```sh\n", readme.find("**Manual overrides.**"));
  std::vector<std::vector<std::string>> out;
  for (const std::string_view line :
       split(std::string_view(readme).substr(begin, readme.find("\n```", begin) - begin), '\n')) {
    if (!line.starts_with("wirefold ")) continue;
    out.emplace_back();
    for (const std::string_view word : split(trim(line.substr(9, line.find('#') - 9)), ' ')) {
      out.back().emplace_back(word);
    }
  }
  return out;
}

/// A daemon that has folded the whole demo.
class Beside : public testing::Test {
 protected:
  Beside() {
    daemon.configure_demo();
    start();
    const auto deadline = std::chrono::steady_clock::now() + kDeadline;
    while (ids_in(http_get(daemon.url("/feed.json"))).size() < 136) {
      if (std::chrono::steady_clock::now() > deadline) throw std::runtime_error("no stories");
    }
  }

  void start() { daemon.start({{"NO_COLOR", "1"}}); }

  Finished wirefold(std::vector<std::string> words) {
    words.insert(words.begin(), WIREFOLD_PROGRAM);
    words.insert(words.end(), {"-c", daemon.config()});
    return run_program(words, {{"STATE_DIRECTORY", daemon.dir().path("state")}});
  }

  /// The story with the most outlets, and all its articles except the first.
  std::pair<std::string, std::vector<std::string>> widest() {
    const std::string out =
        wirefold({"stories", "--min-outlets", "5", "--articles", "-n", "1"}).output;
    std::vector<std::string> articles;
    for (const std::string_view line : split(out, '\n')) {
      const std::string_view text = trim(line);
      if (!text.starts_with("article ")) continue;
      articles.emplace_back(text.substr(8, text.find(' ', 8) - 8));
    }
    articles.erase(articles.begin());
    return {out.substr(0, out.find(' ')), articles};
  }

  std::string page(const std::string& story) { return http_get(daemon.url("/story/" + story)); }

  void wait_for_feed(const std::string& part) {
    const auto deadline = std::chrono::steady_clock::now() + kDeadline;
    while (!has(http_get(daemon.url("/feed.atom")), part)) {
      ASSERT_LT(std::chrono::steady_clock::now(), deadline) << part;
    }
  }

  DaemonUnderTest daemon;
};

TEST_F(Beside, TheOperatorsWordIsTakenLiveAndOutlastsARestart) {
  const auto [story, articles] = widest();
  ASSERT_EQ(articles.size(), 5u);
  EXPECT_EQ(wirefold({"story", "pin", story}).output,
            "override 1: story " + story + " keeps its articles\n");
  const Finished split = wirefold({"story", "split", articles[0], articles[1]});
  EXPECT_EQ(split.status, 0) << split.output;
  const std::string made = split.output.substr(split.output.rfind(' ') + 1);
  const std::string own = made.substr(0, made.find('\n'));
  EXPECT_EQ(split.output, "override 2: articles " + articles[0] + ", " + articles[1] +
                              " left story " + story + " for story " + own + "\n");
  wait_for_feed("/story/" + own + "\"");
  daemon.end(SIGTERM);
  start();
  EXPECT_TRUE(has(page(story), "Pinned by a manual override"));
  EXPECT_TRUE(has(page(own), "placed here by a manual override"));
  EXPECT_TRUE(has(http_get(daemon.url("/story/" + story + ".json")), "\"pinned\":true"));
  EXPECT_TRUE(has(http_get(daemon.url("/feed.json")), "\"pinned\":true"));
  EXPECT_TRUE(has(http_get(daemon.url("/feed.atom")), "/story/" + own + "\""));
  const Finished merge = wirefold({"story", "merge", own, story});
  EXPECT_TRUE(has(merge.output, "story " + own + " is part of story " + story)) << merge.output;
  const std::string overrides = wirefold({"story", "rulings"}).output;
  EXPECT_TRUE(has(overrides, "holds  story " + story + " keeps its articles")) << overrides;
  EXPECT_FALSE(has(overrides, "never")) << overrides;
  EXPECT_EQ(wirefold({"story", "forget", "1"}).status, 0);
  EXPECT_EQ(wirefold({"story", "forget", "1"}).status, 1);
  const Finished bad = wirefold({"story", "merge", own, "999999"});
  EXPECT_EQ(bad.status, 1);
  EXPECT_EQ(bad.output, "wirefold story merge: there is no story 999999\n");
}

TEST_F(Beside, TheExamplesOfTheReadmeWorkInItsOrder) {
  const std::vector<std::vector<std::string>> examples = examples_of_operators_word();
  ASSERT_GT(examples.size(), 6u);
  for (const std::vector<std::string>& words : examples) {
    const Finished finished = wirefold(words);
    EXPECT_EQ(finished.status, 0) << testing::PrintToString(words) << finished.output;
    EXPECT_NE(finished.output, "") << testing::PrintToString(words);
  }
  const std::string overrides = wirefold({"story", "rulings"}).output;
  EXPECT_TRUE(has(overrides,
                  "done  override 3 is undone: article 78 went back from story 50 to story "
                  "61\n"))
      << overrides;
  EXPECT_TRUE(has(overrides, "holds  story 61 and story 50 are never merged, by override 7\n"))
      << overrides;
  EXPECT_TRUE(has(page("61"), "School swaps bell for cello")) << "it is served again";
}

TEST_F(Beside, AnUndoSaysWhatWentBackAndWhatStayed) {
  const auto [story, articles] = widest();
  wirefold({"story", "split", articles[0], articles[1]});
  wirefold({"story", "split", articles[1]});
  const Finished done = wirefold({"story", "undo", "1"});
  EXPECT_EQ(done.status, 0);
  EXPECT_TRUE(has(done.output, "override 1 is undone: article " + articles[0] + " went back from "))
      << done.output;
  EXPECT_TRUE(has(done.output,
                  " to story " + story + "; article " + articles[1] + " stays where it is now\n"))
      << done.output;
  EXPECT_EQ(wirefold({"story", "undo", "1"}).output,
            "wirefold story undo: override 1 is already undone by override 5\n");
  EXPECT_EQ(wirefold({"story", "undo", "99"}).output,
            "wirefold story undo: there is no override 99\n");
  EXPECT_EQ(wirefold({"story", "undo", "99"}).status, 1);
  wirefold({"story", "pin", story});
  EXPECT_EQ(wirefold({"story", "undo", "6"}).output,
            "override 7: override 6 is undone; no longer in force: story " + story +
                " keeps its articles\n");
}

TEST_F(Beside, AnEventIsMadeAndUndoneLive) {
  EXPECT_EQ(wirefold({"event", "join", "54", "62"}).output,
            "override 1: story 54 is in the event of story 62\n");
  EXPECT_TRUE(has(http_get(daemon.url("/story/54.json")), "\"by_operator\":true"));
  const std::vector<std::string> by_event = {"stories", "--by", "event", "-n", "500"};
  const std::string list = wirefold(by_event).output;
  EXPECT_TRUE(has(list, "\nevent ")) << list;
  EXPECT_TRUE(has(list, " outlets, 2 stories\n    ")) << list;
  EXPECT_TRUE(has(list, "\n        first report\n")) << list;
  EXPECT_TRUE(has(list, "\n        placed by a manual override\n")) << list;
  EXPECT_TRUE(has(wirefold({"stories", "--by", "event", "-n", "500", "--json"}).output,
                  "\"reports\":[{\"story\":62,"));
  EXPECT_FALSE(has(wirefold({"stories", "-n", "500"}).output, "\nevent "));
  EXPECT_EQ(wirefold({"event", "never", "54", "62"}).output,
            "override 2: story 54 and story 62 are never in one event\n");
  EXPECT_FALSE(has(http_get(daemon.url("/story/54.json")), "\"by_operator\":true"));
  const Finished bad = wirefold({"event", "join", "54", "62"});
  EXPECT_EQ(bad.status, 1);
  EXPECT_EQ(bad.output,
            "wirefold event join: override 2 keeps story 54 and story 62 out of one event\n");
  EXPECT_EQ(wirefold({"event", "undo", "2"}).output,
            "override 5: override 2 is undone: story 54 went back to the event of story 62; no "
            "longer in force: story 54 and story 62 are never in one event\n");
  const std::string overrides = wirefold({"event", "rulings"}).output;
  EXPECT_TRUE(has(overrides, "done  story 54 is in the event of story 62\n")) << overrides;
  EXPECT_EQ(wirefold({"event", "leave", "999999"}).output,
            "wirefold event leave: there is no story 999999\n");
}

TEST_F(Beside, ARulingThatFailedIsKeptOnlyUntilThatIsTold) {
  const std::string story = widest().first;
  EXPECT_EQ(wirefold({"story", "pin", "999999"}).status, 1);
  EXPECT_EQ(wirefold({"story", "rulings"}).output, "") << "it was told";
  wirefold({"story", "pin", story});
  daemon.end(SIGTERM);
  EXPECT_TRUE(has(wirefold({"story", "pin", "999999"}).output, "as soon as the daemon runs again"));
  EXPECT_TRUE(has(wirefold({"story", "pin", story}).output, "override 4: "));
  EXPECT_EQ(wirefold({"story", "undo", "4"}).output,
            "override 4 was not carried out and is removed\n");
  EXPECT_TRUE(has(wirefold({"story", "undo", "2"}).output,
                  "override 5: override 2 is to be undone, as soon"));
  EXPECT_EQ(wirefold({"story", "undo", "2"}).output,
            "wirefold story undo: override 5 undoes it as soon as the daemon gets to it\n");
  start();
  const std::string overrides = wirefold({"story", "rulings"}).output;
  EXPECT_TRUE(has(overrides, "failed  story 999999 keeps its articles: there is no story 999999\n"))
      << overrides;
  EXPECT_TRUE(has(overrides, "done  override 2 is undone\n")) << overrides;
  EXPECT_EQ(wirefold({"story", "undo", "3"}).output,
            "override 3 was not carried out and is removed\n");
  EXPECT_FALSE(has(wirefold({"story", "rulings"}).output, "failed"));
}

TEST_F(Beside, TailGoesOnWhereItWasAcrossRestartsOfBoth) {
  const std::string cursor = daemon.dir().path("cursor");
  const std::string all = wirefold({"tail", "--json", "--from", "0", "--no-follow"}).output;
  const auto lines = std::count(all.begin(), all.end(), '\n');
  EXPECT_GT(lines, 176) << "176 articles, and the events that they report";
  EXPECT_TRUE(all.starts_with("{\"cursor\":1,\"event\":\"story\",")) << all.substr(0, 100);
  const std::string last =
      wirefold({"tail", "-n", "3", "--no-follow", "--cursor-file", cursor}).output;
  EXPECT_EQ(std::count(last.begin(), last.end(), '\n'), 3) << last;
  EXPECT_EQ(*read_file(cursor, 100), std::to_string(lines) + '\n');
  EXPECT_EQ(wirefold({"tail", "--no-follow", "--cursor-file", cursor}).output, "");

  const auto [story, articles] = widest();
  Process tail({WIREFOLD_PROGRAM, "tail", "--json", "--cursor-file", cursor, "-c", daemon.config()},
               {{"STATE_DIRECTORY", daemon.dir().path("state")}});
  wirefold({"story", "split", articles[0]});
  tail.wait_for_prefix("{\"cursor\":" + std::to_string(lines + 1) + ",\"event\":\"split\"");
  daemon.end(SIGTERM);
  start();
  wirefold({"story", "split", articles[1]});
  const std::string again =
      tail.wait_for([](const std::string& line) { return has(line, "\"event\":\"split\""); });
  tail.signal(SIGTERM);
  EXPECT_EQ(tail.wait(), 0);
  EXPECT_GE(std::stol(*read_file(cursor, 100)), std::stol(again.substr(again.find(':') + 1)));
  const Finished ahead = wirefold({"tail", "--from", "999", "--no-follow"});
  EXPECT_TRUE(has(ahead.output, "another database")) << ahead.output;
}

TEST_F(Beside, ABackupIsWholeAndIsVerified) {
  const std::string copy = daemon.dir().path("copy.db");
  const Finished made = wirefold({"backup", copy});
  EXPECT_EQ(made.status, 0) << made.output;
  EXPECT_TRUE(has(made.output, "176 articles")) << made.output;
  EXPECT_EQ(std::filesystem::status(copy).permissions(), std::filesystem::perms(0600));
  EXPECT_FALSE(std::filesystem::exists(copy + ".partial"));
  EXPECT_EQ(wirefold({"verify"}).status, 0);
  EXPECT_EQ(wirefold({"verify", copy}).status, 0);
  EXPECT_EQ(wirefold({"backup", copy}).status, 0) << "an older one is replaced";

  std::string bytes = *read_file(copy, 1 << 26);
  std::fill(bytes.begin() + 40960, bytes.begin() + 57344, 'x');
  daemon.dir().write("copy.db", bytes);
  const Finished broken = wirefold({"verify", copy});
  EXPECT_EQ(broken.status, 1);
  EXPECT_TRUE(has(broken.output, copy + ": ")) << broken.output;

  const std::string letter = daemon.dir().write("letter.txt", "dear reader");
  EXPECT_EQ(wirefold({"backup", letter}).status, 1);
  EXPECT_EQ(*read_file(letter, 100), "dear reader") << "it is no backup of ours";
  EXPECT_EQ(wirefold({"backup", daemon.dir().path("state/wirefold.db")}).status, 1);
  EXPECT_EQ(wirefold({"verify"}).status, 0);
}

TEST_F(Beside, TheRestoredBackupIsServed) {
  const std::string copy = daemon.dir().path("copy.db");
  const std::string before = http_get(daemon.url("/feed.json"));
  ASSERT_EQ(wirefold({"backup", copy}).status, 0);
  daemon.end(SIGTERM);
  std::filesystem::remove_all(daemon.dir().path("state"));
  std::filesystem::create_directory(daemon.dir().path("state"));
  std::filesystem::rename(copy, daemon.dir().path("state/wirefold.db"));
  start();
  EXPECT_EQ(ids_in(http_get(daemon.url("/feed.json"))), ids_in(before));
}

}  // namespace
}  // namespace wirefold::test
