#include "wirefold/fetch/fetch_loop.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <clocale>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <thread>

#include "support/gzip.h"
#include "support/http_test_server.h"
#include "support/process.h"
#include "support/temp_dir.h"
#include "wirefold/crawl/requests.h"
#include "wirefold/websub/requests.h"

namespace wirefold::fetch {
namespace {

using test::HttpReply;
using test::HttpRequest;
using test::HttpTestServer;

/// Hands out a list of requests and collects the responses. Refuses deliveries while it has no
/// room.
class Script : public FetchLoop::Mediator {
 public:
  std::optional<Request> next_request(Pool pool) override {
    const std::lock_guard lock(mutex_);
    const auto next = find(pool);
    if (next == requests_.end()) return std::nullopt;
    Request r = std::move(*next);
    requests_.erase(next);
    arrived_.notify_all();
    return r;
  }
  std::chrono::milliseconds until_next(Pool pool) override {
    const std::lock_guard lock(mutex_);
    const bool any = find(pool) != requests_.end();
    return any ? std::chrono::milliseconds(0) : std::chrono::hours(1);
  }

  void ended(Response&) override {
    const std::lock_guard lock(mutex_);
    ++ended_;
    arrived_.notify_all();
  }
  bool deliver(Response&& response) override {
    const std::lock_guard lock(mutex_);
    if (room_ == 0) {
      ++refused_;
      arrived_.notify_all();
      return false;
    }
    --room_;
    const FeedId feed = crawl::feed_of(response.request);
    responses_[feed] = std::move(response);
    order_.push_back(feed);
    arrived_.notify_all();
    return true;
  }

  void add(Request request) {
    const std::lock_guard lock(mutex_);
    requests_.push_back(std::move(request));
    ++expected_;
  }

  void set_room(std::size_t room) {
    const std::lock_guard lock(mutex_);
    room_ = room;
  }

  /// Waits until all requests are on their way.
  void wait_until_taken() {
    std::unique_lock lock(mutex_);
    ASSERT_TRUE(arrived_.wait_for(lock, test::kDeadline, [this] { return requests_.empty(); }));
  }

  /// Waits until all transfers have ended, delivered or not.
  void wait_until_ended() {
    std::unique_lock lock(mutex_);
    ASSERT_TRUE(arrived_.wait_for(lock, test::kDeadline, [this] { return ended_ == expected_; }));
  }

  /// Feeds in the order of their responses.
  std::vector<FeedId> order() {
    const std::lock_guard lock(mutex_);
    return order_;
  }

  /// Waits until a delivery has been refused.
  void wait_for_refusal() {
    std::unique_lock lock(mutex_);
    ASSERT_TRUE(arrived_.wait_for(lock, test::kDeadline, [this] { return refused_ > 0; }));
  }

  std::map<FeedId, Response> wait() {
    std::unique_lock lock(mutex_);
    EXPECT_TRUE(arrived_.wait_for(lock, test::kDeadline,
                                  [this] { return responses_.size() >= expected_; }));
    return responses_;
  }

 private:
  std::deque<Request>::iterator find(Pool pool) {
    return std::ranges::find_if(requests_,
                                [pool](const Request& r) { return r.policy.pool == pool; });
  }

  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<Request> requests_;
  std::map<FeedId, Response> responses_;
  std::vector<FeedId> order_;
  std::size_t expected_ = 0;
  std::size_t room_ = 1000000;
  std::size_t refused_ = 0;
  std::size_t ended_ = 0;
};

/// Runs the loop on its own thread until the object ends.
class Running {
 public:
  explicit Running(Script& script, Options options = {}, const char* networks = "127.0.0.1")
      : loop(with_agent(std::move(options), networks), script),
        thread_([this](const std::stop_token& stop) { loop.run(stop); }) {}

  FetchLoop loop;

 private:
  static Options with_agent(Options options, const char* networks) {
    options.user_agent = "wirefold/test (+https://w.example)";
    options.allowed_networks = *parse_networks(networks);
    return options;
  }

