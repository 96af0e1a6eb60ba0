// The bundled demo, from its seventeen feeds to the served documents.
#include <gtest/gtest.h>
#include <simdjson.h>

#include <filesystem>
#include <fstream>
#include <pugixml.hpp>
#include <set>

#include "daemon/daemon_under_test.h"
#include "daemon/demo_stories.h"

namespace wirefold::test {
namespace {

class DemoTest : public testing::Test {
 protected:
  /// Starts the demo and waits until all its entries are folded and published.
  void start(const std::string& more = "") {
    daemon.configure_demo(more);
    daemon.start();
    std::size_t events = 0;
    daemon.process().wait_for([&](const std::string& line) {
      events += line.starts_with("story ") || line.starts_with("copy ");
      return events == demo_stories().size();
    });
    wait_until_served();
  }

  /// Waits until all stories are served, which happens shortly after they are logged.
  void wait_until_served() const {
    std::set<std::string> names;
    for (const auto& [key, entry] : demo_stories()) names.insert(entry.story);
    const auto deadline = std::chrono::steady_clock::now() + kDeadline;
    while (entries_in(http_get(daemon.url("/feed.atom"))) != names.size()) {
      ASSERT_LT(std::chrono::steady_clock::now(), deadline) << "the demo is not served whole";
    }
  }

  static std::size_t entries_in(const std::string& atom) {
    std::size_t n = 0;
    for (std::size_t at = 0; (at = atom.find("<entry", at)) != std::string::npos; ++at) ++n;
    return n;
  }

