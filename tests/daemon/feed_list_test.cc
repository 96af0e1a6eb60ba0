// The commands wirefold feeds list, remove, import and export.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "support/http_test_server.h"
#include "support/process.h"
#include "support/temp_dir.h"
#include "wirefold/base/file.h"
#include "wirefold/base/strings.h"

namespace wirefold::test {
namespace {

constexpr char kList[] =
    "<opml version=\"2.0\">\n  <body>\n    <outline text=\"World\">\n      <outline text=\"A\" "
    "xmlUrl=\"https://a.example/f\"/>\n    </outline>\n  </body>\n</opml>\n";

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

class Feeds : public ::testing::Test {
 protected:
  static HttpReply site(const HttpRequest& request) {
    const std::string feed = "<rss><channel><title>Its own name</title></channel></rss>";
    if (request.path.starts_with("/good")) return {200, feed, {}};
    if (request.path == "/page") return {200, "<html>x</html>", {{"Content-Type", "text/html"}}};
    if (request.path == "/moved") return {301, "", {{"Location", "/good/3"}}};
    if (request.path == "/moved/twice") return {308, "", {{"Location", "/good/1"}}};
    if (request.path == "/today") return {302, "", {{"Location", "/good/4"}}};
    if (request.path == "/ill") return {503, "no", {}};
    return {404, "no", {}};
  }

  Finished feeds(std::vector<std::string> words) const {
    words.insert(words.begin(), {WIREFOLD_PROGRAM, "feeds"});
    words.insert(words.end(), {"-c", config_});
    return run_program(words);
  }
  std::string list() const { return *read_file(list_, 1 << 20); }
  std::string outline(const std::string& text, const std::string& url) const {
    return "<outline text=\"" + text + "\" xmlUrl=\"" + url + "\"/>";
  }