  std::jthread thread_;
};

Request request_for(std::int64_t feed, const std::string& url, const Validators& validators = {}) {
  return crawl::poll_request(FeedId{feed}, url, validators, nullptr);
}

Response fetch_one(const std::string& url, const Validators& validators = {},
                   const Options& options = {}) {
  Script script;
  script.add(request_for(1, url, validators));
  const Running running(script, options);
  return script.wait()[FeedId{1}];
}

TEST(FetchLoop, BringsBodyTypeAndValidators) {
  HttpTestServer server([](const HttpRequest&) -> HttpReply {
    return {200,
            "body",
            {{"Content-Type", "application/rss+xml"},
             {"ETag", "W/\"a b\""},
             {"Last-Modified", "whenever"},
             {"Cache-Control", "max-age=7200"}}};
  });
  const Response r = fetch_one(server.url("/f"));
  EXPECT_FALSE(r.error);
  EXPECT_EQ(r.status, 200);
  EXPECT_EQ(r.body, "body");
  EXPECT_EQ(r.content_type, "application/rss+xml");
  EXPECT_EQ(r.validators, (Validators{"W/\"a b\"", "whenever", server.url("/f")}));
  EXPECT_EQ(r.fresh_for, std::chrono::hours(2));
  EXPECT_EQ(r.request.url, server.url("/f"));
}

TEST(FetchLoop, SendsValidatorsByteForByteAndSaysWhoItIs) {
  HttpTestServer server([](const HttpRequest&) -> HttpReply { return {304, "", {}}; });
  const Response r = fetch_one(server.url("/f"), {"W/\"a b\"", "whenever"});
  EXPECT_EQ(r.status, 304);
  EXPECT_FALSE(r.error);
  const HttpRequest request = server.requests().at(0);
  EXPECT_EQ(request.headers.at("if-none-match"), "W/\"a b\"");
  EXPECT_EQ(request.headers.at("if-modified-since"), "whenever");
  EXPECT_EQ(request.headers.at("user-agent"), "wirefold/test (+https://w.example)");
  EXPECT_NE(request.headers.at("accept").find("application/atom+xml"), std::string::npos);
  EXPECT_NE(request.headers.at("accept-encoding").find("gzip"), std::string::npos);
  EXPECT_FALSE(request.headers.contains("cookie"));
  EXPECT_FALSE(request.headers.contains("referer"));
}

TEST(FetchLoop, TakesNewOptionsWhileItWorks) {
  HttpTestServer server([](const HttpRequest&) -> HttpReply { return {200, "body", {}}; });
  Script script;
  script.add(request_for(1, server.url("/a")));
  Running running(script);
  EXPECT_FALSE(script.wait()[FeedId{1}].error);
  Options options;
  options.user_agent = "another";
  options.allowed_networks = *parse_networks("127.0.0.0/8");
  running.loop.set_options(options);
  script.add(request_for(2, server.url("/b")));
  running.loop.wake();
  EXPECT_FALSE(script.wait()[FeedId{2}].error);
  EXPECT_EQ(server.requests().at(1).headers.at("user-agent"), "another");
}

/// Sets options while the loop asks for a request.
class SetsOptions : public Script {
 public:
  /// `on_request` runs before each request is given out, on the loop's thread.
  void set_hook(std::function<void()> on_request) { on_request_ = std::move(on_request); }

  std::optional<Request> next_request(Pool pool) override {
    auto request = Script::next_request(pool);
    if (request) on_request_();
    return request;
  }