  DaemonUnderTest daemon;
};

/// Story number of each of the demo's entries in wirefold's JSON feed.
std::map<std::string, std::int64_t> served_stories(const std::string& json) {
  std::map<std::string, std::int64_t> out;
  simdjson::dom::parser parser;
  const simdjson::dom::element feed = parser.parse(json);
  for (const simdjson::dom::element item : simdjson::dom::array(feed["items"])) {
    const std::int64_t story(item["_wirefold"]["story"]);
    for (const simdjson::dom::element article :
         simdjson::dom::array(item["_wirefold"]["articles"])) {
      const std::string_view link = article["url"];
      const std::string_view title = article["title"];
      out[demo_key(std::string(link), std::string(title))] = story;
    }
  }
  return out;
}

TEST_F(DemoTest, FoldsIntoExactlyItsStories) {
  start();
  const auto served = served_stories(http_get(daemon.url("/feed.json")));
  const auto& expected = demo_stories();
  ASSERT_EQ(served.size(), expected.size());
  std::map<std::int64_t, std::string> name_of;
  std::map<std::string, std::int64_t> story_of;
  for (const auto& [key, story] : served) {
    const std::string& name = expected.at(key).story;
    EXPECT_EQ(name_of.emplace(story, name).first->second, name) << "wrongly folded: " << key;
    EXPECT_EQ(story_of.emplace(name, story).first->second, story) << "not folded: " << key;
  }
}

TEST_F(DemoTest, ShowsEachKindOfTextThatIsEasilyFoldedWrongly) {
  start();
  using Count = std::pair<std::size_t, std::size_t>;
  const std::map<std::string, Count> entries_and_stories = {
      {"boilerplate", {2, 2}}, {"compilation", {4, 4}}, {"link", {3, 3}}, {"numerals", {4, 2}},
      {"running", {3, 2}},     {"series", {2, 2}},      {"tail", {4, 4}}};
  std::map<std::string, Count> found;
  std::map<std::string, std::set<std::int64_t>> stories;
  for (const auto& [key, story] : served_stories(http_get(daemon.url("/feed.json")))) {
    const std::string& kind = demo_stories().at(key).kind;
    if (kind.empty()) continue;
    stories[kind].insert(story);
    found[kind] = {found[kind].first + 1, stories[kind].size()};
  }
  EXPECT_EQ(found, entries_and_stories);
}

TEST_F(DemoTest, ShowsTheRatificationStoryOnceWithItsSixOutlets) {
  start();
  pugi::xml_document document;
  ASSERT_TRUE(document.load_string(http_get(daemon.url("/feed.atom")).c_str()));
  const std::map<std::string, std::set<std::string>> outlets = {
      {"id",
       {"Kabar Nusantara", "Warta Merdeka", "Suara Jakarta", "Harian Bahari", "Berita Timur",
        "Portal Kita"}},
      {"en",
       {"The Morning Courier", "Harbour Times", "Pacific Herald", "Northern Post", "World Desk"}}};
  std::map<std::string, int> entries;
  for (const pugi::xml_node& entry : document.child("feed").children("entry")) {
    std::set<std::string> named = {entry.child("source").child_value("title")};
    for (const pugi::xml_node& link : entry.children("link")) {
      if (std::string_view(link.attribute("rel").value()) == "related") {
        named.insert(link.attribute("title").value());
      }
    }
    for (const auto& [lang, all] : outlets) {
      if (named != all) continue;
      ++entries[lang];
      const std::string content = entry.child_value("content");
      for (const std::string& outlet : all) {
        const bool lead = outlet == entry.child("source").child_value("title");
        EXPECT_EQ(content.find(">" + outlet + "</a>") == std::string::npos, lead) << outlet;
      }
    }
  }
  EXPECT_EQ(entries["id"], 1);
  EXPECT_EQ(entries["en"], 1);
}

TEST_F(DemoTest, WritesTheEventsOfTheLogToItsFileToo) {
  const std::string file = daemon.dir().path("stories.jsonl");
  start("[log]\nstories = \"" + file + "\"\n");
  EXPECT_EQ(daemon.end(SIGTERM), 0);
  std::ifstream in(file);
  std::map<std::string, int> events;
  simdjson::dom::parser parser;
  for (std::string line; std::getline(in, line);) {
    ++events[std::string(std::string_view(parser.parse(line)["event"]))];
  }
  EXPECT_EQ(events["story"] + events["copy"], static_cast<int>(demo_stories().size()));
  EXPECT_GT(events["copy"], 30);
}

TEST_F(DemoTest, ShowsThePage) {
  start();
  const std::string page = http_get(daemon.url("/"));
  EXPECT_NE(page.find("6 outlets"), std::string::npos);
  EXPECT_NE(page.find("5 outlets"), std::string::npos);
  EXPECT_EQ(http_header(daemon.url("/style.css"), "Content-Type"), "text/css; charset=utf-8");
}

/// The numbers that follow each `begin`, in order.
std::vector<std::string> numbers_behind(const std::string& text, const std::string& begin) {
  std::vector<std::string> out;
  for (std::size_t at = 0; (at = text.find(begin, at)) != std::string::npos;) {
    at += begin.size();
    out.push_back(text.substr(at, text.find_first_not_of("0123456789", at) - at));
  }
  return out;
}

TEST_F(DemoTest, HasOneOrderForTheCommandThePageAndTheApi) {
  start();
  const auto run = [this](std::vector<std::string> options) {
    std::vector<std::string> words = {WIREFOLD_PROGRAM, "stories", "-c", daemon.config()};
    words.insert(words.end(), options.begin(), options.end());
    const Finished done = run_program(words, {{"STATE_DIRECTORY", daemon.dir().path("state")}});
    EXPECT_EQ(done.status, 0) << done.output;
    return done.output;
  };
  struct Case {
    std::vector<std::string> options;
    const char* query;
  };
  for (const Case& c :
       {Case{{"-n", "136"}, ""}, Case{{"-n", "20"}, ""}, Case{{"--lang", "id"}, "lang=id"},
        Case{{"--outlet", "World Desk"}, "outlet=World%20Desk"},
        Case{{"--group", "Indonesia"}, "group=Indonesia"}, Case{{"--since", "1d"}, "since=1d"},
        Case{{"--since", "2020-01-31", "-n", "7"}, "since=2020-01-31"},
        Case{{"--q", "putin"}, "q=putin"}, Case{{"--words", "putin"}, "q=putin"},
        Case{{"--min-outlets", "2", "--lang", "en"}, "min_outlets=2&lang=en"}}) {
    std::vector<std::string> options = c.options;
    options.emplace_back("--json");
    const auto printed = numbers_behind(run(options), "\"story\":");
    const std::string api = http_get(daemon.url(std::string("/api/v1/stories?") + c.query));
    auto served = numbers_behind(api, "\"story\":");
    const std::string page = http_get(daemon.url(std::string("/?") + c.query));
    EXPECT_EQ(numbers_behind(page, "<article id=\"s"), served) << c.query;
    EXPECT_FALSE(served.empty()) << c.query;
    served.resize(std::min(served.size(), printed.size()));
    EXPECT_EQ(printed, served) << c.query;
  }
}

TEST_F(DemoTest, SaysHowManyStoriesThereAre) {
  start();
  const auto stories = [this](const std::string& limit) {
    return run_program({WIREFOLD_PROGRAM, "stories", "-c", daemon.config(), "--lang=", "-n", limit},
                       {{"STATE_DIRECTORY", daemon.dir().path("state")}, {"TZ", "WIB-7"}})
        .output;
  };
  EXPECT_TRUE(stories("30").ends_with("\n30 of 136 stories; -n prints more\n"));
  EXPECT_EQ(stories("136").find("of 136"), std::string::npos);
  EXPECT_NE(stories("1").find(" WIB  "), std::string::npos) << "local time";
  EXPECT_NE(http_get(daemon.url("/")).find(">136 stories from 176 articles; "), std::string::npos);
  EXPECT_NE(http_get(daemon.url("/?limit=100")).find(">100 of 136 stories, these from "),
            std::string::npos);
  EXPECT_NE(http_get(daemon.url("/api/v1/stories?limit=9")).find("],\"total\":136,\"next\":"),
            std::string::npos);
}

}  // namespace
}  // namespace wirefold::test
