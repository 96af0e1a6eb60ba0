// The commands that read a file and end.
#include <gtest/gtest.h>

#include "support/database.h"
#include "support/process.h"
#include "support/temp_dir.h"
#include "wirefold/base/strings.h"
#include "wirefold/ingest/articles.h"
#include "wirefold/serve/target.h"

namespace wirefold::test {
namespace {

Finished wirefold(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), WIREFOLD_PROGRAM);
  return run_program(arguments);
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(Commands, WrongUsageIs2) {
  EXPECT_EQ(wirefold({}).status, 2);
  EXPECT_EQ(wirefold({"nonsense"}).status, 2);
  EXPECT_EQ(wirefold({"parse"}).status, 2);
  EXPECT_EQ(wirefold({"--help"}).status, 0);
  EXPECT_TRUE(has(wirefold({"feeds", "add", "--help"}).output, "Usage: wirefold feeds add"));
  EXPECT_TRUE(has(wirefold({"--version"}).output, "wirefold 0."));
}

TEST(Stories, RefusesWhatThePageRefusesInTheSameWords) {
  for (const auto& [option, name, value] :
       {std::tuple("--lang", "lang", "i"), std::tuple("--outlet", "outlet", "\xff"),
        std::tuple("--group", "group", "\xff"), std::tuple("--agency", "agency", "\xff"),
        std::tuple("--since", "since", "yesterday"), std::tuple("--q", "q", "\xff"),
        std::tuple("--words", "q", "\xff"), std::tuple("--min-outlets", "min_outlets", "0")}) {
    const Finished done = wirefold({"stories", option, value});
    EXPECT_EQ(done.status, 2) << option;
    const auto target = serve::read_target("/", {{name, value}});
    ASSERT_FALSE(target);
    EXPECT_EQ(done.output, "wirefold stories: " + target.error().detail + "\n");
  }
}

TEST(Parse, PrintsTheContractsJson) {
  const TempDir dir;
  const std::string file = dir.write("f.xml",
                                     "<rss><channel><title>T</title><item><title>a &amp; b</title>"
                                     "<link>/x</link></item></channel></rss>");
  const Finished done =
      wirefold({"parse", "--content-type=text/xml", "--base=https://h.example/", file});
  EXPECT_EQ(done.status, 0);
  EXPECT_EQ(done.output,
            "{\"feed\":{\"title\":\"T\",\"link\":\"https://h.example/\",\"encoding\":"
            "\"us-ascii\"},\"entries\":[{\"title\":\"a & b\","
            "\"link\":\"https://h.example/x\",\"authors\":[],\"categories\":[],\"enclosures\":[]}],"
            "\"warnings\":[]}\n");
}

TEST(Extract, PrintsTheContractsJson) {
  const TempDir dir;
  const std::string file = dir.write(
      "a.html",
      "<html><head><title>Old bridge closed - The Post</title><meta property=og:site_name "
      "content='The Post'><link rel=canonical href=/news/bridge></head><body><h1>Old bridge "
      "closed</h1><time datetime=2024-11-10T08:00Z>x</time><a rel=author>Anna Whitfield</a>"
      "<p>HARBOUR (Reuters) - The city closed its old bridge on Tuesday, after engineers found "
      "cracks in two of the pillars that carry it.</p><nav>Home, and away.</nav></body></html>");
  const Finished done = wirefold({"extract", "--content-type=", "--url=https://h.example/x", file});
  EXPECT_EQ(done.status, 0);
  EXPECT_EQ(
      done.output,
      "{\"kind\":\"article\",\"title\":\"Old bridge closed\",\"text\":\"HARBOUR (Reuters) - The "
      "city closed its old bridge on Tuesday, after engineers found cracks in two of the "
      "pillars that carry it.\",\"lang\":\"en\",\"published\":\"2024-11-10T08:00:00Z\","
      "\"canonical\":\"https://h.example/news/bridge\",\"author\":\"Anna Whitfield\","
      "\"site\":\"The Post\",\"agency\":\"Reuters\",\"place\":\"HARBOUR\"}\n");
}

TEST(Extract, SaysOfEachLineWhyItIsOfTheArticle) {
  const TempDir dir;
  const std::string file =
      dir.write("a.html",
                "<body><h1>Old bridge closed</h1><p>The city closed its old bridge on Tuesday, "
                "after engineers found cracks in two of the pillars that carry it.</p>"
                "<p><a href=/b>All about the bridge</a></p></body>");
  EXPECT_EQ(wirefold({"extract", "--why", file}).output,
            "- Old bridge closed\n"
            "      the headline\n"
            "+ The city closed its old bridge on Tuesday, after engineers found cracks in two of "
            "the pillars that …\n"
            "      in the element with most of the running text\n"
            "- All about the bridge\n"
            "      most of it is links\n");
  const Finished json = wirefold({"extract", "--why", "--json", file});
  EXPECT_TRUE(
      has(json.output, "{\"kept\":false,\"why\":\"headline\",\"text\":\"Old bridge closed\"}\n"));
  EXPECT_EQ(wirefold({"extract", "--json", file}).status, 2);
  const std::string unseen = dir.write("b.html", "<body><p>\xE2\x80\xA8</p></body>");
  EXPECT_EQ(wirefold({"extract", "--why", unseen}).status, 0);
}

TEST(Extract, SaysWhyAFileIsNoPage) {
  const TempDir dir;
  const Finished no_page = wirefold({"extract", dir.write("a.txt", "words")});
  EXPECT_EQ(no_page.status, 1);
  EXPECT_TRUE(has(no_page.output, "a.txt: not an HTML page")) << no_page.output;
  EXPECT_EQ(wirefold({"extract", "--why", dir.path("a.txt")}).output, no_page.output);
  EXPECT_EQ(wirefold({"extract", dir.path("missing")}).status, 1);
  EXPECT_EQ(wirefold({"extract"}).status, 2);
}

const std::string kStory =
    "The city closed its old bridge on Tuesday after engineers found cracks in two of the pillars "
    "that carry it across the harbour and traffic was sent to the northern road for six months.";

TEST(Fold, TakesArticlesWithoutAnOutletForThoseOfDifferentOnes) {
  const TempDir dir;
  const std::string text = "\"text\":\"" + kStory + "\"}\n";
  // Two articles of one outlet fold only if .8 of the longer is in the shorter (kUpdateCoverage).
  const std::string longer =
      "\"text\":\"" + kStory + " And then a ferry came, and took them all home.\"}\n";
  const auto stories = [&dir](const std::string& lines) {
    std::string out;
    const std::string output = wirefold({"fold", dir.write("a.jsonl", lines)}).output;
    for (const std::string_view line : split(output, '\n')) {
      const std::size_t at = line.find("\"story\":\"");
      if (at != std::string_view::npos) out += line[at + 9];
    }
    return out;
  };
  EXPECT_EQ(stories("{\"id\":\"1\"," + text + "{\"id\":\"2\"," + longer), "11");
  EXPECT_EQ(stories("{\"id\":\"1\",\"outlet\":\"A\"," + text + "{\"id\":\"2\",\"outlet\":\"A\"," +
                    longer),
            "12");
  EXPECT_EQ(stories("{\"id\":\"1\",\"url\":\"https://a.example/1\"," + text +
                    "{\"id\":\"2\",\"url\":\"https://www.a.example/2\"," + longer),
            "12");
  EXPECT_EQ(stories("{\"id\":\"1\",\"url\":\"https://a.example/1\"," + text +
                    "{\"id\":\"2\",\"url\":\"https://b.example/2\"," + longer),
            "11");
}

TEST(Fold, ComparesWhatCameBeforeTheFirstDate) {
  const TempDir dir;
  const std::string file = dir.write(
      "a.jsonl",
      "{\"id\":\"1\",\"outlet\":\"A\",\"text\":\"" + kStory +
          "\"}\n{\"id\":\"2\",\"outlet\":\"B\",\"published\":\"2024-11-10T08:00:00Z\",\"text\":\"" +
          kStory + "\"}\n");
  EXPECT_TRUE(has(wirefold({"fold", file}).output, R"("id":"2","story":"1")"));
}

TEST(Fold, FindsTheArticleOfAWholePage) {
  const TempDir dir;
  const std::string story =
      "<p>The city closed its old bridge on Tuesday, after engineers found cracks in two of the "
      "pillars that carry it across the harbour, and traffic was sent to the northern road.</p>"
      "<p>The repair is expected to take six months, the head of public works said.</p>";
  const std::string menu =
      "<ul><li><a href=a>Home and garden news of the week</a><li><a href=b>Sport</a></ul>";
  const std::string file =
      dir.write("a.jsonl", "{\"id\":\"1\",\"outlet\":\"A\",\"html\":\"<html><body>" + menu + story +
                               "</body></html>\"}\n{\"id\":\"2\",\"outlet\":\"B\",\"html\":\"" +
                               story + "\"}\n");
  const Finished done = wirefold({"fold", file});
  EXPECT_TRUE(has(done.output, R"("id":"2","story":"1","lead":false,"like":"1","distance":0)"))
      << done.output;
}

TEST(Parse, PrintsTitlesAsPlainTextAndTextsAsHtmlWithAbsoluteLinks) {
  const TempDir dir;
  const std::string file =
      dir.write("f.xml",
                "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry>"
                "<title type=\"html\">a &lt;b&gt;c&lt;/b&gt; &amp;amp; d</title>"
                "<summary type=\"html\">&lt;a href=\"x\"&gt;y&lt;/a&gt;</summary></entry></feed>");
  const Finished done = wirefold({"parse", "--base=https://h.example/", file});
  EXPECT_TRUE(has(done.output, R"("title":"a c & d")")) << done.output;
  const std::string rss =
      dir.write("r.xml",
                "<rss><channel><title>a &lt;b>c&lt;/b></title><item><title>the &amp;amp; entity"
                "</title></item></channel></rss>");
  const Finished said = wirefold({"parse", rss});
  EXPECT_TRUE(has(said.output, R"("title":"a c")")) << said.output;
  EXPECT_TRUE(has(said.output, R"("title":"the &amp; entity")")) << said.output;
  EXPECT_TRUE(has(done.output, R"("summary":"<a href=\"https://h.example/x\">y</a>")"));
}

TEST(Parse, TakesAnEmptyValueForNone) {
  const TempDir dir;
  const std::string file = dir.write("f.xml", "<rss><channel><title>T</title></channel></rss>");
  EXPECT_EQ(wirefold({"parse", "--content-type=", "--base=", file}).status, 0);
  EXPECT_EQ(wirefold({"parse", "--content-type=text/xml", "--base=", file}).status, 0);
}

TEST(Parse, SaysWhyADocumentIsNoFeed) {
  const TempDir dir;
  const std::string file = dir.write("f.html", "<html>x</html>");
  const Finished done = wirefold({"parse", file});
  EXPECT_EQ(done.status, 1);
  EXPECT_EQ(done.output, "wirefold parse: " + file + ": an HTML page, not a feed\n");
  EXPECT_TRUE(has(wirefold({"parse", "/nonexistent"}).output, "/nonexistent"));
}

std::string article(const std::string& id, const std::string& outlet) {
  return "{\"id\":\"" + id + "\",\"outlet\":\"" + outlet +
         "\",\"title\":\"t\",\"text\":\"A ferry with four hundred people drifted for nine hours in "
         "the northern strait after a fire in its engine room knocked out the power and all of the "
         "pumps, the coastguard said on the following day.\"}\n";
}

TEST(Fold, PrintsADecisionALineInInputOrder) {
  const TempDir dir;
  const Finished done =
      wirefold({"fold", dir.write("a.jsonl", article("x", "A") + article("y", "B"))});
  EXPECT_EQ(done.status, 0);
  EXPECT_EQ(done.output,
            "{\"id\":\"x\",\"story\":\"x\",\"lead\":true,\"like\":null,\"distance\":null,"
            "\"similarity\":null,\"rule\":\"new\"}\n"
            "{\"id\":\"y\",\"story\":\"x\",\"lead\":false,\"like\":\"x\",\"distance\":0,"
            "\"similarity\":1,\"rule\":\"text\"}\n");
}

TEST(Fold, NamesABadLineAndGoesOn) {
  const TempDir dir;
  const std::string file = dir.write(
      "a.jsonl", article("x", "A") + "{broken\n\n{\"title\":\"no id\"}\n" + article("y", "B"));
  const Finished done = wirefold({"fold", file});
  EXPECT_EQ(done.status, 1);
  EXPECT_TRUE(has(done.output, file + ":2: ")) << done.output;
  EXPECT_TRUE(has(done.output, file + ":4: no \"id\"")) << done.output;
  EXPECT_TRUE(has(done.output, "\"id\":\"y\",\"story\":\"x\"")) << done.output;
}

TEST(Fold, TakesItsRulesFromTheConfiguration) {
  const TempDir dir;
  const std::string config = dir.write("w.toml", "[feeds]\nopml = \"\"\n[fold]\nmin_words = 900\n");
  const Finished done =
      wirefold({"fold", "-c", config, dir.write("a.jsonl", article("x", "A") + article("y", "B"))});
  EXPECT_TRUE(has(done.output, "\"id\":\"y\",\"story\":\"y\"")) << done.output;
}

TEST(Check, IsContentWithTheShippedConfigurations) {
  EXPECT_EQ(wirefold({"check", "-c", SOURCE_DIR "/conf/wirefold.toml"}).status, 0);
  EXPECT_TRUE(has(wirefold({"check", "-c", SOURCE_DIR "/conf/demo/wirefold.toml"}).output,
                  "good, 17 feeds"));
}

TEST(Check, PrintsEveryProblem) {
  const TempDir dir;
  const std::string file =
      dir.write("w.toml", "[feeds]\nopml = \"\"\n[x]\n[fetch]\ninterval = 1\n");
  const Finished done = wirefold({"check", "-c", file});
  EXPECT_EQ(done.status, 1);
  EXPECT_TRUE(has(done.output, file + ":3: unknown section: x\n")) << done.output;
  EXPECT_TRUE(has(done.output, file + ":5: fetch.interval: ")) << done.output;
}

constexpr char kFerry[] =
    "A ferry with 212 people drifted for nine hours in the northern strait after its engines had "
    "failed, the coast guard said. Two tugs brought everybody ashore unhurt before the storm came "
    "up again in the morning.";

TEST(Explain, ComparesFilesOfEveryKind) {
  const TempDir dir;
  const std::string text = dir.write("a.txt", std::string("Ferry adrift\n\n") + kFerry);
  const std::string json =
      dir.write("b.json", std::string("{\"id\":\"b\",\"outlet\":\"B\",\"text\":\"") + kFerry +
                              " Traffic is back to normal.\"}");
  const std::string page =
      dir.write("c.html", std::string("<html><body><article><h1>Ferry</h1><p>") + kFerry +
                              "</p></article></body></html>");
  for (const std::string& other : {json, page}) {
    const Finished done = wirefold({"explain", text, other});
    EXPECT_EQ(done.status, 0) << done.output;
    const std::string words = other == json ? "the same text with 5 new words." : "word for word.";
    EXPECT_TRUE(has(done.output, "One story. B compared with A: " + words)) << done.output;
    EXPECT_TRUE(has(done.output, "= A ferry with 212 people")) << done.output;
    for (const char* figure : {" bits", "Bits", "%"}) {
      EXPECT_FALSE(has(done.output, figure)) << done.output;
    }
  }
  const Finished machine = wirefold({"explain", "--json", text, json});
  EXPECT_TRUE(machine.output.starts_with("{\"together\":true,\"rule\":\"text\"")) << machine.output;
  EXPECT_TRUE(has(machine.output, "{\"kind\":\"only_b\",\"b\":\"Traffic is back to normal\"}"));
}

TEST(Explain, TellsWhetherTwoTextsReportOneEvent) {
  const TempDir dir;
  const std::string first = dir.write("a.txt", std::string("Ferry adrift\n\n") + kFerry);
  const std::string second =
      dir.write("b.txt",
                "Tugs bring 212 people ashore\n\nAll who were on a ferry that had drifted in the "
                "northern strait are unhurt. Its engines had failed, says the coast guard.");
  const std::string other =
      dir.write("c.txt", "Old bridge closed\n\nThe city has closed the bridge in its harbour.");
  const Finished done = wirefold({"explain", first, second});
  EXPECT_TRUE(has(done.output, "\nOne event. Score 0.")) << done.output;
  EXPECT_TRUE(has(done.output, ", events.threshold 0.28\n  cosine 0.")) << done.output;
  EXPECT_TRUE(has(done.output, "  deductions: time 0.000, size 0.000, outlet 0.0")) << done.output;
  EXPECT_TRUE(has(done.output, "strait ")) << done.output;
  EXPECT_TRUE(has(wirefold({"explain", first, other}).output, "\nNo common event: "));
  const std::string json = wirefold({"explain", "--json", first, second}).output;
  EXPECT_TRUE(has(json, "\"event\":{\"together\":true,\"why\":\"One event\",\"score\":0.")) << json;
  const std::string config = dir.write("w.toml", "[feeds]\nopml = \"\"\n[events]\nthreshold = 1\n");
  EXPECT_TRUE(has(wirefold({"explain", "-c", config, first, second}).output,
                  "\nNo common event: the score is too low. Score 0."));
}

TEST(Explain, NamesTheFileThatItCannotUse) {
  const TempDir dir;
  const std::string good = dir.write("a.txt", kFerry);
  for (const auto& [name, bytes] :
       {std::pair("b.json", "{\"id\": nonsense"), std::pair("c.txt", ""),
        std::pair("d.html", "<html><body></body></html>")}) {
    const Finished done = wirefold({"explain", good, dir.write(name, bytes)});
    EXPECT_EQ(done.status, 1);
    EXPECT_TRUE(has(done.output, name)) << done.output;
  }
  EXPECT_EQ(wirefold({"explain", good, dir.path("missing")}).status, 1);
  EXPECT_EQ(wirefold({"explain", good}).status, 2);
}

void add_two_copies(store::Transaction& transaction) {
  const std::vector<std::string> feeds = {"https://a.example/feed"};
  Article article;
  article.feed = transaction.feeds().enter(feeds).at(0).id;
  article.content = kFerry;
  const StoryId story = transaction.folding().add_story({}, {});
  for (const char* outlet : {"A", "B"}) {
    article.outlet = outlet;
    article.key = outlet;
    article.title = std::string("Ferry, says ") + outlet;
    transaction.folding().add_article(article, story, {ArticleId{outlet[0] == 'B'}, 0, 1, "text"},
                                      ingest::search_words_of(article), {});
  }
}

TEST(Explain, ReadsTheDatabaseThatADaemonHasOpen) {
  const TempDir dir;
  const std::string config =
      dir.write("wirefold.toml", "[state]\ndir = \"" + dir.path("") + "\"\n[feeds]\nopml = \"\"\n");
  const auto database = open_database(dir.path("wirefold.db"), Timestamp{});
  change(*database, add_two_copies);
  const Finished done = wirefold({"explain", "-c", config, "1", "2"});
  EXPECT_EQ(done.status, 0) << done.output;
  EXPECT_TRUE(has(done.output, "A  1  no date  A\n   Ferry, says A\n   in story 1")) << done.output;
  EXPECT_TRUE(has(done.output, "in story 1 by rule \"text\", like 1")) << done.output;
  EXPECT_TRUE(has(done.output, "B compared with A: word for word under another headline."))
      << done.output;
  EXPECT_TRUE(has(done.output, "\nOne event. Score ")) << done.output;
  const Finished none = wirefold({"explain", "-c", config, "1", "3"});
  EXPECT_EQ(none.status, 1);
  EXPECT_TRUE(has(none.output, "no article 3 in the database")) << none.output;
}

TEST(Fold, KeepsItsNamesWhileTheWindowSlides) {
  const TempDir dir;
  std::string lines;
  const auto add = [&lines](const std::string& id, const std::string& day,
                            const std::string& text) {
    lines += "{\"id\":\"" + id + "\",\"published\":\"2026-03-" + day + "T00:00:00Z\",\"text\":\"" +
             text + "\"}\n";
  };
  add("first", "01", kFerry);
  add("copy", "08", kFerry);
  for (const char* day : {"15", "15", "15", "15"}) add(std::string("other") + day, day, "Else.");
  // The story's first article has left the window, but its id still names the story.
  add("late", "16", kFerry);
  const Finished done = wirefold({"fold", dir.write("a.jsonl", lines)});
  EXPECT_EQ(done.status, 0);
  EXPECT_TRUE(
      has(done.output, "{\"id\":\"late\",\"story\":\"first\",\"lead\":false,\"like\":\"copy\""))
      << done.output;
}

TEST(Fold, OneForgedDateDoesNotEmptyTheWindow) {
  const TempDir dir;
  const auto line = [](const std::string& id, const std::string& date, const std::string& text) {
    return "{\"id\":\"" + id + "\",\"published\":\"" + date + "\",\"text\":\"" + text + "\"}\n";
  };
  const std::string lines =
      line("a", "2026-03-01T00:00:00Z", kFerry) + line("b", "2126-03-01T00:00:00Z", "Else.") +
      line("c", "2026-03-02T00:00:00Z", "Else.") + line("d", "2026-03-02T00:00:00Z", kFerry);
  const Finished done = wirefold({"fold", dir.write("a.jsonl", lines)});
  EXPECT_TRUE(has(done.output, "{\"id\":\"d\",\"story\":\"a\"")) << done.output;
}

}  // namespace
}  // namespace wirefold::test
