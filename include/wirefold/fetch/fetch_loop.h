// Fetches feeds and pages, many at a time, on one thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "wirefold/base/result.h"
#include "wirefold/model/feed.h"

namespace wirefold::fetch {

struct Options {
  std::chrono::seconds timeout = std::chrono::seconds(30);  ///< For one whole transfer.
  std::size_t max_body_bytes = std::size_t{15} << 20;       ///< Of a feed, after decompression.
  std::size_t max_page_bytes = std::size_t{4} << 20;        ///< Of a page.
  long max_transfers = 64;                                  ///< In flight at a time.
  std::string user_agent;  ///< Stable, with a URL that says who polls.
};

/// What is fetched: it decides what is asked for (Accept) and how much of it is taken.
enum class Kind : std::uint8_t {
  kFeed,
  kPage,    ///< An article's page.
  kRobots,  ///< A robots.txt: what is beyond the bytes that count is dropped, not an error.
};

struct Request {
  FeedId feed{};  ///< Of a feed, or of the feed that names the page.
  std::string url;
  Validators validators;
  Kind kind = Kind::kFeed;
  std::uint64_t page = 0;  ///< Number of the page, for who asked.
};

/// What came of a request. `error` is set unless the status is 200 or 304.
struct Response {
  FeedId feed{};
  int status = 0;  ///< HTTP status of the last hop; 200 for a file: URL that was read; 0 = none.
  std::optional<Error> error;
  std::string body;
  std::string content_type;
  std::string url;        ///< As requested.
  std::string final_url;  ///< After redirects.
  Validators validators;  ///< Of this response, byte for byte.
  std::optional<std::chrono::seconds> fresh_for;
  std::optional<std::chrono::seconds> retry_after;
  Kind kind = Kind::kFeed;
  std::uint64_t page = 0;
};

/// Runs transfers with libcurl: HTTP/1.1 and HTTP/2, every compression that libcurl has,
/// keep-alive, at most five redirects and those to http and https only, no cookies, no Referer. A
/// file: URL is read if a request names it; no redirect leads there.
class FetchLoop {
 public:
  /// What the loop asks of the world. Called on the fetch thread.
  class Mediator {
   public:
    virtual ~Mediator() = default;
    /// The next request that is due, handed out once; nothing if none is.
    virtual std::optional<Request> next_request() = 0;
    /// How long until next_request() may have something, if nobody calls wake().
    virtual std::chrono::milliseconds until_next() = 0;
    /// Takes a finished transfer; false if there is no room now (`response` is then left as it
    /// was, and asked again after wake()).
    virtual bool deliver(Response&& response) = 0;
  };

  /// `mediator` outlives the loop.
  FetchLoop(const Options& options, Mediator& mediator);
  ~FetchLoop();

  FetchLoop(const FetchLoop&) = delete;
  FetchLoop& operator=(const FetchLoop&) = delete;

  /// Works until `stop`; transfers in flight are then dropped. Starts nothing while a response
  /// waits for room: what is downstream comes first.
  void run(const std::stop_token& stop);

  /// Makes run() look again at once. Safe from any thread.
  void wake() noexcept;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace wirefold::fetch
