#include "wirefold/serve/http/http_server.h"

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <memory>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "support/held_stories.h"
#include "support/process.h"
#include "support/raw_client.h"
#include "support/serving.h"

namespace wirefold::serve {
namespace {

using test::RawClient;

class HttpServerTest : public testing::Test, public Serving {
 protected:
  HttpServerTest() : Serving(short_deadline()) {
    start();
    wait_until_ready();
  }

  static ServerOptions short_deadline() {
    ServerOptions options;
    options.connections = 64;
    options.header_deadline = std::chrono::seconds(2);
    return options;
  }

  std::string ask(const std::string& request) const {
    const RawClient client(server.port());
    EXPECT_TRUE(client.send(request));
    return client.read_all();
  }

  static std::string status_of(const std::string& answer) {
    return answer.substr(0, answer.find('\r'));
  }
};

TEST_F(HttpServerTest, ServesTheFeed) {
  const std::string answer =
      ask("GET /feed.atom?x=1 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(status_of(answer), "HTTP/1.1 200 OK");
  EXPECT_NE(answer.find("urn:uuid:story7"), std::string::npos);
}

TEST_F(HttpServerTest, SendsNoBodyForHead) {
  const std::string answer =
      ask("HEAD /feed.atom HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(status_of(answer), "HTTP/1.1 200 OK");
  EXPECT_EQ(answer.find("<feed"), std::string::npos);
  EXPECT_EQ(answer.find("Content-Length: 0"), std::string::npos);
}

TEST_F(HttpServerTest, RefusesBadRequests) {
  EXPECT_EQ(status_of(ask("GET / HTTP/1.1\r\nConnection: close\r\n\r\n")),
            "HTTP/1.1 400 Bad Request");  // no Host
  EXPECT_EQ(status_of(ask("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n"
                          "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"))
                .substr(0, 12),
            "HTTP/1.1 400");
  const std::string huge(20000, 'x');
  EXPECT_EQ(status_of(ask("GET / HTTP/1.1\r\nHost: h\r\nX: " + huge + "\r\n\r\n")).substr(0, 10),
            "HTTP/1.1 4");
  EXPECT_EQ(status_of(ask("DELETE /feed.atom HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")),
            "HTTP/1.1 405 Method Not Allowed");
}

TEST_F(HttpServerTest, ServesOthersBesideSilentClients) {
  std::vector<std::unique_ptr<RawClient>> silent;
  for (int i = 0; i < 20; ++i) {
    silent.push_back(std::make_unique<RawClient>(server.port()));
    EXPECT_TRUE(silent.back()->send("GET / HT"));
  }
  EXPECT_NE(test::http_get("http://127.0.0.1:" + std::to_string(server.port()) + "/").find("<html"),
            std::string::npos);
}

TEST_F(HttpServerTest, ClosesAConnectionWhoseRequestTricklesInForEver) {
  const RawClient client(server.port());
  ASSERT_TRUE(client.connected());
  EXPECT_TRUE(client.send("GET / HTTP/1.1\r\nHost: h\r\nX:"));
  const auto deadline = std::chrono::steady_clock::now() + test::kDeadline;
  while (!client.is_closed_within(std::chrono::milliseconds(100))) {
    ASSERT_LT(std::chrono::steady_clock::now(), deadline);
    client.send("x");
  }
}

TEST_F(HttpServerTest, SwapsWhatIsServed) {
  const std::string url = "http://127.0.0.1:" + std::to_string(server.port()) + "/feed.json";
  EXPECT_NE(test::http_get(url).find("urn:uuid:story7"), std::string::npos);
  stories.set({});
  desk.stories_changed();
  const auto deadline = std::chrono::steady_clock::now() + test::kDeadline;
  while (test::http_get(url).find("urn:uuid:story7") != std::string::npos) {
    ASSERT_LT(std::chrono::steady_clock::now(), deadline);
  }
}

TEST_F(HttpServerTest, StandsManyClientsWhilePublishing) {
  const std::string url = "http://127.0.0.1:" + std::to_string(server.port()) + "/feed.atom";
  std::vector<std::jthread> clients;
  for (int c = 0; c < 4; ++c) {
    clients.emplace_back([&url] {
      for (int i = 0; i < 50; ++i)
        EXPECT_NE(test::http_get(url).find("</feed>"), std::string::npos);
    });
  }
  for (int i = 0; i < 50; ++i) {
    desk.stories_changed();
  }
}

/// Number of answers in `sent` whose status line starts with `status`.
std::size_t answers(const std::string& sent, const std::string& status) {
  std::size_t count = 0;
  const std::string line = "HTTP/1.1 " + status;
  for (std::size_t at = 0; (at = sent.find(line, at)) != std::string::npos; ++at) ++count;
  return count;
}

TEST_F(HttpServerTest, AnswersPipelinedRequestsInTheirOrder) {
  std::string requests;
  for (const char* path : {"/feed.atom", "/nothing", "/story/7", "/style.css", "/feed.json"}) {
    requests += std::string("GET ") + path + " HTTP/1.1\r\nHost: h\r\n\r\n";
  }
  const std::string sent =
      ask(requests + "GET /healthz HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(answers(sent, "200"), 5u);
  EXPECT_EQ(answers(sent, "404"), 1u);
  EXPECT_LT(sent.find("<feed"), sent.find("not found"));
  EXPECT_LT(sent.find("not found"), sent.find("<!DOCTYPE html>"));
  EXPECT_LT(sent.find("<!DOCTYPE html>"), sent.find("color-scheme: dark"));
  EXPECT_TRUE(sent.ends_with("ok\n"));
}

TEST_F(HttpServerTest, AnswersAClientThatHasClosedItsHalf) {
  for (const char* path : {"/feed.atom", "/story/7", "/api/v1/stories"}) {  // some are not rendered
    const RawClient client(server.port());
    ASSERT_TRUE(client.send(std::string("GET ") + path +
                            " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"));
    client.half_close();
    EXPECT_EQ(answers(client.read_all(), "200"), 1u) << path;
  }
}

TEST_F(HttpServerTest, TakesNoRequestInsideAnother) {
  const std::string inner = "GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n";
  const std::string chunked = "Transfer-Encoding: chunked\r\n";
  for (const std::string& headers : {
           "Content-Length: 5\r\n" + chunked,
           chunked + "Content-Length: 5\r\n",
           std::string("Content-Length: 5\r\nContent-Length: 50\r\n"),
           std::string("Content-Length: +5\r\n"),
           std::string("Content-Length: 0x5\r\n"),
           std::string("Content-Length: 5, 6\r\n"),
           std::string("Content-Length: -1\r\n"),
           std::string("Content-Length: 99999999999999999999\r\n"),
           std::string("Transfer-Encoding: chunked, identity\r\n"),
           std::string("Content-Length : 5\r\n"),
       }) {
    const std::string sent =
        ask("POST /feed.atom HTTP/1.1\r\nHost: h\r\n" + headers + "\r\n0\r\n\r\n" + inner);
    EXPECT_EQ(sent.find("ok\n"), std::string::npos) << headers << sent;
    EXPECT_EQ(answers(sent, "200"), 0u) << headers;
  }
}

TEST_F(HttpServerTest, OutlivesWhateverIsSentToIt) {
  std::string junk(4000, '\0');
  unsigned state = 7;
  for (int i = 0; i < 200; ++i) {
    for (char& c : junk) c = static_cast<char>((state = state * 1664525U + 1013904223U) >> 24);
    const RawClient client(server.port());
    client.send(i % 2 == 0 ? junk : "GET /" + junk.substr(0, 1000) + " HTTP/1.1\r\n\r\n");
    if (i % 3 == 0) client.half_close();
  }
  EXPECT_EQ(test::http_get(url("/healthz")), "ok\n");
}

TEST_F(HttpServerTest, ServesWhatHasToBeMadeToManyAtOnce) {
  std::vector<std::jthread> clients;
  for (int c = 0; c < 8; ++c) {
    clients.emplace_back([this, c] {
      for (int i = 0; i < 20; ++i) {
        const std::string query = "/feed.atom?limit=" + std::to_string(1 + (c * 20 + i) % 40);
        EXPECT_NE(test::http_get(url(query)).find("</feed>"), std::string::npos);
        if (i % 5 == 0) desk.stories_changed();
      }
    });
  }
}

TEST_F(HttpServerTest, TellsFollowersWhatHappens) {
  events.add({{1, "story", "{\"n\":1}"}, {2, "copy", "{\"n\":2}"}});
  RawClient fresh(server.port());
  RawClient back(server.port());
  ASSERT_TRUE(fresh.send("GET /events HTTP/1.1\r\nHost: h\r\n\r\n"));
  ASSERT_TRUE(back.send("GET /events HTTP/1.1\r\nHost: h\r\nLast-Event-ID: 1\r\n\r\n"));
  EXPECT_NE(fresh.read_until("retry: 5000").find("text/event-stream"), std::string::npos);
  const std::string missed = back.read_until("id: 2\nevent: copy\ndata: {\"n\":2}\n\n");
  EXPECT_NE(missed.find("id: 2\n"), std::string::npos) << missed;
  EXPECT_EQ(missed.find("id: 1\n"), std::string::npos);
  events.add({{3, "merge", "{\"n\":3}"}});
  server.wake_followers();
  for (RawClient* client : {&fresh, &back}) {
    const std::string told = client->read_until("data: {\"n\":3}\n\n");
    EXPECT_NE(told.find("id: 3\nevent: merge\n"), std::string::npos);
  }
  EXPECT_EQ(traffic.followers, 2);
  server_thread.request_stop();
  server_thread.join();  // the server ends while the clients follow the events
}

TEST(HttpServer, EndsWhileRequestsWaitForWhatIsNeverMade) {
  Serving serving;
  serving.desk.prepare();
  serving.server_thread =
      std::jthread([&serving](const std::stop_token& stop) { serving.server.run(stop); });
  const RawClient client(serving.server.port());
  ASSERT_TRUE(client.send("GET /story/7 HTTP/1.1\r\nHost: h\r\n\r\n"));
  const auto deadline = std::chrono::steady_clock::now() + test::kDeadline;
  while (serving.traffic.waiting == 0) ASSERT_LT(std::chrono::steady_clock::now(), deadline);
}

TEST(HttpServer, TurnsAwayWhoOpensTooManyConnections) {
  ServerOptions options;
  options.limits.connections = 2;
  Serving serving(options);
  serving.start();
  const RawClient first(serving.server.port());
  const RawClient second(serving.server.port());
  const std::string request = "GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n";
  for (const RawClient* client : {&first, &second}) ASSERT_TRUE(client->send(request));
  const auto deadline = std::chrono::steady_clock::now() + test::kDeadline;
  while (serving.traffic.connections < 2) ASSERT_LT(std::chrono::steady_clock::now(), deadline);
  const RawClient third(serving.server.port());
  third.send(request);
  EXPECT_EQ(third.read_all(), "");
  EXPECT_GE(serving.traffic.limited, 1u);
}

TEST(HttpServer, TakesNewLimitsWhileItWorks) {
  Serving serving;
  serving.start();
  const std::string url = serving.url("/healthz");
  for (int i = 0; i < 1000; ++i) ASSERT_EQ(test::http_ask(url).status, 200);
  serving.server.set_limits({64, 1, {}});
  const auto deadline = std::chrono::steady_clock::now() + test::kDeadline;
  while (test::http_ask(url).status != 429) ASSERT_LT(std::chrono::steady_clock::now(), deadline);
}

/// A server that is asked to end while `half` has sent half of a request.
class Ending : public testing::Test {
 protected:
  Ending() {
    serving.start();
    serving.wait_until_ready();
    half = std::make_unique<RawClient>(serving.server.port());
    EXPECT_TRUE(half->send("GET /healthz HTTP/1.1\r\n"));
    RawClient whole(serving.server.port());
    EXPECT_TRUE(whole.send(kReady));  // the server has accepted `half` before it answers `whole`
    EXPECT_EQ(whole.read_until("ready\n").find("Connection: close"), std::string::npos);
    serving.server_thread.request_stop();
    EXPECT_TRUE(whole.send(kReady));
    answer_behind_it = whole.read_all();
  }
  ~Ending() override { close(next_server); }

  static ServerOptions patient(int listening_fd) {
    ServerOptions options;
    options.listening_fd = listening_fd;
    options.drain_for = test::kDeadline;
    return options;
  }

  static int listening_socket() {
    const int fd = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    EXPECT_EQ(listen(fd, 64), 0);
    return fd;
  }

  static constexpr const char* kReady = "GET /readyz HTTP/1.1\r\nHost: h\r\n\r\n";
  const int next_server = listening_socket();
  Serving serving{patient(dup(next_server))};
  std::unique_ptr<RawClient> half;
  std::string answer_behind_it;
};

TEST_F(Ending, AnswersThoseWhoAreConnectedAndEndsTheirConnections) {
  EXPECT_NE(answer_behind_it.find("Connection: close"), std::string::npos) << answer_behind_it;
  EXPECT_TRUE(half->send("Host: h\r\n\r\n"));
  const std::string rest = half->read_all();
  EXPECT_EQ(rest.find("HTTP/1.1 200 OK"), 0u) << rest;
  EXPECT_NE(rest.find("Connection: close"), std::string::npos) << rest;
  serving.server_thread.join();
}

TEST_F(Ending, LeavesWhoComesThenToTheNextServer) {
  const RawClient late(serving.server.port());
  EXPECT_TRUE(late.send("GET /readyz HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"));
  EXPECT_TRUE(half->send("Host: h\r\n\r\n"));
  EXPECT_NE(half->read_all().find("ok\n"), std::string::npos);
  serving.server_thread.join();
  Serving next(patient(dup(next_server)), false);
  next.start();
  EXPECT_NE(late.read_all().find("starting\n"), std::string::npos);
}

TEST(HttpServer, ServesBesideHundredsThatDrip) {
  ServerOptions options;
  options.connections = 1000;
  options.limits.connections = 1000;
  Serving serving(options);
  serving.start();
  serving.wait_until_ready();
  std::vector<std::unique_ptr<RawClient>> slow;
  for (int i = 0; i < 400; ++i) {
    slow.push_back(std::make_unique<RawClient>(serving.server.port()));
    ASSERT_TRUE(slow.back()->send("GET / HTTP/1.1\r\nHost: h\r\nX: "));
  }
  for (int round = 0; round < 5; ++round) {
    for (const auto& client : slow) client->send("x");
    EXPECT_NE(test::http_get(serving.url("/feed.atom")).find("</feed>"), std::string::npos);
  }
}

TEST(HttpServer, NamesThePortThatIsTaken) {
  const Serving first;
  ServerOptions same;
  same.port = first.server.port();
  HeldStories stories({});
  Traffic traffic;
  Desk desk(stories, traffic, [] { return test_time(0); });
  const EventLog events;
  try {
    const HttpServer second(same, desk, events, traffic);
    FAIL() << "two servers on one port";
  } catch (const ServeError& error) {
    EXPECT_NE(std::string(error.what()).find(std::to_string(same.port)), std::string::npos);
  }
}

TEST(HttpServer, SaysThatThereIsNoDescriptorLeft) {
  HeldStories stories({});
  Traffic traffic;
  Desk desk(stories, traffic, [] { return test_time(0); });
  const EventLog events;
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &before), 0);
  const rlimit none{0, before.rlim_max};
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &none), 0);
  std::string error;
  try {
    const HttpServer server({}, desk, events, traffic);
  } catch (const ServeError& thrown) {
    error = thrown.what();
  }
  setrlimit(RLIMIT_NOFILE, &before);
  EXPECT_EQ(error, "cannot make an event descriptor: Too many open files");
}

TEST(HttpServer, ListensOnIpv6) {
  ServerOptions options;
  options.address = "::1";
  const Serving serving(options);
  EXPECT_GT(serving.server.port(), 0);
}

TEST(HttpServer, TellsReadersToWaitUntilThereIsSomething) {
  Serving serving({}, false);
  serving.start();
  EXPECT_EQ(test::http_get(serving.url("/feed.atom"), {}, 503), "starting\n");
  EXPECT_EQ(test::http_get(serving.url("/healthz")), "ok\n");
}

/// Stores the last request.
class Remembering : public Handler {
 public:
  bool expects(std::string_view path) override { return path == "/in/box"; }
  Reply take(Request&& request) override {
    const std::lock_guard lock(mutex_);
    last_ = std::move(request);
    return {last_.path == "/in/box" ? 200 : 404, "taken"};
  }
  Request last() {
    const std::lock_guard lock(mutex_);
    return last_;
  }

