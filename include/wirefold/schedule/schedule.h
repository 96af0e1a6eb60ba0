// Computes when a feed is polled next, and why, without state of its own.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "wirefold/base/time.h"
#include "wirefold/model/poll_hints.h"
#include "wirefold/model/publish_rate.h"

namespace wirefold::schedule {

/// No feed is polled more often, whatever the configuration: publishers block clients that ask more
/// often than every quarter of an hour.
constexpr std::chrono::seconds kLeastInterval = std::chrono::minutes(15);

struct Policy {
  /// Shortest time between two polls, except for `invited`.
  std::chrono::seconds interval = std::chrono::hours(1);
  std::chrono::seconds unvalidated = std::chrono::hours(24);  ///< For feeds without validators.
  std::chrono::seconds slowest = std::chrono::hours(24);      ///< For feeds that publish seldom.
  std::chrono::seconds pushed = std::chrono::hours(24);  ///< While a WebSub hub sends new entries.
  std::chrono::seconds ceiling = std::chrono::days(7);  ///< Longest wait, whatever servers ask for.
  /// Shortest time between two polls of a feed that publishes several entries an hour, if its
  /// server invites it, and after failures of a feed whose list is replaced fast; at most
  /// `interval`.
  std::chrono::seconds invited = kLeastInterval;
};

enum class Outcome : std::uint8_t {
  kAnswered,     ///< 200 or 226 with a document, or 304.
  kFailed,       ///< No answer, an error status, or a document that could not be read.
  kUnreachable,  ///< The server was not reached, which does not count as its fault yet.
  kGone,         ///< 410: never again (RFC 9110 section 15.5.11).
  kCrashed,      ///< The program crashed while it read a document of the feed.
};

struct Poll {
  Timestamp at{};
  Outcome outcome = Outcome::kAnswered;
  int failures = 0;                                 ///< Failed polls in a row, this one included.
  int crashes = 0;                                  ///< kCrashed in a row, this one included.
  bool limited = false;                             ///< The status was 429 or 503.
  bool validators = true;                           ///< There is an ETag or Last-Modified to send.
  bool pushed = false;                              ///< A WebSub subscription is active.
  std::optional<std::chrono::seconds> fresh_for;    ///< Cache-Control or Expires, less Age.
  std::optional<std::chrono::seconds> retry_after;  ///< RFC 9110 section 10.2.3.
  PollHints hints;
  PublishRate rate;
  std::size_t listed = 0;  ///< Entries in the last document.
  std::size_t fresh = 0;   ///< New ones of these; 0 for the first document.
  std::optional<std::chrono::seconds> since_answer;  ///< Time since the answer before this one.
  /// Time since half of the listed entries were published, if this poll brought new ones.
  std::optional<std::chrono::seconds> half_age;
};

/// The reason for the time of a poll. Stored in the database: numbers never change.
enum class Why : std::uint8_t {
  kNew = 0,          ///< Never polled.
  kInterval = 1,     ///< The shortest configured time.
  kUnvalidated = 2,  ///< No ETag and no Last-Modified: each poll costs the whole document.
  kSeldom = 3,       ///< The feed publishes seldom.
  kFresh = 4,        ///< Cache-Control or Expires.
  kRetryAfter = 5,
  kTtl = 6,
  kUpdatePeriod = 7,
  kSkip = 8,  ///< skipHours or skipDays.
  kBackOff = 9,
  kPushed = 10,
  kUnreachable = 11,
  kGone = 12,
  kCrashed = 13,
  kInvited = 14,   ///< Policy::invited, or a longer time that the server names.
  kTurnover = 15,  ///< Half of the feed's list is replaced in this time.
};

/// The Why with this `number`; kNew if there is none.
Why why_of(std::int64_t number);

/// For people: "the server's Cache-Control asks for it".
std::string_view words(Why why);

struct Next {
  std::optional<Timestamp> at;  ///< Empty: never.
  Why why = Why::kInterval;
  bool capped = false;  ///< The server asked for more than the ceiling.
};

/// The latest time that the policy, the feed's own rate, its validators, the caching headers,
/// Retry-After, `ttl` and `sy:updatePeriod` ask for, moved out of `skipHours` and `skipDays`.
///
/// A feed with a mean gap g between entries is polled every sqrt(interval * g / 6). For entries
/// that come at random, waits in proportion to the root of the gap give the least mean delay for a
/// given number of requests. The 6 means that a feed with an entry every six hours is polled at
/// every interval of an hour. If half of the list was new, the feed is polled after one interval,
/// since the next entries may leave the list again.
///
/// No entry may leave the list unseen: our own waits, for feeds that publish seldom, without
/// validators or with a hub, are at most half of the time in which the list is replaced, or the
/// interval if that is longer. The waits that a server asks for are kept nevertheless. For a feed
/// that publishes three entries an hour or more, the interval is the longest time that its server
/// names (Cache-Control or Expires, `ttl` and `sy:updatePeriod`) if that is shorter, but at least
/// `invited`.
///
/// A failed poll is repeated after an interval, or after a quarter of the time in which the list is
/// replaced if that is shorter, but at least `invited`. Each further failure doubles the wait.
/// After 429 and 503 the wait is at least an hour. After a crash it is an hour, and each further
/// crash doubles it. The ceiling limits every wait, so no feed is given up silently. After failures
/// and for Retry-After, up to a tenth of the wait, at most half an hour, is added by `seed` (any
/// number that differs from feed to feed), so that feeds that failed together do not come back
/// together. After 410 a feed is never polled again.
Next next_poll(const Policy& policy, const Poll& poll, std::uint64_t seed);

}  // namespace wirefold::schedule
