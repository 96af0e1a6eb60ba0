// Text that strangers write reaches a terminal only as text, whichever command prints it.
#include <gtest/gtest.h>

#include "daemon/daemon_under_test.h"
#include "support/http_test_server.h"
#include "wirefold/base/strings.h"

namespace wirefold::test {
namespace {

// After "mark": a window title, a colour by C1, DEL, a bidi override and an isolate, a line
// separator, and a forged log line.
constexpr char kAttack[] =
    "mark\x1b]0;t\a\u009b31m\x7f\u202e\u2066\u2028\r\nstory id=9 \u0085\u009d0;t\u009c";
constexpr char kJson[] =
    R"(mark\u001b]0;t\u0007\u009b31m\u007f\u202e\u2066\u2028\r\nstory id=9 \u0085\u009d0;t\u009c)";
constexpr char kXml[] =
    "mark\x1b]0;t\a\u009b31m\x7f\u202e\u2066\u2028\r\nstory id=9 &#x85;&#x9d;0;t&#27;\x9b";

constexpr char kText[] =
    "The city closed its old bridge on Tuesday after engineers found cracks in two of the pillars "
    "that carry it across the harbour and traffic was sent to the northern road for six months.";

std::string json_feed(const std::string& outlet) {
  const std::string attack = kJson;
  return "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"" + outlet + attack +
         "\",\"items\":[{\"id\":\"1" + attack + "\",\"url\":\"https://x.example/" + outlet +
         attack + "\",\"title\":\"Bridge " + attack + "\",\"authors\":[{\"name\":\"" + attack +
         "\"}],\"tags\":[\"" + attack + "\"],\"content_text\":\"" + kText + attack + "\"}]}";
}

std::string xml_feed() {
  const std::string attack = kXml;
  return "<rss version=\"2.0\"><channel><title>XML " + attack + "</title><item><title>Other " +
         attack + "</title><link>https://x.example/" + attack + "</link><author>" + attack +
         "</author><description>" + kText + attack + "</description><guid>" + attack +
         "</guid><pubDate>" + attack + "</pubDate></item></channel></rss>";
}

std::string page() {
  const std::string attack = kXml;
  return "<html><head><title>Page " + attack + "</title><meta property=og:site_name content='" +
         attack + "'><link rel=alternate type='application/rss+xml' title='" + attack +
         "' href='/none/" + attack +
         "'><link rel=alternate type='application/rss+xml' href='/c'>"
         "</head><body><h1>Page " +
         attack + "</h1><p>" + kText + "</p><p>" + kText + attack + "</p></body></html>";
}

HttpReply site(const HttpRequest& request) {
  if (request.path == "/a") return {200, json_feed("A"), {{"ETag", "\"\x9b\""}}};
  if (request.path == "/b") return {200, json_feed("B"), {}};
  if (request.path == "/c" || request.path == "/d") return {200, xml_feed(), {}};
  if (request.path == "/page") return {200, page(), {{"Content-Type", "text/html"}}};
  if (request.path == "/away") return {301, "", {{"Location", "/none/\xc2\x9b\xe2\x80\xae"}}};
  return {500, kAttack, {{"Content-Type", kJson}}};
}

/// The first sequence in `output` that a terminal would obey. Empty if there is none.
std::string what_it_obeys(const std::string& output) {
  for (const std::string_view line : split(output, '\n')) {
    if (!is_valid_utf8(line)) return "no UTF-8: " + std::string(line);
    for (const unsigned char c : line) {
      if (c < 0x20 || c == 0x7F) return "a control character: " + std::string(line);
    }
    for (const char* const bad :
         {"\u0085", "\u009b", "\u009c", "\u009d", "\u2028", "\u202e", "\u2066"}) {
      if (line.find(bad) != std::string_view::npos) return bad + (" in " + std::string(line));
    }
    if (line.starts_with("story id=9")) return "a line of its own";
  }
  return {};
}

class Strangers : public testing::Test {
 protected:
  Strangers() : server_(site) {
    const std::string attack = "mark&#x9b;31m&#x202e;&#x2066;&#x85;";
    std::string list = "<opml><body><outline text=\"G " + attack + "\">";
    for (const char* const path : {"/a", "/b", "/c", "/away", "/none\xc2\x9b"}) {
      list += "<outline text=\"O " + attack + "\" xmlUrl=\"" + server_.url(path) + "\"/>";
    }
    list_ = daemon_.dir().write("feeds.opml", list + "</outline></body></opml>");
    daemon_.configure("[feeds]\nopml = \"" + list_ + "\"\n");
  }

  /// Runs a command and returns its output, which must hold nothing that a terminal obeys.
  std::string output_of(std::vector<std::string> words, bool configured = true) {
    words.insert(words.begin(), WIREFOLD_PROGRAM);
    if (configured) words.insert(words.end(), {"-c", daemon_.config()});
    std::string all;
    for (const std::string& word : words) all += word + ' ';
    const Finished done = run_program(words, {{"STATE_DIRECTORY", daemon_.dir().path("state")}});
    EXPECT_EQ(what_it_obeys(done.output), "") << all;
    EXPECT_LT(done.status, 128) << all;
    return done.output;
  }

  /// The same for a command that prints a stranger's text.
  void expect_marked(std::vector<std::string> words, bool configured = true) {
    const std::string output = output_of(words, configured);
    EXPECT_NE(output.find("mark"), std::string::npos) << words.front() << ": " << output;
  }

