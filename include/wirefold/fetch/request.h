// What is asked of a server, and what came of it.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "wirefold/base/result.h"
#include "wirefold/base/time.h"
#include "wirefold/fetch/link_header.h"
#include "wirefold/model/feed.h"

namespace wirefold::fetch {

/// What is fetched: it decides what is asked for (Accept) and how much of it is taken.
enum class Kind : std::uint8_t {
  kFeed,
  kPage,     ///< An article's page.
  kRobots,   ///< A robots.txt: what is beyond the bytes that count is dropped, not an error.
  kHub,      ///< A POST of a form to a WebSub hub.
  kVerify,   ///< Does a subscriber of our hub mean it?
  kDeliver,  ///< A POST of a document to a subscriber of our hub.
  kPing,     ///< A POST of a form to the hub that tells others of our feeds.
};

/// A request to a subscriber of our hub: strangers choose where it goes.
constexpr bool is_to_subscriber(Kind kind) {
  return kind == Kind::kVerify || kind == Kind::kDeliver;
}

/// A request for the sake of those who subscribe to our feeds. It is not redirected.
constexpr bool is_of_our_hub(Kind kind) { return is_to_subscriber(kind) || kind == Kind::kPing; }

/// Each pool has its own limit of transfers.
enum class Pool : std::uint8_t {
  kReading,  ///< Feeds, pages, and what they need.
  kOurHub,   ///< is_of_our_hub()
};

constexpr Pool pool_of(Kind kind) { return is_of_our_hub(kind) ? Pool::kOurHub : Pool::kReading; }

/// A cookie of one chain of redirects (RFC 6265). It goes to its origin alone, and ends with the
/// chain.
struct Cookie {
  std::string origin;  ///< As origin_of() has it.
  std::string name;
  std::string value;
  std::size_t hop = 0;  ///< How many URLs of the chain were asked before the answer that set it.
};

/// A change that an answer makes to the cookies of its origin.
struct CookieChange {
  std::string name;
  std::string value;
  bool expired = false;  ///< It has to be forgotten.
};

struct Request {
  FeedId feed{};  ///< Of a feed, or of the feed that names the page or hub.
  std::string url;
  Validators validators;  ///< Sent to the URL that gave them, and to no other.
  Kind kind = Kind::kFeed;
  std::uint64_t page = 0;  ///< Number of the waiting entry or delivery, for who asked.
  bool further = false;    ///< kPage: a further page of an article. Its redirects lead nowhere.
  Timestamp deadline{};    ///< kPage: nobody waits for it any longer.
  std::string form;        ///< kHub, kPing: the body, application/x-www-form-urlencoded.
  std::shared_ptr<const std::string> document;  ///< kDeliver: the body.
  std::string document_etag;                    ///< kDeliver: ETag of `document`, for who asked.
  std::vector<std::string> headers;             ///< kDeliver: "Name: value".
  /// User, password, headers and leave for special addresses hold for the origin of the first
  /// URL alone; proxy and suffix for every hop. Null: nothing special.
  std::shared_ptr<const FeedAccess> access;
  std::vector<std::string> chain;  ///< URLs that redirected to `url`, the first request's first.
  bool permanent = true;           ///< All of them by 301 or 308, and no cookie was set.
  std::vector<Cookie> cookies;     ///< That the answers of `chain` have set.
  std::string downgrade;  ///< The http: URL of a redirect from https; `url` is its https one.

  /// The URL that was asked for in the beginning.
  const std::string& first_url() const { return chain.empty() ? url : chain.front(); }

  /// Scheme, host and port of `url` are those of first_url().
  bool at_home() const;

  /// `validators` are not empty, and of `url`: they are sent.
  bool is_conditional() const;
};

/// What came of a request. `error` is set unless the status is 200, 203, 206, 226, or 304 to a
/// request that is_conditional(); or 2xx for kHub, kVerify, kDeliver and kPing.
struct Response {
  Request request;
  int status = 0;  ///< HTTP status; 200 for a file: URL that was read; 0 = none.
  std::optional<Error> error;
  std::string body;
  std::string content_type;
  std::string location;   ///< Absolute URL to go to instead (301, 302, 303, 307, 308).
  Validators validators;  ///< Of this response, byte for byte; `url` is the request's.
  std::optional<std::chrono::seconds> fresh_for;
  std::optional<std::chrono::seconds> retry_after;
  std::string hub;  ///< Link header: rel="hub" and rel="self", as written (W3C WebSub section 4).
  std::string self;
  std::vector<Link> alternates;  ///< Link header: rel="alternate".
  bool unreachable = false;      ///< No address for the name, or no connection: nothing was said.
  bool counts = true;            ///< False: unreachable, and not known to be the server's fault.
  /// kFeed: why `body` may not be all of the document. It is only to be taken if it is whole.
  std::optional<Error> incomplete;
  bool broke_off = false;             ///< Because the connection ended: `validators` are none.
  std::vector<CookieChange> cookies;  ///< Of a redirect.

  /// What went wrong, though the document may be whole.
  const std::optional<Error>& problem() const { return error ? error : incomplete; }
};

}  // namespace wirefold::fetch
