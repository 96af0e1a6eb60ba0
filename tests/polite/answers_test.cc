// Imperfect answers of servers: a body that can be read is read.
#include <fmt/format.h>

#include "polite/politeness.h"
#include "polite/raw_server.h"
#include "support/gzip.h"

namespace wirefold::test {
namespace {

const std::string kFeed = rss({"one", "two"});

struct Answer {
  const char* what;
  HttpReply reply;
  std::size_t entries;  ///< Number of entries taken.
  const char* error;    ///< A beginning or a part of the error. Empty if there must be none.
};

HttpReply reply(int status, const std::string& body, const Headers& headers = {}) {
  return {status, body, headers};
}

TEST_F(Politeness, AnswersAreReadForWhatTheyAre) {
  const std::vector<Answer> answers = {
      {"unknown coding", reply(200, kFeed, {{"Content-Encoding", "aws-chunked"}}), 2, ""},
      {"a charset as coding", reply(200, kFeed, {{"Content-Encoding", "utf-8"}}), 2, ""},
      {"plain, said to be gzip", reply(200, kFeed, {{"Content-Encoding", "gzip"}}), 2, ""},
      {"plain, said to be br", reply(200, kFeed, {{"Content-Encoding", "br"}}), 2, ""},
      {"gzip that nobody names", reply(200, gzip(kFeed)), 2, ""},
      {"gzip cut in its trailer", reply(200, gzip(kFeed).substr(0, gzip(kFeed).size() - 6)), 2, ""},
      {"gzip cut in the document", reply(200, gzip(kFeed).substr(0, 120)), 0,
       "the compressed body"},
      {"203", reply(203, kFeed), 2, ""},
      {"206 with all of it", reply(206, kFeed), 2, ""},
      {"206 with a part", reply(206, kFeed.substr(0, kFeed.size() - 30)), 0, "HTTP status 206"},
      {"304 to the first request", reply(304, ""), 0, "HTTP status 304"}};
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const std::string feed = world.url("h" + std::to_string(i) + ".example");
    world.on(feed, answers[i].reply);
    world.add_feed(feed);
  }
  world.start();
  world.run_for(1min);
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const Answer& a = answers[i];
    const FeedState state = world.state(world.url("h" + std::to_string(i) + ".example"));
    EXPECT_EQ(state.listed, a.entries) << a.what << ": " << state.last_error;
    EXPECT_NE(state.last_error.find(a.error), std::string::npos) << a.what << state.last_error;
    EXPECT_EQ(state.last_error.empty(), *a.error == '\0') << a.what << ": " << state.last_error;
  }
}

TEST_F(Politeness, AWholeDocumentIsTakenThoughTheConnectionBrokeOff) {
  const std::string head =
      "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nETag: \"1\"\r\nCache-Control: "
      "max-age=86400\r\n";
  const std::string size = std::to_string(kFeed.size() + 500);
  const std::string half = kFeed.substr(0, kFeed.size() - 40);
  const auto chunk = [](const std::string& body) {
    return fmt::format("Transfer-Encoding: chunked\r\n\r\n{:x}\r\n{}\r\n", body.size(), body);
  };
  const RawServer raw({{"/short", head + "Content-Length: " + size + "\r\n\r\n" + kFeed},
                       {"/chunk", head + chunk(kFeed)},
                       {"/half", head + "Content-Length: " + size + "\r\n\r\n" + half},
                       {"/half-chunk", head + chunk(half)}});
  const std::string port = ':' + std::to_string(raw.port());
  world.resolve("raw.example" + port + ":127.0.0.1");
  for (const char* path : {"/short", "/chunk", "/half", "/half-chunk"}) {
    world.add_feed("http://raw.example" + port + path);
  }
  world.config.fetch.per_host = 8;
  world.start();
  world.run_for(1min);
  for (const char* path : {"/short", "/chunk"}) {
    const FeedState state = world.state("http://raw.example" + port + path);
    EXPECT_EQ(state.listed, 2u) << path << ": " << state.last_error;
    EXPECT_EQ(state.failures, 0) << path;
    EXPECT_EQ(state.validators, Validators()) << "those of an answer that broke off";
  }
  for (const char* path : {"/half", "/half-chunk"}) {
    const FeedState state = world.state("http://raw.example" + port + path);
    EXPECT_EQ(state.listed, 0u) << path;
    EXPECT_NE(state.last_error.find("breaks off"), std::string::npos) << state.last_error;
    EXPECT_LE(*state.next_poll - world.now(), 70min) << "what it said about freshness is of no use";
  }
}