 private:
  std::function<void()> on_request_;
};

TEST(FetchLoop, ARequestThatIsAddedAfterNewOptionsIsSentWithThem) {
  HttpTestServer server([](const HttpRequest&) -> HttpReply { return {200, "body", {}}; });
  Options options;
  options.user_agent = "another";
  options.allowed_networks = *parse_networks("127.0.0.0/8");
  SetsOptions script;
  Running running(script);
  script.set_hook([&] { running.loop.set_options(options); });
  script.add(request_for(1, server.url("/a")));
  running.loop.wake();
  EXPECT_FALSE(script.wait()[FeedId{1}].error);
  EXPECT_EQ(server.requests().at(0).headers.at("user-agent"), "another");
}

TEST(FetchLoop, SaysWhereARedirectLeadsAndDoesNotGo) {
  HttpTestServer server([](const HttpRequest& r) -> HttpReply {
    if (r.path == "/file") return {302, "", {{"Location", "file:///etc/passwd"}}};
    if (r.path == "/umlaut") return {302, "", {{"Location", "/\xC3\xBC?\xFF"}}};
    if (r.path == "/nowhere") return {302, "", {{"Location", "  "}}};
    return {301, "", {{"Location", "new?x"}}};
  });
  const Response r = fetch_one(server.url("/a/old"));
  EXPECT_EQ(r.location, server.url("/a/new?x"));
  EXPECT_EQ(r.status, 301);
  EXPECT_TRUE(r.error) << "it is no document";
  EXPECT_EQ(fetch_one(server.url("/file")).location, "file:///etc/passwd");
  EXPECT_EQ(fetch_one(server.url("/umlaut")).location, server.url("/%C3%BC?%FF"));
  EXPECT_EQ(fetch_one(server.url("/nowhere")).location, "");
  EXPECT_EQ(server.requests().size(), 4u);
}

TEST(FetchLoop, ReportsErrorStatusWithRetryAfter) {
  HttpTestServer server([](const HttpRequest&) -> HttpReply {
    return {429, "slow down", {{"Retry-After", "3600"}}};
  });
  const Response r = fetch_one(server.url("/"));
  ASSERT_TRUE(r.error);
  EXPECT_EQ(r.error->code, Errc::kHttpStatus);
  EXPECT_EQ(r.status, 429);
  EXPECT_EQ(r.retry_after, std::chrono::hours(1));
}

TEST(FetchLoop, AsksForPagesAndRobotsTxtInTheirOwnWay) {
  HttpTestServer server([](const HttpRequest& r) -> HttpReply {
    return {r.path.starts_with("/missing") ? 404 : 200, std::string(1 << 20, 'x'), {}};
  });
  const auto fetch = [](Request request) {
    Script script;
    script.add(std::move(request));
    const Running running(script);
    return script.wait()[FeedId{1}];
  };
  Request asked = crawl::page_request({FeedId{1}, 42, server.url("/page"), {}, nullptr});
  asked.limits.max_body = 4000;
  const Response page = fetch(asked);
  ASSERT_TRUE(page.error);
  EXPECT_EQ(page.error->code, Errc::kTooLarge) << "pages have a limit of their own";
  EXPECT_EQ(page.request.tag.number, 42u);
  EXPECT_TRUE(has_purpose(page.request, crawl::Purpose::kPage));
  EXPECT_EQ(page.request.url, server.url("/page"));
  const Response robots = fetch(crawl::robots_request(server.url(""), asked));
  EXPECT_FALSE(robots.error) << "the beginning counts";
  EXPECT_EQ(robots.body.size(), std::size_t{512} << 10);
  EXPECT_EQ(fetch(crawl::robots_request(server.url("/missing"), asked)).status, 404);
  const auto requests = server.requests();
  EXPECT_TRUE(requests[0].headers.at("accept").starts_with("text/html"));
  EXPECT_TRUE(requests[1].headers.at("accept").starts_with("text/plain"));
}

TEST(FetchLoop, StopsABodyOverTheLimit) {
  HttpTestServer server([](const HttpRequest&) -> HttpReply {
    return {200, std::string(5000, 'x'), {}};
  });
  Options options;
  options.max_body_bytes = 4000;
  const Response r = fetch_one(server.url("/"), {}, options);
  ASSERT_TRUE(r.error);
  EXPECT_EQ(r.error->code, Errc::kTooLarge);
}

TEST(FetchLoop, UnpacksGzipAndCountsWhatComesOut) {
  const std::string small = test::gzip("unpacked");
  const std::string bomb = test::gzip(std::string(50'000'000, 'x'));
  HttpTestServer server([&](const HttpRequest& r) -> HttpReply {
    return {200, r.path == "/bomb" ? bomb : small, {{"Content-Encoding", "gzip"}}};
  });
  EXPECT_EQ(fetch_one(server.url("/")).body, "unpacked");
  const Response r = fetch_one(server.url("/bomb"));
  ASSERT_TRUE(r.error);
  EXPECT_EQ(r.error->code, Errc::kTooLarge);
}

/// As the program does: libcurl converts names of other scripts by the locale.
class InUtf8 {
 public:
  ~InUtf8() { std::setlocale(LC_CTYPE, before_.c_str()); }

