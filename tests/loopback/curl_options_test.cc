// What libcurl refuses is noticed. No request is sent unless it takes every option.
#include <gtest/gtest.h>

#include <algorithm>

#include "support/http_test_server.h"
#include "support/refusing_curl.h"
#include "wirefold/crawl/requests.h"
#include "wirefold/fetch/fetch_loop.h"
#include "wirefold/websub/requests.h"

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
  out.stranger_networks = out.allowed_networks;
  out.resolve = {"feed.example:80:127.0.0.1"};
  return out;
}

std::shared_ptr<const FeedAccess> access() {
  FeedAccess out;
  out.user = "user";
  out.password = "password";
  return std::make_shared<const FeedAccess>(out);
}

Request poll(const std::string& url) { return crawl::poll_request(FeedId{1}, url, {}, access()); }

/// One request for each purpose.
std::vector<Request> requests_to(const std::string& url) {
  const Request page = crawl::page_request({FeedId{1}, 1, url, {}, access()});
  return {poll(url),
          page,
          crawl::as_further_page(page, page.url),
          crawl::robots_request(url, page),
          websub::subscription_request(FeedId{1}, url, "a=b", access()),
          websub::verification_request(1, url),
          websub::delivery_request(2, url),
          websub::ping_request(3, url, "a=b")};
}

TEST(CurlOptions, NothingIsSentWithoutOneOfThem) {
  HttpTestServer server([](const HttpRequest&) { return HttpReply{200, "body", {}}; });
  RefusingCurl curl;
  const std::vector<Request> requests = requests_to(server.url("/"));
  for (const Request& request : requests) EXPECT_FALSE(fetch(request, options()).error);
  const std::set<CURLoption> all = curl.seen();
  for (const CURLoption guard :
       {CURLOPT_OPENSOCKETFUNCTION, CURLOPT_PREREQFUNCTION, CURLOPT_PROTOCOLS_STR,
        CURLOPT_FOLLOWLOCATION, CURLOPT_PROXY, CURLOPT_TIMEOUT, CURLOPT_MAXFILESIZE_LARGE}) {
    EXPECT_TRUE(all.contains(guard)) << guard;
  }
  for (const CURLoption option : all) {
    curl.refuse(option);
    EXPECT_TRUE(std::ranges::any_of(requests, [&](const Request& request) {
      const std::size_t before = server.requests().size();
      const Response response = fetch(request, options());
      const bool sent = server.requests().size() > before;
      EXPECT_EQ(sent, !response.error) << option;
      return response.error && response.error->detail.starts_with("nothing was sent: ");
    })) << option;
  }
}

TEST(CurlOptions, AValueThatLibcurlDoesNotTakeFailsItsRequest) {
  HttpTestServer server([](const HttpRequest&) { return HttpReply{200, "body", {}}; });
  Request too_long = poll(server.url("/"));
  FeedAccess access;
  access.agent_suffix.assign(8'000'001, 'x');  // CURL_MAX_INPUT_LENGTH + 1
  too_long.access = std::make_shared<const FeedAccess>(access);
  const Response response = fetch(too_long, options());
  ASSERT_TRUE(response.error);
  EXPECT_EQ(response.error->code, Errc::kNetwork);
  EXPECT_EQ(response.error->detail,
            "nothing was sent: libcurl does not support option 10018 of the request");
  Options no_time = options();
  no_time.timeout = std::chrono::seconds(-1);
  EXPECT_TRUE(fetch(poll(server.url("/")), no_time).error);
  EXPECT_TRUE(server.requests().empty());
}

TEST(CurlCalls, ATransferThatDoesNotBeginIsAnsweredWithAnError) {
  HttpTestServer server([](const HttpRequest&) { return HttpReply{200, "body", {}}; });
  RefusingCurl curl;
  curl.refuse(RefusingCurl::Call::kAdd);
  const Response response = fetch(poll(server.url("/")), options());
  ASSERT_TRUE(response.error);
  EXPECT_EQ(response.error->code, Errc::kNetwork);
  EXPECT_TRUE(server.requests().empty());
}

TEST(CurlCalls, ALoopThatCannotWaitOrBeWokenEndsWithAnError) {
  for (const auto call : {RefusingCurl::Call::kPoll, RefusingCurl::Call::kWakeup}) {
    RefusingCurl curl;
    std::stop_source stop;
    Once none(poll("http://127.0.0.1:1/"), stop);
    FetchLoop loop(options(), none);
    curl.refuse(call);
    loop.wake();
    EXPECT_THROW(loop.run(stop.get_token()), std::runtime_error);
  }
}

}  // namespace
}  // namespace wirefold::fetch
