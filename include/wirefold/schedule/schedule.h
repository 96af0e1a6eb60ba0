// When a feed is polled next, and why: a pure function of what is known.
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

/// No feed is polled more often, whatever is configured: publishers block who asks more than every
/// quarter of an hour.
constexpr std::chrono::seconds kLeastInterval = std::chrono::minutes(15);

struct Policy {
  /// Shortest time between two polls, but for `invited`.
  std::chrono::seconds interval = std::chrono::hours(1);
  std::chrono::seconds unvalidated = std::chrono::hours(24);  ///< For feeds without validators.
  std::chrono::seconds slowest = std::chrono::hours(24);      ///< For feeds that publish seldom.
  std::chrono::seconds pushed = std::chrono::hours(24);       ///< While a WebSub hub tells us.
  std::chrono::seconds ceiling = std::chrono::days(7);        ///< Longest, whatever servers say.
  /// Shortest time between two polls of a feed that publishes several entries an hour, if its
  /// server invites it, and after failures of one whose list is replaced fast; `interval` at most.
  std::chrono::seconds invited = kLeastInterval;
};

enum class Outcome : std::uint8_t {
  kAnswered,     ///< 200 or 226 with a document, or 304.
  kFailed,       ///< No answer, an error status, or a document that could not be read.
  kUnreachable,  ///< No server at all is reached: the fault is not the feed's.
  kGone,         ///< 410: never again (RFC 9110 section 15.5.11).
  kCrashed,      ///< The program ended while it read a document of the feed.
};

struct Poll {
  Timestamp at{};
  Outcome outcome = Outcome::kAnswered;
  int failures = 0;                                 ///< Failed polls in a row, this one included.
  int crashes = 0;                                  ///< kCrashed in a row, this one included.
  bool limited = false;                             ///< The status was 429 or 503.
  bool validators = true;                           ///< ETag or Last-Modified are there to send.
  bool pushed = false;                              ///< A WebSub subscription is alive.
  std::optional<std::chrono::seconds> fresh_for;    ///< Cache-Control or Expires, less Age.
  std::optional<std::chrono::seconds> retry_after;  ///< RFC 9110 section 10.2.3.
  PollHints hints;
  PublishRate rate;
  std::size_t listed = 0;  ///< Entries in the last document,
  std::size_t fresh = 0;   ///< and how many of them nobody had seen. 0 for the first document.
  std::optional<std::chrono::seconds> since_answer;  ///< Time since the answer before this one.
  /// Time since half of the listed entries were published, if this poll brought new ones.
  std::optional<std::chrono::seconds> half_age;
};

/// What decided. Stored: numbers stay.
enum class Why : std::uint8_t {
  kNew = 0,          ///< Never polled.
  kInterval = 1,     ///< The shortest time that is configured.
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
  kInvited = 14,   ///< Policy::invited, or what the server says is enough.
  kTurnover = 15,  ///< Half of the time in which the feed's list is replaced.
};

/// `number` as a Why; kNew for one that is none.
Why why_of(std::int64_t number);

/// For people: "the server's Cache-Control asks for it".
std::string_view words(Why why);

struct Next {
  std::optional<Timestamp> at;  ///< None: never.
  Why why = Why::kInterval;
  bool capped = false;  ///< The server asked for more than the ceiling.
};

/// The latest of what the policy, the feed's own rate, its validators, the caching headers,
/// Retry-After, `ttl` and `sy:updatePeriod` ask for, moved out of `skipHours` and `skipDays`.
///
/// A feed with a mean gap g between entries is asked every sqrt(interval * g / 6): for entries that
/// come at random, waits in proportion to the root of the gap give the least mean delay for a
/// number of requests (the 6: a feed with an entry every six hours is asked at every interval); and
/// after an interval where half of what it lists was new, as the next may have left it again.
///
/// No entry may leave the list unseen: of the waits that are our own, for feeds that publish
/// seldom, without validators or with a hub, none is longer than half of the time in which the list
/// is replaced, or than the interval if that is longer. What a server asks for is kept all the
/// same. The interval of a feed that publishes three entries an hour or more is what its server
/// says is enough (the longest of Cache-Control or Expires, `ttl` and `sy:updatePeriod`) if that is
/// shorter, `invited` at least.
///
/// A failed poll is repeated after an interval, or after a quarter of the time in which the list is
/// replaced if that is shorter, `invited` at least; each further failure doubles that. After
/// 429 and 503 it is an hour at least. After a crash it is an hour, and each further crash doubles
/// that. Nothing is beyond the ceiling, so no feed is ever given up silently. Up to a tenth of the
/// wait, half an hour at most, is added by `seed` (any number that differs from feed to feed) after
/// failures and for Retry-After, so that feeds that failed together do not come back together.
/// Never after 410.
Next next_poll(const Policy& policy, const Poll& poll, std::uint64_t seed);

}  // namespace wirefold::schedule
