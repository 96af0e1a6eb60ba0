// No request is sent without what was to hold for it.
#include <gtest/gtest.h>

#include <algorithm>

#include "support/http_test_server.h"
#include "support/refusing_curl.h"
#include "wirefold/fetch/fetch_loop.h"

namespace wirefold::fetch {
namespace {

using test::HttpReply;
using test::HttpRequest;
using test::HttpTestServer;
using test::RefusingCurl;

/// Hands out one request and ends the loop with its response.
class Once : public FetchLoop::Mediator {
 public:
  Once(Request request, std::stop_source& stop) : request_(std::move(request)), stop_(stop) {}

  std::optional<Request> next_request(Pool) override {
    return std::exchange(request_, std::nullopt);
  }
  std::chrono::milliseconds until_next(Pool) override { return std::chrono::hours(1); }
  void ended(Response&) override {}
  bool deliver(Response&& response) override {
    response_ = std::move(response);
    stop_.request_stop();
    return true;
  }
  Response response() { return std::move(response_); }

 private:
  std::optional<Request> request_;
  std::stop_source& stop_;
  Response response_;
};

Response fetch(Request request, const Options& options) {
  std::stop_source stop;
  Once once(std::move(request), stop);
  FetchLoop(options, once).run(stop.get_token());
  return once.response();
}

Options options() {
  Options out;
  out.user_agent = "wirefold/test";
  out.allowed_networks = *parse_networks("127.0.0.1");
  out.subscriber_networks = out.allowed_networks;
  out.resolve = {"feed.example:80:127.0.0.1"};
  return out;
}

/// With everything that a request may have.
Request request(Kind kind, const std::string& url) {
  Request out;
  out.url = url;
  out.kind = kind;
  out.form = "a=b";
  out.document = std::make_shared<const std::string>("<feed/>");
  FeedAccess access;
  access.user = "user";
  access.password = "password";
  out.access = std::make_shared<const FeedAccess>(access);
  return out;
}

TEST(CurlOptions, NothingIsSentWithoutOneOfThem) {
  HttpTestServer server([](const HttpRequest&) { return HttpReply{200, "body", {}}; });
  RefusingCurl curl;
  constexpr Kind kKinds[] = {Kind::kFeed,   Kind::kPage,    Kind::kRobots, Kind::kHub,
                             Kind::kVerify, Kind::kDeliver, Kind::kPing};
  for (const Kind kind : kKinds) {
    EXPECT_FALSE(fetch(request(kind, server.url("/")), options()).error);
  }
  const std::set<CURLoption> all = curl.seen();
  for (const CURLoption guard :
       {CURLOPT_OPENSOCKETFUNCTION, CURLOPT_PREREQFUNCTION, CURLOPT_PROTOCOLS_STR,
        CURLOPT_FOLLOWLOCATION, CURLOPT_PROXY, CURLOPT_TIMEOUT, CURLOPT_MAXFILESIZE_LARGE}) {
    EXPECT_TRUE(all.contains(guard)) << guard;
  }
  for (const CURLoption option : all) {
    curl.refuse(option);
    EXPECT_TRUE(std::ranges::any_of(kKinds, [&](Kind kind) {
      const std::size_t before = server.requests().size();
      const Response response = fetch(request(kind, server.url("/")), options());
      const bool sent = server.requests().size() > before;
      EXPECT_EQ(sent, !response.error) << option;
      return response.error && response.error->detail.starts_with("nothing was sent: ");
    })) << option;
  }
}

TEST(CurlOptions, AValueThatLibcurlDoesNotTakeFailsItsRequest) {
  HttpTestServer server([](const HttpRequest&) { return HttpReply{200, "body", {}}; });
  Request too_long = request(Kind::kFeed, server.url("/"));
  FeedAccess access;
  access.agent_suffix.assign(8'000'001, 'x');  // CURL_MAX_INPUT_LENGTH and one
  too_long.access = std::make_shared<const FeedAccess>(access);
  const Response response = fetch(too_long, options());
  ASSERT_TRUE(response.error);
  EXPECT_EQ(response.error->code, Errc::kNetwork);
  EXPECT_EQ(response.error->detail,
            "nothing was sent: libcurl does not take option 10018 of the request");
  Options no_time = options();
  no_time.timeout = std::chrono::seconds(-1);
  EXPECT_TRUE(fetch(request(Kind::kFeed, server.url("/")), no_time).error);
  EXPECT_TRUE(server.requests().empty());
}

}  // namespace
}  // namespace wirefold::fetch