  HttpTestServer server_;
  DaemonUnderTest daemon_;
  std::string list_;
};

TEST_F(Strangers, WriteNothingThatATerminalObeysOnWhatTheDaemonHas) {
  daemon_.start();
  Process& process = daemon_.process();
  for (const char* const event : {"story ", "copy "}) {
    EXPECT_NE(process.wait_for_prefix(event).find("mark"), std::string::npos);
  }
  process.wait_for([](const std::string& line) {
    return line.starts_with("feed state=failing") && line.find("/none") != std::string::npos;
  });
  for (const char* const json : {"", "--json"}) {
    const auto with = [json](std::vector<std::string> words) {
      if (*json != '\0') words.emplace_back(json);
      return words;
    };
    expect_marked(with({"stories", "--articles"}));
    expect_marked(with({"story", "show", "1"}));
    expect_marked(with({"status", "--all"}));
    expect_marked(with({"tail", "--no-follow"}));
    expect_marked(with({"explain", "1", "2"}));
    expect_marked(with({"feeds", "list"}));
    output_of(with({"story", "rulings"}));
  }
  expect_marked({"feeds", "export"});
  output_of({"feeds", "retry", server_.url("/a")});
  output_of({"check", "--online"});
  output_of({"backup", daemon_.dir().path(std::string("b") + kAttack)});
  output_of({"verify", daemon_.dir().path(std::string("b") + kAttack)});
  EXPECT_EQ(daemon_.end(SIGTERM), 0);
  std::string log;
  for (const std::string& line : process.lines()) log += line + '\n';
  EXPECT_EQ(what_it_obeys(log), "");
}

TEST_F(Strangers, WriteNothingThatATerminalObeysInFiles) {
  const TempDir& dir = daemon_.dir();
  const std::string json = dir.write("j", json_feed("A"));
  const std::string xml = dir.write("x", xml_feed());
  const std::string html = dir.write("h", page());
  expect_marked({"parse", json}, false);
  expect_marked({"parse", xml}, false);
  expect_marked({"extract", html}, false);
  const std::string article = std::string("{\"id\":\"") + kJson + "\",\"title\":\"" + kJson +
                              "\",\"outlet\":\"" + kJson + "\",\"text\":\"" + kText + kJson + "\"}";
  expect_marked({"fold", dir.write("f", article + '\n' + article + "\n{" + kAttack + "\n")}, false);
  const std::string one = dir.write("1", article);
  for (const std::string& other : {html, dir.write("2", kText + std::string(kAttack))}) {
    expect_marked({"explain", one, other}, false);
    expect_marked({"explain", "--json", one, other}, false);
  }
  for (const char* const command : {"parse", "extract", "fold", "verify"}) {
    output_of({command, dir.write("bad", kAttack)}, false);
    output_of({command, kAttack}, false);
  }
}

TEST_F(Strangers, WriteNothingThatATerminalObeysInListsAndOnSites) {
  const TempDir& dir = daemon_.dir();
  const std::string attack = kXml;
  const std::string foreign =
      dir.write("foreign.opml", "<opml><body><outline text=\"" + attack + "\"><outline text=\"" +
                                    attack + "\" xmlUrl=\"" + server_.url("/none/") + attack +
                                    "\"/><outline text='x' xmlUrl=\"nothing:" + attack +
                                    "\"/><outline xmlUrl=\"" + server_.url("/page") + "\"/><" +
                                    attack + "></outline></body></opml>");
  expect_marked({"feeds", "import", foreign});
  expect_marked({"feeds", "import", "--json", "--no-check", foreign});
  output_of({"feeds", "add", server_.url("/page")});
  expect_marked({"feeds", "add", server_.url("/d")});
  output_of({"feeds", "add", server_.url("/away"), server_.url("/none") + kAttack, kAttack});
  expect_marked({"feeds", "remove", kAttack});
  output_of({"feeds", "remove", server_.url("/c")});
  expect_marked({"feeds", "retry", kAttack});
}

TEST_F(Strangers, WriteNothingThatATerminalObeysInConfigurationsAndArguments) {
  const std::string attack = kAttack;
  for (const std::string& text :
       {attack, "[" + attack + "]\n", "[serve]\ntitle = \"" + attack + "\"\n",
        std::string("[serve]\n\"mark\\u001b\\u009b\\u202e\" = 1\n"),
        std::string("[[feed]]\nurl = \"nothing:mark\\u001b\\u009b\\u202e\"\n"),
        std::string("[log]\nlevels = \"mark\\u001b\\u009b\\u202e=debug\"\n")}) {
    const std::string file = daemon_.dir().write("w.toml", text);
    output_of({"check", "-c", file}, false);
    output_of({"run", "-c", file}, false);
  }
  output_of({"check", "-c", attack}, false);
  for (const std::vector<std::string>& words :
       std::vector<std::vector<std::string>>{{attack},
                                             {"--" + attack},
                                             {"feeds", attack},
                                             {"stories", "--since", attack},
                                             {"stories", "--limit", attack},
                                             {"story", "show", attack},
                                             {"completion", attack},
                                             {"tail", "--cursor-file", attack},
                                             {"explain", attack, attack}}) {
    output_of(words, false);
  }
}

}  // namespace
}  // namespace wirefold::test