 private:
  std::mutex mutex_;
  Request last_;
};

TEST(HttpServer, HandsOverWhatArrivesForTheReceiver) {
  ServerOptions options;
  options.body_deadline = std::chrono::milliseconds(100);
  Remembering handler;  // outlives the server's thread
  Serving serving(options);
  HttpServer& server = serving.server;
  server.route("/in/", handler, 1000);
  serving.start();
  const std::string base = serving.url("");
  const test::HttpResult posted = test::http_post(base + "/in/box?a=b%26c", std::string(900, 'x'),
                                                  {"X-Hub-Signature: s", "Content-Type: t/x"});
  EXPECT_EQ(posted.status, 200);
  EXPECT_EQ(posted.body, "taken");
  const Request last = handler.last();
  EXPECT_EQ(last.method, "POST");
  EXPECT_EQ(last.body, std::string(900, 'x'));
  EXPECT_EQ(last.signature, "s");
  EXPECT_EQ(last.content_type, "t/x");
  ASSERT_EQ(last.arguments.size(), 1u);
  EXPECT_EQ(last.arguments[0].second, "b&c");
  EXPECT_EQ(test::http_post(base + "/in/box", std::string(1001, 'x'), {}).status, 413);
  EXPECT_EQ(test::http_post(base + "/in/else", std::string(900, 'x'), {}).status, 404);
  EXPECT_EQ(handler.last().body, "") << "nobody waits for it";
  for (const char* header : {"Origin: https://evil.example", "Sec-Fetch-Site: cross-site"}) {
    EXPECT_EQ(test::http_post(base + "/in/box", "evil", {header}).status, 403);
    EXPECT_EQ(test::ask(serving.server.port(), "GET", "/in/box", {header}).status, 403);
  }
  EXPECT_EQ(handler.last().body, "") << "a page of another site changes nothing";
  EXPECT_EQ(test::http_post(base + "/feed.atom", "x", {}).status, 405);
  EXPECT_EQ(test::http_ask(base + "/in/box").status, 200);
  EXPECT_EQ(handler.last().method, "GET");
  const RawClient slow(server.port());
  ASSERT_TRUE(slow.send("POST /in/box HTTP/1.1\r\nHost: h\r\nContent-Length: 900\r\n\r\nxxx"));
  EXPECT_TRUE(slow.is_closed_within(test::kDeadline)) << "its body never comes";
}

/// Fails at every request.
class Failing : public Handler {
 public:
  bool expects(std::string_view) override { return true; }
  Reply take(Request&&) override { throw std::logic_error("a bug"); }
};

TEST(HttpServer, LogsAnExceptionAndClosesOnlyTheConnection) {
  Failing handler;
  Serving serving;
  serving.server.route("/in", handler, 1000);
  serving.start();
  const RawClient client(serving.server.port());
  testing::internal::CaptureStderr();
  EXPECT_TRUE(client.send("POST /in HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\nx"));
  const std::string answer = client.read_all();
  EXPECT_EQ(testing::internal::GetCapturedStderr(),
            "request method=POST path=/in error=\"a bug\"\n");
  EXPECT_EQ(answer, "");
  EXPECT_EQ(test::http_get(serving.url("/healthz")), "ok\n");
}

}  // namespace
}  // namespace wirefold::serve
