// A feed as the operator names it, and what is remembered of it between polls.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "wirefold/base/time.h"
#include "wirefold/model/ids.h"

namespace wirefold {

/// One line of the feed list.
struct FeedSource {
  std::string url;     ///< http:, https:, or file: with an absolute path.
  std::string outlet;  ///< Who publishes; empty: taken from the feed's own title, else the host.
  std::string group;   ///< Folder of the OPML, slash-separated; may be empty.
  std::string lang;    ///< BCP 47 tag for entries whose language cannot be told; may be empty.
  std::optional<std::chrono::seconds> interval;  ///< Shortest time between polls of this feed.
  bool pages = true;                             ///< Pages of its short entries are fetched.
  std::string place;                             ///< "FILE:LINE" that named it, for messages.

  bool operator==(const FeedSource&) const = default;
};

/// HTTP validators byte for byte as the server sent them (RFC 9110 section 8.8); empty = none.
struct Validators {
  std::string etag;
  std::string last_modified;

  bool operator==(const Validators&) const = default;
};

/// What outlives a restart, one row a feed.
struct FeedState {
  FeedId id{};
  std::string url;
  std::string title;  ///< As the feed last called itself.
  Validators validators;
  std::uint64_t body_hash = 0;  ///< Of the last body whose entries were stored; 0 = none yet.
  std::optional<Timestamp> last_poll;
  std::optional<Timestamp> next_poll;  ///< None: due at once.
  int failures = 0;                    ///< Polls that failed since the last that did not.
  bool gone = false;                   ///< 410 was seen: not polled again.
  std::string last_error;              ///< Empty while the feed is well.
};

}  // namespace wirefold
