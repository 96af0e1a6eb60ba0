// Users and passwords of feeds appear in nothing that is stored, served, logged or printed.
#include <gtest/gtest.h>

#include <filesystem>

#include "daemon/daemon_under_test.h"
#include "support/http_test_server.h"
#include "wirefold/base/file.h"

namespace wirefold::test {
namespace {

constexpr char kUser[] = "reader-of-all";
constexpr char kPassword[] = "s3cret-p%40ss";  // percent-encoded, as in a URL
constexpr char kPasswordOfFile[] = "s3cret-p@ss";

/// Each feed redirects in a different way. All links in the documents are relative.
class Secrets : public testing::Test {
 protected:
  Secrets() {
    const std::string password = daemon_.dir().write("password", kPasswordOfFile);
    std::filesystem::permissions(password, std::filesystem::perms::owner_read);
    std::string toml = "[feeds]\nopml = \"\"\n[log]\nlevel = \"debug\"\nstories = \"" +
                       daemon_.dir().path("stories.jsonl") + "\"\n";
    for (const char* feed : kFeeds) {
      toml += "[[feed]]\nurl = \"" + server_.url(feed) + "\"\noutlet = \"" + feed +
              "\"\nuser = \"" + kUser + "\"\npassword_from = \"" + password + "\"\n";
    }
    daemon_.configure(toml, 100);
  }

  static constexpr const char* kFeeds[] = {
      "/relative", "/absolute", "/loop", "/elsewhere", "/echo",  "/down",      "/page",
      "/twice",    "/ill",      "/gone", "/direct",    "/query", "/schemeless"};

  static HttpReply to(const std::string& location) { return {301, "", {{"Location", location}}}; }

  std::string named(const std::string& path) const {
    return "http://" + std::string(kUser) + ':' + kPassword +
           "@127.0.0.1:" + std::to_string(server_.port()) + path;
  }

  HttpReply answer(const HttpRequest& r) const {
    if (r.path == "/relative") return to("feeds/1.xml");
    if (r.path == "/absolute") return to(server_.url("/feeds/2.xml"));
    if (r.path == "/loop") return to("/loop");
    if (r.path == "/elsewhere") return to(other_.url("/feeds/3.xml"));
    if (r.path == "/echo") return to(named("/feeds/4.xml"));
    if (r.path == "/down") return to("ftp://" + std::string(kUser) + ':' + kPassword + "@h/");
    if (r.path == "/twice") return to("?again");
    if (r.path == "/ill") return to("http://" + std::string(kUser) + ':' + kPassword + "@/");
    if (r.path == "/query") return to("/feeds/5.xml?p=s3cret-p@ss");
    if (r.path == "/schemeless") return to("http:" + std::string(kUser) + ":s3cret@h/");
    if (r.path == "/gone") return to("/nothing/here");
    if (r.path == "/direct" || r.path.starts_with("/feeds/")) return {200, document(r.path), {}};
    if (r.path == "/page") return {200, "<html>no feed</html>", {}};
    if (r.path == "/robots.txt") return {404, "", {}};
    if (r.path.ends_with("/moved")) return to("page");
    if (r.path.ends_with("/page")) return {200, "<html><p>A page of few words.</p></html>", {}};
    return {404, "", {}};
  }

  /// A feed document whose links, picture, enclosure, id and base are relative.
  static std::string document(const std::string& path) {
    return "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:base=\"" + path +
           "/\"><id>x</id>"
           "<title>T</title><link href=\"./\"/><link rel=\"hub\" href=\"hub\"/>"
           "<link rel=\"self\" href=\"self\"/><entry><id>1</id><title>Of " +
           path +
           "</title><link href=\"moved\"/><link rel=\"enclosure\" href=\"a.mp3\"/>"
           "<content type=\"html\">&lt;p&gt;Few words of " +
           path +
           " &lt;a href=\"more\"&gt;more&lt;/a&gt;&lt;img "
           "src=\"i.png\"&gt;</content></entry></feed>";
  }

  void expect_none(const std::string& text, const std::string& where) {
    for (const std::string_view secret : {"s3cret", kUser}) {
      const std::size_t at = text.find(secret);
      EXPECT_EQ(at, std::string::npos)
          << where << ": " << text.substr(at < 150 ? 0 : at - 150, 300);
    }
  }

  std::string told(const std::vector<std::string>& command) const {
    std::vector<std::string> argv = {WIREFOLD_PROGRAM};
    argv.insert(argv.end(), command.begin(), command.end());
    return run_program(argv, {{"STATE_DIRECTORY", daemon_.dir().path("state")}}).output;
  }

  HttpTestServer other_{[](const HttpRequest& r) -> HttpReply {
    if (r.path.starts_with("/feeds/")) return {200, document(r.path), {}};
    return {404, "", {}};
  }};
  HttpTestServer server_{[this](const HttpRequest& r) { return answer(r); }};
  DaemonUnderTest daemon_;
};

TEST_F(Secrets, AreInNothingThatIsServedStoredLoggedOrPrinted) {
  daemon_.start();
  for (int i = 0; i < 5; ++i) daemon_.process().wait_for(is_event);
  for (const char* path :
       {"/", "/feeds", "/subscribe", "/feed.atom", "/feed.rss", "/feed.json", "/opml", "/metrics",
        "/api/v1/stories", "/api/v1/feeds", "/api/v1/articles/1", "/story/1", "/story/1.json"}) {
    expect_none(http_get(daemon_.url(path)), path);
  }
  const std::string config = daemon_.config();
  for (const std::vector<std::string>& command : {std::vector<std::string>{"status", "-c", config},
                                                  {"status", "--json", "-c", config},
                                                  {"feeds", "list", "-c", config},
                                                  {"stories", "-c", config},
                                                  {"check", "-c", config},
                                                  {"story", "show", "1", "-c", config}}) {
    expect_none(told(command), command[0]);
  }
  const auto files = std::filesystem::directory_iterator(daemon_.dir().path("state"));
  for (const auto& entry : files) {
    expect_none(*read_file(entry.path().string(), 1 << 26), entry.path().filename().string());
  }
  EXPECT_EQ(daemon_.end(SIGTERM), 0);
  for (const std::string& line : daemon_.process().lines()) expect_none(line, "the log");
  expect_none(*read_file(daemon_.dir().path("stories.jsonl"), 1 << 26), "the story log");
  expect_none(*read_file(daemon_.dir().path("state/wirefold.db"), 1 << 26), "the database");

  // Requests to the feeds' own server carry the credentials, those to the other server do not.
  for (const HttpRequest& r : server_.requests()) {
    if (r.path == "/robots.txt") continue;
    EXPECT_NE(r.header("authorization"), "") << r.path;
  }
  for (const HttpRequest& r : other_.requests()) EXPECT_EQ(r.header("authorization"), "") << r.path;
}

}  // namespace
}  // namespace wirefold::test
