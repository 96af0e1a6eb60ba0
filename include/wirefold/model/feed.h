// A feed as the operator names it, and what is remembered of it between polls.
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

/// How one feed's server is to be reached. Holds secrets: never logged, never stored.
struct FeedAccess {
  std::string user;
  std::string password;
  std::vector<std::string> headers;  ///< "Name: value".
  std::string proxy;                 ///< URL; empty: the proxy of all.
  std::string agent_suffix;          ///< Behind the User-Agent.
  bool private_network = false;      ///< The feed's own server may have a special address.
};

/// One line of the feed list.
struct FeedSource {
  std::string url;     ///< http:, https:, or file: with an absolute path.
  std::string outlet;  ///< Whose it is, by the operator's word; empty: see outlet::publisher_of().
  std::string name;    ///< What it is called; empty: by its outlet, else its own title or host.
  std::string group;   ///< Folder of the OPML, slash-separated; may be empty.
  std::string lang;    ///< BCP 47 tag for entries whose language cannot be told; may be empty.
  std::optional<std::chrono::seconds> interval;  ///< Shortest time between polls of this feed.
  bool pages = true;                             ///< Pages of its short entries are fetched.
  bool recheck = true;  ///< Asked for without validators now and then (fetch.recheck).
  bool websub = true;   ///< Subscribed to at its hub, if it has one.
  std::shared_ptr<const FeedAccess> access;  ///< Null: nothing special.
  std::string place;                         ///< "FILE:LINE" that named it, for messages.

  /// What the list calls it; may be empty.
  const std::string& label() const { return name.empty() ? outlet : name; }

  bool operator==(const FeedSource&) const = default;
};

/// HTTP validators byte for byte as the server sent them (RFC 9110 section 8.8); empty = none.
struct Validators {
  std::string etag;
  std::string last_modified;
  std::string url;  ///< That gave them, behind redirects; empty: the feed's own.

  bool empty() const { return etag.empty() && last_modified.empty(); }

  bool operator==(const Validators&) const = default;
};

/// A permanent redirect that has been seen, and not yet often enough to be believed.
struct FeedMove {
  std::string url;  ///< Where it leads; empty: there is none.
  Timestamp since{};
  int polls = 0;  ///< Polls in a row that it led to a feed.
};

/// Entries of a document that are neither news nor known by their ids, by why they are not taken.
struct LeftOut {
  int repeated = 0;      ///< They stand in the document twice.
  int listed_again = 0;  ///< Their articles are known under other ids, or other feeds edit them.
  int own = 0;           ///< They are stories of this wirefold.
  int forgotten = 0;     ///< Their articles were kept for as long as `state.keep` says.

  int count() const { return repeated + listed_again + own + forgotten; }
};

/// What outlives a restart, one row a feed.
struct FeedState {
  FeedId id{};
  std::string url;      ///< As the feed list has it.
  std::string title;    ///< As the feed last called itself.
  Publisher publisher;  ///< Empty until it is known.
  std::string uid;      ///< Of its document: atom:id; may be empty.
  std::string rights;   ///< Of the same: copyright; may be empty.
  Validators validators;
  std::uint64_t body_hash = 0;  ///< Of the last body whose entries were stored; 0 = none yet.
  std::optional<Timestamp> last_poll;
  std::optional<Timestamp> last_answer;  ///< When it last answered with a document, or 304.
  std::optional<Timestamp> next_poll;    ///< None: due at once.
  std::uint8_t why = 0;                  ///< Why then: the number of a schedule::Why.
  int status = 0;                        ///< HTTP status of the last poll; 0 = no answer.
  int failures = 0;                      ///< Polls that failed since the last that did not.
  int crashes = 0;    ///< Times in a row that the program ended while it read a document of it.
  bool gone = false;  ///< 410 was seen: not polled again.
  std::string last_error;  ///< Empty while the feed is well.
  PollHints hints;         ///< Of the last document.
  PublishRate rate;
  std::size_t listed = 0;              ///< Entries in the last document.
  LeftOut left_out;                    ///< Of those.
  std::optional<Timestamp> last_full;  ///< When a body last came that was not asked for in vain.
  std::optional<Timestamp> last_read;  ///< When the whole document was last taken apart.
  int stale_304s = 0;  ///< Times in a row that 304 was answered though there was something new.
  std::optional<Timestamp> host_until;  ///< The host asked for silence until then.
  std::string moved_to;                 ///< Polled instead of `url`; empty: it has not moved.
  FeedMove move;

  /// What is polled.
  const std::string& current_url() const { return moved_to.empty() ? url : moved_to; }
};

}  // namespace wirefold
