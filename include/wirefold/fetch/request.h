// A request to a server, and its response. What a request is for is not known here: its maker
// describes how it is sent and judged (crawl/requests.h, websub/requests.h).
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

enum class Method : std::uint8_t { kGet, kPost };

/// Each pool has its own limit of transfers (Options). Those of kPrimary begin first.
enum class Pool : std::uint8_t { kPrimary, kSecondary };

/// The statuses of a response without an error.
enum class Success : std::uint8_t {
  kDocument,  ///< 200, 203, 206, 226 and 304.
  kAny2xx,    ///< 200 to 299.
};

/// Limits of one request, beside those of Options.
struct Limits {
  std::optional<std::size_t> max_body;  ///< Bytes; nullopt: Options::max_body_bytes.
  bool cuts_body = false;               ///< A larger body is cut, which is no error.
  /// Of the whole transfer, at most Options::timeout; nullopt: Options::timeout.
  std::optional<std::chrono::seconds> timeout;
};

/// How a request is sent, and how its response is judged.
struct Policy {
  Pool pool = Pool::kPrimary;
  Success success = Success::kDocument;
  /// Validators are sent. If there is an ETag, an answer with only the new entries is accepted
  /// (226, RFC 3229). A 304 to a request without validators is an error.
  bool conditional = false;
  /// A body that breaks off, is damaged, or is partial (206) is no error, but
  /// Response::incomplete.
  bool keeps_incomplete = false;
  /// The error of a status without a redirect names the URL at the end of the chain.
  bool names_last_url = false;
  /// The caller follows redirects: the cookies of a redirect are read.
  bool follows_redirects = true;
  /// User, password and headers of `access` are sent to the origin of the first URL.
  bool sends_credentials = true;
  /// A stranger has chosen the URL: Options::stranger_networks holds in place of allowed_networks.
  bool from_stranger = false;
};

/// Values of the caller. They come back with the response and go on to the request of a redirect.
/// This area neither reads nor changes them.
struct Tag {
  std::uint8_t kind = 0;
  std::int64_t owner = 0;
  std::uint64_t number = 0;
  Timestamp time{};
  std::string text;
};

/// A cookie of one chain of redirects (RFC 6265). It is only sent to its origin, and is dropped at
/// the end of the chain.
struct Cookie {
  std::string origin;  ///< In the form of origin_of().
  std::string name;
  std::string value;
  std::size_t hop = 0;  ///< URLs of the chain that were requested before the answer that set it.
};

/// A change that an answer makes to the cookies of its origin.
struct CookieChange {
  std::string name;
  std::string value;
  bool expired = false;  ///< The cookie must be deleted.
};

struct Request {
  Method method = Method::kGet;
  std::string url;
  std::shared_ptr<const std::string> body;  ///< Of a POST; null: an empty one.
  std::vector<std::string> headers;         ///< "Name: value".
  std::string accept = "*/*";               ///< Value of the Accept field.
  Limits limits;
  Policy policy;
  /// User, password, headers and permission for non-public addresses hold only for the origin of
  /// the first URL; proxy and suffix for every hop. Null: nothing special.
  std::shared_ptr<const FeedAccess> access;
  Validators validators;  ///< Only sent to the URL that gave them.
  Tag tag;
  std::vector<std::string> chain;  ///< URLs that redirected to `url`, oldest first.
  bool permanent = true;           ///< All redirects were 301 or 308, and no cookie was set.
  std::vector<Cookie> cookies;     ///< Set by the answers of `chain`.
  std::string downgrade;  ///< http: target of a redirect from https; `url` is its https form.

  /// The URL that was requested first.
  const std::string& first_url() const { return chain.empty() ? url : chain.front(); }

  /// True if scheme, host and port of `url` are those of first_url().
  bool at_home() const;

  /// True if `validators` are sent: the policy allows it, and they belong to `url`.
  bool is_conditional() const;
};

/// The outcome of a request. `error` is set unless the status is a success by the policy.
struct Response {
  Request request;
  int status = 0;  ///< HTTP status; 200 for a file: URL that was read; 0: none.
  std::optional<Error> error;
  std::string body;
  std::string content_type;
  std::string location;   ///< Absolute URL to go to instead (301 to 308 without 304).
  Validators validators;  ///< Of this response, byte for byte; `url` is the request's.
  std::optional<std::chrono::seconds> fresh_for;
  std::optional<std::chrono::seconds> retry_after;
  std::vector<Link> links;   ///< Of the first 100 Link fields, in order.
  bool unreachable = false;  ///< No address for the name, or no connection.
  /// False: unreachable, and not known to be the server's fault. Set by the mediator.
  bool counts = true;
  /// Policy::keeps_incomplete: why `body` may be incomplete. It may only be used if it turns out to
  /// be whole.
  std::optional<Error> incomplete;
  bool broke_off = false;             ///< The connection ended early: `validators` are empty.
  std::vector<CookieChange> cookies;  ///< Of a redirect.

  /// The problem, even if the document may be whole.
  const std::optional<Error>& problem() const { return error ? error : incomplete; }
};

}  // namespace wirefold::fetch