TEST_F(Politeness, ACookieOfTheOperatorStaysBesideThoseOfAChain) {
  auto access = std::make_shared<FeedAccess>();
  access->headers = {"Cookie: mine=1", "X-Key: 2"};
  world.on(url, [&](const Seen& seen) -> HttpReply {
    if (seen.header("cookie").find("gate=1") != std::string::npos) return ok(kFeed);
    return {302, "", {{"Location", url}, {"Set-Cookie", "gate=1"}}};
  });
  world.add_feed(url).access = access;
  world.start();
  world.run_for(1min);
  const auto seen = world.seen(url);
  ASSERT_EQ(seen.size(), 2u);
  EXPECT_EQ(seen[0].header("cookie"), "mine=1");
  EXPECT_EQ(seen[1].header("cookie"), "mine=1; gate=1");
  EXPECT_EQ(seen[1].header("x-key"), "2");
}

TEST_F(Politeness, CookiesAreCarriedAlongOneChainAndForgotten) {
  const std::string gate = world.url("gate.example"), other = world.url("other.example");
  const auto asked = [](const Seen& seen) { return seen.header("cookie"); };
  world.on(gate, [&](const Seen& seen) -> HttpReply {
    if (asked(seen).find("gate=1") != std::string::npos) return ok(kFeed, {{"ETag", "\"1\""}});
    return {302,
            "",
            {{"Location", other},
             {"Set-Cookie", "gate=1; Path=/; HttpOnly"},
             {"Set-Cookie", "gone=1; Max-Age=0"}}};
  });
  world.on(other, [&](const Seen&) -> HttpReply {
    return {302, "", {{"Location", gate}, {"Set-Cookie", "theirs=1; Domain=example"}}};
  });
  world.add_feed(gate);
  world.start();
  world.run_for(3h);
  const auto seen = world.seen(gate);
  ASSERT_GE(seen.size(), 4u);
  for (std::size_t i = 0; i < seen.size(); ++i) {
    EXPECT_EQ(asked(seen[i]), i % 2 == 0 ? "" : "gate=1") << i;
  }
  for (const Seen& s : world.seen(other)) EXPECT_EQ(asked(s), "");
  const FeedState state = world.state(gate);
  EXPECT_EQ(state.listed, 2u) << state.last_error;
}

TEST_F(Politeness, ACookieThatHelpsNothingEndsInALoop) {
  world.on(url, [&](const Seen&) -> HttpReply {
    return {302, "", {{"Location", url}, {"Set-Cookie", "gate=1"}}};
  });
  const std::string fickle = world.url("fickle.example");
  world.on(fickle, [&, number = 0](const Seen&) mutable -> HttpReply {
    return {302, "", {{"Location", fickle}, {"Set-Cookie", "n=" + std::to_string(++number)}}};
  });
  world.add_feed(url);
  world.add_feed(fickle);
  world.start();
  world.run_for(1min);
  EXPECT_EQ(world.seen(url).size(), 2u);
  EXPECT_NE(world.state(url).last_error.find("a loop"), std::string::npos);
  EXPECT_EQ(world.seen(fickle).size(), 11u);
  EXPECT_NE(world.state(fickle).last_error.find("more than 10 redirects"), std::string::npos);
}

TEST_F(Politeness, APageThatStandsInFrontIsNamed) {
  const std::string form = "<html><form><input type='password' name='p'></form></html>";
  const struct {
    const char* to;
    HttpReply there;
    const char* words;
  } cases[] = {{"/wp-login.php?redirect_to=%2Ffeed", reply(200, "<html>x</html>"), "a login page"},
               {"/users/sign_in", reply(401, ""), "a login page"},
               {"/m?gl=DE&continue=feed", reply(200, form), "a login page"},
               {"/consent/?url=feed", reply(200, "<!doctype html><p>x"), "a consent page"},
               {"/authors/news", reply(200, "<html>x</html>"), ""}};
  for (std::size_t i = 0; i < std::size(cases); ++i) {
    const std::string host = "h" + std::to_string(i) + ".example";
    const std::string to = cases[i].to;
    world.on(world.url(host), reply(302, "", {{"Location", to}}));
    world.on(world.url(host, to.substr(0, to.find('?'))), cases[i].there);
    world.add_feed(world.url(host));
  }
  world.start();
  world.run_for(1min);
  for (std::size_t i = 0; i < std::size(cases); ++i) {
    const std::string error =
        world.state(world.url("h" + std::to_string(i) + ".example")).last_error;
    ASSERT_FALSE(error.empty());
    const std::string words = cases[i].words;
    EXPECT_EQ(error.find(" page, http://") != std::string::npos, !words.empty()) << error;
    EXPECT_NE(error.find(words), std::string::npos) << error;
  }
}

}  // namespace
}  // namespace wirefold::test