  TempDir dir_;
  std::string config_ =
      dir_.write("wirefold.toml",
                 "[fetch]\nspacing = \"0s\"\nallow_networks = \"127.0.0.1\"\n[[feed]]\nurl = "
                 "\"https://b.example/f\"\noutlet = \"B\"\nheader = \"X: s3cret\"\n");
  std::string list_ = dir_.write("feeds.opml", kList);
  HttpTestServer server_{site};
};

TEST_F(Feeds, AreListedWithTheirPlaces) {
  EXPECT_EQ(feeds({"list"}).output, "B  https://b.example/f  " + config_ +
                                        ":4\nWorld/A  https://a.example/f  " + list_ + ":4\n");
  EXPECT_TRUE(has(feeds({"list", "--json"}).output,
                  "{\"url\":\"https://a.example/f\",\"outlet\":\"A\",\"group\":\"World\","));
}

TEST_F(Feeds, AreExportedWithoutSecrets) {
  const std::string out = feeds({"export"}).output;
  EXPECT_TRUE(has(out, "<outline text=\"World\">")) << out;
  EXPECT_TRUE(has(out, "https://a.example/f"));
  EXPECT_FALSE(has(out, "b.example")) << "it has a header of its own";
  EXPECT_FALSE(has(out, "s3cret"));
}

TEST_F(Feeds, AreTakenOffTheListWhereTheListHasThem) {
  EXPECT_EQ(feeds({"remove", "https://a.example/f"}).status, 0);
  EXPECT_FALSE(has(list(), "a.example")) << list();
  EXPECT_TRUE(has(list(), "World"));
  const Finished table = feeds({"remove", "https://b.example/f"});
  EXPECT_EQ(table.status, 1);
  EXPECT_TRUE(has(table.output, "it is named at " + config_ + ":4")) << table.output;
  EXPECT_EQ(feeds({"remove", "https://nobody.example/"}).status, 1);
  EXPECT_TRUE(has(feeds({"remove", "b.example"}).output, "perhaps https://b.example/f"));
}

TEST_F(Feeds, OfSomebodyElsesListAreWhoseTheirAddressesSay) {
  const std::string other = dir_.write(
      "other.opml", "<opml><body><outline text=\"Good\" wirefold:outlet=\"Paper\" xmlUrl=\"" +
                        server_.url("/good/1") + "\"/></body></opml>");
  const Finished done = feeds({"import", other});
  EXPECT_EQ(done.status, 0);
  EXPECT_TRUE(has(done.output, "Ignored: the outlet (wirefold:outlet) of 1 feed.")) << done.output;
  std::string list = *read_file(list_, 1 << 20);
  EXPECT_TRUE(has(list, "text=\"Good\"")) << list;
  EXPECT_FALSE(has(list, "Paper")) << list;
  EXPECT_EQ(feeds({"remove", server_.url("/good/1")}).status, 0);
  EXPECT_EQ(feeds({"import", "--keep-outlets", other}).status, 0);
  list = *read_file(list_, 1 << 20);
  EXPECT_TRUE(has(list, "wirefold:outlet=\"Paper\"")) << list;
}

TEST_F(Feeds, AreImportedWithTheirFoldersAndAReport) {
  const std::string other = dir_.write(
      "other.opml",
      "<opml><body>\n" + outline("Known", "https://a.example/f") + "\n<outline text=\"World\">" +
          outline("Good", server_.url("/good/1")) + "</outline>\n<outline text=\"New/er\">" +
          outline("", server_.url("/good/2")) + "</outline>\n" +
          outline("Twice", server_.url("/good/1")) + "\n" + outline("Gone", server_.url("/gone")) +
          "\n" + outline("Page", server_.url("/page")) + "\n" +
          outline("Ill", server_.url("/ill")) + "\n" + outline("No", "gopher://x/") + "\n" +
          outline("File", "file:///etc/passwd") + "\n" + outline("M", server_.url("/moved")) +
          "\n" + outline("N", server_.url("/moved/twice")) + "\n" +
          outline("T", server_.url("/today")) + "\n</body></opml>");
  const Finished done = feeds({"import", other});
  EXPECT_EQ(done.status, 1) << "some are broken";
  for (const std::string& line :
       {"already listed  " + other + ":2: https://a.example/f: " + list_ + ":4\n",
        "added           " + other + ":3: " + server_.url("/good/1") + "\n",
        "added           " + other + ":4: " + server_.url("/good/2") + "\n",
        "already listed  " + other + ":5: " + server_.url("/good/1") + ": named twice\n",
        "unreadable      " + other + ":6: " + server_.url("/gone") + ": HTTP status 404: ",
        "unreadable      " + other + ":7: " + server_.url("/page") + ": ",
        "added           " + other + ":8: " + server_.url("/ill") +
            ": but cannot be read now: HTTP status 503: ",
        "unreadable      " + other + ":9: gopher://x/: not an http:",
        "unreadable      " + other + ":10: file:///etc/passwd: a local file",
        "moved to        " + other + ":11: " + server_.url("/good/3") + ", from " +
            server_.url("/moved") + "\n",
        "already listed  " + other + ":12: " + server_.url("/good/1") + ": named twice, from " +
            server_.url("/moved/twice") + "\n",
        "added           " + other + ":13: " + server_.url("/today") + "\n",
        std::string("5 added (1 of them moved), 3 already listed, 4 unreadable\n")}) {
    EXPECT_TRUE(has(done.output, line)) << line << "\nin\n" << done.output;
  }
  const std::string listed = feeds({"list"}).output;
  EXPECT_TRUE(has(listed, "World/Good  " + server_.url("/good/1"))) << listed;
  EXPECT_TRUE(has(listed, "Its own name  " + server_.url("/good/2"))) << listed;
  EXPECT_TRUE(has(listed, "Ill  " + server_.url("/ill"))) << listed;
  EXPECT_FALSE(has(listed, "gone"));
  const Finished again = feeds({"import", "--no-check", "--json", other});
  EXPECT_FALSE(has(again.output, "\"result\":\"added\",\"outlet\":\"Good\"")) << again.output;
}

TEST_F(Feeds, AreImportedIntoAListThatIsNotThereYet) {
  std::filesystem::remove(list_);
  const std::string other = dir_.write(
      "other.opml", "<opml><body>" + outline("Good", server_.url("/good/1")) + "</body></opml>");
  EXPECT_EQ(feeds({"list"}).status, 0);
  EXPECT_EQ(feeds({"import", other}).status, 0);
  EXPECT_TRUE(has(list(), "<!--")) << "it says how feeds come";
  EXPECT_TRUE(has(feeds({"list"}).output, "Good  " + server_.url("/good/1")));
}

TEST_F(Feeds, AreNotDroppedWithAListThatCannotBeLookedAt) {
  std::filesystem::remove(list_);
  std::filesystem::create_directory(list_);
  const Finished done = feeds({"list"});
  EXPECT_EQ(done.status, 1);
  EXPECT_TRUE(has(done.output, list_)) << done.output;
}

TEST_F(Feeds, AreTheSameAfterAnExportAndAnImport) {
  dir_.write("feeds.opml",
             "<opml version=\"2.0\"><body><outline text=\"World\"><outline text=\"Asia\">" +
                 outline("A &amp; B &lt;&quot;é&quot;&gt;", "https://a.example/f?x=1&amp;y=2") +
                 "</outline><outline text=\"C\" xmlUrl=\"https://c.example/f\" language=\"id\" "
                 "wirefold:pages=\"off\"/></outline>" +
                 outline("D", "https://d.example/f") + "</body></opml>");
  const std::string listed = feeds({"list", "--json"}).output;
  const std::string exported = feeds({"export"}).output;
  const std::string copy = dir_.write("copy.opml", exported);
  dir_.write("feeds.opml", "<opml version=\"2.0\"><body></body></opml>");
  EXPECT_EQ(feeds({"import", "--no-check", copy}).status, 0);
  const std::string again = feeds({"export"}).output;
  EXPECT_TRUE(has(again, "wirefold:pages=\"off\"")) << again;
  const auto lines = [](const std::string& json) {
    std::vector<std::string> out;
    for (const std::string_view line : split(json, '\n')) {
      out.emplace_back(line.substr(0, line.find(",\"place\"")));
    }
    std::sort(out.begin(), out.end());
    return out;
  };
  EXPECT_EQ(lines(feeds({"list", "--json"}).output), lines(listed));
}

TEST_F(Feeds, AreImportedUnaskedIfOneWants) {
  const std::string other = dir_.write(
      "other.opml", "<opml><body>\n" + outline("G", server_.url("/gone")) + "\n</body></opml>");
  EXPECT_EQ(feeds({"import", "--no-check", other}).status, 0);
  EXPECT_TRUE(server_.requests().empty());
  EXPECT_TRUE(has(list(), "/gone"));
  const Finished feed =
      feeds({"import", dir_.write("feed.xml", "<rss><channel><title>x</title></channel></rss>")});
  EXPECT_EQ(feed.status, 1);
  EXPECT_TRUE(has(feed.output, "a feed, not a list of feeds")) << feed.output;
  const Finished bad = feeds({"import", dir_.write("bad.opml", "<opml><body>")});
  EXPECT_EQ(bad.status, 1);
  EXPECT_TRUE(has(bad.output, "wirefold feeds import: " + dir_.path("bad.opml") + ":"))
      << bad.output;
}

}  // namespace
}  // namespace wirefold::test