 private:
  const std::string before_ = std::setlocale(LC_CTYPE, nullptr);
  const char* const now_ = std::setlocale(LC_CTYPE, "C.UTF-8");
};

TEST(FetchLoop, AsksNoSpecialAddressThroughAProxyEither) {
  const InUtf8 locale;
  HttpTestServer proxy([](const HttpRequest&) -> HttpReply { return {200, "through", {}}; });
  Options options;
  options.proxy = proxy.url("");
  const std::vector<std::string> names = {"http://news.example/", "http://10.example:80/",
                                          "http://10.0.0.a/?10.0.0.1",
                                          "http://b\u00FCcher.example/", "http://news_1.example./"};
  for (const std::string& url : names) {
    EXPECT_EQ(fetch_one(url, {}, options).body, "through") << url;
  }
  const std::vector<std::string> forbidden = {
      "http://10.0.0.1/", "http://10.0.0.1:80?a", "http://10.1#a", "HTTP://0xa.1/",
      "http://012.0.0.1/", "http://167772161/", "http://[::1]/", "http://a:b@10.0.0.1/",
      // Other programs read a number where libcurl reads a name, or another number.
      "http://10.0.0.1./", "http://10.0.0.1../", "http://10.0.0.09/", "http://127.0x.1/",
      "http://127.0.1.0x/", "http://10.%30.0.1/", "http://%3010.0.0.1/",
      // Characters that become digits, dots, colons, blanks and '@' in the name that is requested.
      "http://\uFF11\uFF10.0.0.1/", "http://\uFF10x0a.1/", "http://10\u30020.0.1/",
      "http://\uFF1A\uFF1A\uFF11/", "https://10.0.0.1\uFF1Aa.example/",
      "https://10.0.0.1\uFF1A80\u3000x.example/", "https://10.0.0.1\uFF1A80\uFF20news.example/",
      // The host that libcurl guesses is not the one behind "://".
      "http:/10.0.0.1/?://a.example/", "10.0.0.1/?://a.example"};
  for (const std::string& url : forbidden) {
    const Response r = fetch_one(url, {}, options);
    ASSERT_TRUE(r.error) << url;
    EXPECT_EQ(r.error->code, Errc::kForbidden) << url;
  }
  EXPECT_EQ(proxy.requests().size(), names.size());
}

TEST(FetchLoop, AsksNothingOverAConnectionThatAnotherWasAllowed) {
  HttpTestServer server([](const HttpRequest&) -> HttpReply { return {200, "inside", {}}; });
  const std::string host = "inside.example:" + std::to_string(server.port());
  Script script;
  Request allowed = request_for(1, "http://" + host + '/');
  auto access = std::make_shared<FeedAccess>();
  access->private_network = true;
  allowed.access = access;
  script.add(allowed);
  Options options;
  options.resolve = {host + ":127.0.0.1"};
  Running running(script, options, "");
  EXPECT_EQ(script.wait()[FeedId{1}].body, "inside");
  Request other = request_for(2, "http://" + host + '/');
  other.chain = {"http://elsewhere.example/"};
  script.add(other);
  running.loop.wake();
  const auto responses = script.wait();
  ASSERT_TRUE(responses.at(FeedId{2}).error);
  EXPECT_EQ(responses.at(FeedId{2}).error->code, Errc::kForbidden);
  EXPECT_EQ(server.requests().size(), 1u);
  EXPECT_EQ(server.connections(), 1u) << "it was not the same connection";
}

TEST(FetchLoop, SaysThatAnHttpAddressIsAskedAsHttpsAlone) {
  HttpTestServer server([](const HttpRequest&) -> HttpReply { return {404, "", {}}; });
  Request request = request_for(1, "https://127.0.0.1:" + std::to_string(server.port()) + "/feed");
  request.chain = {"https://127.0.0.1/feed"};
  request.downgrade = server.url("/feed");
  Script script;
  script.add(request);
  const Running running(script);
  const Response response = script.wait()[FeedId{1}];
  ASSERT_TRUE(response.error);
  EXPECT_TRUE(response.error->detail.starts_with("redirect from https to " + server.url("/feed") +
                                                 ", which wirefold requests by https only: "))
      << response.error->detail;
  EXPECT_TRUE(server.requests().empty());
}

TEST(FetchLoop, ReadsAFileThatIsNamed) {
  const test::TempDir dir;
  const std::string path = dir.write("f.xml", "<rss/>");
  const Response r = fetch_one("file://" + path);
  EXPECT_EQ(r.status, 200);
  EXPECT_EQ(r.body, "<rss/>");
  const Response missing = fetch_one("file://" + dir.path("none"));
  ASSERT_TRUE(missing.error);
  EXPECT_EQ(missing.error->code, Errc::kIo);
}

TEST(FetchLoop, RefusesOtherSchemes) {
  for (const char* url : {"gopher://127.0.0.1/", "dict://127.0.0.1/", "nonsense", ""}) {
    EXPECT_TRUE(fetch_one(url).error) << url;
  }
}

TEST(FetchLoop, FetchesManyThroughADoorThatIsMostlyShut) {
  HttpTestServer server([](const HttpRequest& r) -> HttpReply { return {200, r.path, {}}; });
  Script script;
  script.set_room(0);
  for (int i = 1; i <= 20; ++i) script.add(request_for(i, server.url("/" + std::to_string(i))));
  Running running(script);
  script.wait_for_refusal();
  script.set_room(1000);
  running.loop.wake();
  const auto responses = script.wait();
  ASSERT_EQ(responses.size(), 20u);
  for (const auto& [feed, r] : responses) EXPECT_EQ(r.body, "/" + std::to_string(to_int(feed)));
}

TEST(FetchLoop, StartsAndStopsWithNothingToDo) {
  for (int i = 0; i < 100; ++i) {
    Script script;
    const Running running(script);
  }
}

TEST(FetchLoop, DropsTransfersInFlightWhenStopped) {
  std::mutex hold;
  std::unique_lock held(hold);
  HttpTestServer server([&hold](const HttpRequest&) -> HttpReply {
    const std::lock_guard wait(hold);
    return {200, "late", {}};
  });
  {
    Script script;
    script.add(request_for(1, server.url("/")));
    const Running running(script);
  }
  held.unlock();
}

/// Accepts connections and never answers.
class SilentServer {
 public:
  SilentServer() : fd_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const any = reinterpret_cast<sockaddr*>(&address);
    EXPECT_EQ(bind(fd_, any, size), 0);
    EXPECT_EQ(listen(fd_, 100), 0);
    EXPECT_EQ(getsockname(fd_, any, &size), 0);
    port_ = ntohs(address.sin_port);
  }
  ~SilentServer() { close(fd_); }
  SilentServer(const SilentServer&) = delete;
  SilentServer& operator=(const SilentServer&) = delete;

