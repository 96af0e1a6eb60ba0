// A feed as the operator lists it, and its state between polls.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "wirefold/base/time.h"
#include "wirefold/model/ids.h"
#include "wirefold/model/poll_hints.h"
#include "wirefold/model/publish_rate.h"
#include "wirefold/model/publisher.h"

namespace wirefold {

/// How to reach one feed's server. Holds secrets: never logged, never stored.
struct FeedAccess {
  std::string user;
  std::string password;
  std::vector<std::string> headers;  ///< "Name: value".
  std::string proxy;                 ///< URL; empty: the common proxy.
  std::string agent_suffix;          ///< Appended to the User-Agent.
  bool private_network = false;      ///< The feed's own server may have a non-public address.
};

/// One line of the feed list.
struct FeedSource {
  std::string url;     ///< http:, https:, or file: with an absolute path.
  std::string outlet;  ///< The outlet, if the operator sets it; empty: see outlet::publisher_of().
  std::string name;    ///< Display name; empty: the outlet, else the feed's own title or host.
  std::string group;   ///< Folder of the OPML, slash-separated; may be empty.
  std::string lang;    ///< BCP 47 tag for entries of unknown language; may be empty.
  std::optional<std::chrono::seconds> interval;  ///< Shortest time between polls of this feed.
  bool pages = true;                             ///< Fetch the pages of its short entries.
  bool recheck = true;  ///< Poll without validators from time to time (fetch.recheck).
  bool websub = true;   ///< Subscribe at its hub, if it has one.
  std::shared_ptr<const FeedAccess> access;  ///< Null: nothing special.
  std::string place;                         ///< "FILE:LINE" that lists the feed, for messages.

  /// The feed's name in the list; may be empty.
  const std::string& label() const { return name.empty() ? outlet : name; }

  bool operator==(const FeedSource&) const = default;
};

/// HTTP validators byte for byte as the server sent them (RFC 9110 section 8.8); empty: none.
struct Validators {
  std::string etag;
  std::string last_modified;
  std::string url;  ///< URL that sent them, after redirects; empty: the feed's own.

  bool empty() const { return etag.empty() && last_modified.empty(); }

  bool operator==(const Validators&) const = default;
};

/// A permanent redirect that was seen, but not yet often enough to be followed for good.
struct FeedMove {
  std::string url;  ///< Target of the redirect; empty: there is none.
  Timestamp since{};
  int polls = 0;  ///< Polls in a row in which it led to a feed.
};

/// Numbers of entries of a document that are left out although their ids are new, by reason.
struct LeftOut {
  int repeated = 0;      ///< They appear twice in the document.
  int listed_again = 0;  ///< Their articles are known under other ids, or other feeds edit them.
  int own = 0;           ///< They are stories of this wirefold itself.
  int forgotten = 0;     ///< Their articles were kept for `state.keep` and then deleted.

  int count() const { return repeated + listed_again + own + forgotten; }
};

/// The state of a feed that outlives a restart, one row per feed.
struct FeedState {
  FeedId id{};
  std::string url;      ///< As the feed list has it.
  std::string title;    ///< The feed's title in its last document.
  Publisher publisher;  ///< Empty until it is known.
  std::string uid;      ///< Of its document: atom:id; may be empty.
  std::string rights;   ///< Of its document: copyright; may be empty.
  std::string icon;     ///< Of its document: web URL of a small picture; may be empty.
  Validators validators;
  std::uint64_t body_hash = 0;  ///< Of the last body whose entries were stored; 0: none yet.
  std::optional<Timestamp> last_poll;
  std::optional<Timestamp> last_answer;  ///< Time of the last answer with a document, or 304.
  std::optional<Timestamp> next_poll;    ///< Empty: due at once.
  std::uint8_t why = 0;                  ///< Reason for `next_poll`: the number of a schedule::Why.
  int status = 0;                        ///< HTTP status of the last poll; 0: no answer.
  int failures = 0;                      ///< Failed polls since the last successful one.
  std::optional<Timestamp> failing_since;  ///< Time of the first since then, also before a retry.
  int crashes = 0;    ///< Crashes of the program in a row while it read a document of this feed.
  bool gone = false;  ///< 410 was received: not polled again.
  std::string last_error;  ///< Empty while the feed is healthy.
  PollHints hints;         ///< Of the last document.
  PublishRate rate;
  std::size_t listed = 0;              ///< Entries in the last document.
  LeftOut left_out;                    ///< Of those entries.
  std::optional<Timestamp> last_full;  ///< Time of the last answer with a body, not 304.
  std::optional<Timestamp> last_read;  ///< When a whole document was last parsed.
  int stale_304s = 0;  ///< Times in a row that 304 was answered though there was something new.
  std::optional<Timestamp> host_until;  ///< Until then the host asked for no requests.
  std::string moved_to;                 ///< Polled instead of `url`; empty: it has not moved.
  FeedMove move;

  /// The URL that is polled.
  const std::string& current_url() const { return moved_to.empty() ? url : moved_to; }
};

}  // namespace wirefold