  std::string url(int number) const {
    return "http://127.0.0.1:" + std::to_string(port_) + "/" + std::to_string(number);
  }

 private:
  int fd_;
  std::uint16_t port_ = 0;
};

Request verification_of(std::int64_t number, const std::string& url) {
  Request request = websub::verification_request(1, url);
  request.tag.owner = number;
  return request;
}

TEST(FetchLoop, SubscribersThatHangKeepNoFeedOut) {
  SilentServer silent;
  HttpTestServer server([](const HttpRequest&) -> HttpReply { return {200, "body", {}}; });
  Options options;
  options.max_transfers = 2;
  options.max_secondary_transfers = 3;
  options.stranger_networks = *parse_networks("127.0.0.1");
  Script script;
  for (int i = 1; i <= 3; ++i) {
    Request request = verification_of(i, silent.url(i));
    request.limits.timeout = std::chrono::seconds(1);
    script.add(std::move(request));
  }
  for (int i = 11; i <= 30; ++i) script.add(request_for(i, server.url("/f")));
  const Running running(script, options);
  auto responses = script.wait();
  for (int i = 11; i <= 30; ++i) EXPECT_EQ(responses[FeedId{i}].status, 200) << i;
  for (int i = 1; i <= 3; ++i) {
    ASSERT_TRUE(responses[FeedId{i}].error);
    EXPECT_EQ(responses[FeedId{i}].error->code, Errc::kTimeout);
  }
  EXPECT_EQ(script.order().front(), FeedId{11}) << "the feeds did not wait for them";
}

TEST(FetchLoop, WhatIsOpenForFeedsIsNotForSubscribers) {
  HttpTestServer server([](const HttpRequest&) -> HttpReply { return {200, "body", {}}; });
  Options options;
  options.stranger_hint = "websub.allow_networks can allow it";
  for (Request request : {websub::verification_request(1, server.url("/cb")),
                          websub::delivery_request(1, server.url("/cb"))}) {
    Script script;
    request.tag.owner = 1;
    request.body = std::make_shared<const std::string>("<feed/>");
    script.add(std::move(request));
    const Running running(script, options, "127.0.0.0/8");
    const Response response = script.wait()[FeedId{1}];
    ASSERT_TRUE(response.error);
    EXPECT_EQ(response.error->code, Errc::kForbidden);
    EXPECT_NE(response.error->detail.find("websub.allow_networks"), std::string::npos);
  }
  EXPECT_TRUE(server.requests().empty());
}

TEST(FetchLoop, AHubThatClosesDropsWhatIsInFlight) {
  SilentServer silent;
  Options options;
  options.timeout = std::chrono::minutes(10);
  options.stranger_networks = *parse_networks("127.0.0.1");
  Script script;
  Request request = verification_of(1, silent.url(1));
  request.limits.timeout = std::chrono::minutes(10);
  script.add(std::move(request));
  Running running(script, options);
  script.wait_until_taken();
  options.max_secondary_transfers = 0;
  running.loop.set_options(options);
  const Response response = script.wait()[FeedId{1}];
  EXPECT_TRUE(response.error);
}

TEST(FetchLoop, AHubThatClosesSendsNothingThatWasChosenBefore) {
  HttpTestServer server([](const HttpRequest&) -> HttpReply { return {200, "", {}}; });
  Options options;
  options.stranger_networks = *parse_networks("127.0.0.1");
  SetsOptions script;
  Running running(script, options);
  options.max_secondary_transfers = 0;
  script.set_hook([&] { running.loop.set_options(options); });
  script.add(verification_of(1, server.url("/s")));
  running.loop.wake();
  EXPECT_TRUE(script.wait()[FeedId{1}].error);
  EXPECT_TRUE(server.requests().empty());
}

TEST(FetchLoop, WhatCrowdsTheOthersOutIsGivenUp) {
  HttpTestServer server([](const HttpRequest& request) -> HttpReply {
    const bool large = request.path == "/large";
    return {200, std::string(large ? std::size_t{8} << 20 : 200'000, 'x'), {}};
  });
  Options options;
  options.max_transfers = 20;
  options.max_bytes = std::size_t{12} << 20;
  Script script;
  for (int i = 1; i <= 10; ++i) script.add(request_for(i, server.url("/large")));
  for (int i = 11; i <= 20; ++i) script.add(request_for(i, server.url("/small")));
  script.set_room(0);
  Running running(script, options);
  script.wait_for_refusal();
  script.wait_until_taken();
  script.set_room(1000);
  running.loop.wake();
  auto responses = script.wait();
  int given_up = 0;
  for (int i = 1; i <= 10; ++i) {
    const auto& error = responses[FeedId{i}].error;
    if (!error) continue;
    ++given_up;
    EXPECT_EQ(error->code, Errc::kTooLarge);
    EXPECT_TRUE(error->detail.starts_with("too much data came at once"));
  }
  EXPECT_GE(given_up, 3) << "of those that come at once; on a busy machine some come later";
  for (int i = 11; i <= 20; ++i) {
    EXPECT_FALSE(responses[FeedId{i}].error) << "a large one goes first";
  }
}

TEST(FetchLoop, WhatUnpacksToTooMuchIsGivenUp) {
  const std::string bomb = test::gzip(std::string(std::size_t{8} << 20, ' '));
  HttpTestServer server([&bomb](const HttpRequest&) -> HttpReply { return {200, bomb, {}}; });
  Options options;
  options.max_bytes = std::size_t{20} << 20;
  Script script;
  for (int i = 1; i <= 10; ++i) script.add(request_for(i, server.url("/")));
  script.set_room(0);
  Running running(script, options);
  script.wait_until_taken();
  script.wait_until_ended();
  script.set_room(1000);
  running.loop.wake();
  auto responses = script.wait();
  std::size_t held = 0;
  int given_up = 0;
  for (auto& [feed, response] : responses) {
    held += response.body.size();
    if (!response.error) continue;
    ++given_up;
    EXPECT_TRUE(response.error->detail.starts_with("too much data came at once"));
  }
  EXPECT_LE(held, options.max_bytes);
  EXPECT_GE(given_up, 8);
}

}  // namespace
}  // namespace wirefold::fetch
