// The result of a search for a feed, for an operator.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "wirefold/base/time.h"

namespace wirefold {

/// An address that was tried, and why it has no feed.
struct TriedAddress {
  std::string url;
  std::string why;
};

/// One of the last entries of a found feed; texts are plain, in UTF-8.
struct FoundEntry {
  std::string title;  ///< At most 300 bytes.
  std::string link;   ///< http(s) only, else empty.
  std::optional<Timestamp> published;
};

struct FoundFeed {
  std::string url;                   ///< Of the feed; empty if none was found.
  std::string title;                 ///< Plain text, at most 1,000 bytes; may be empty.
  std::string lang;                  ///< BCP 47 tag that the document declares; may be empty.
  std::string moved_from;            ///< The requested URL that redirects here permanently.
  std::vector<FoundEntry> entries;   ///< The first of the document, at most kMostFoundEntries.
  std::vector<std::string> offered;  ///< Feeds that pages on the way name.
  std::vector<TriedAddress> tried;   ///< Addresses without a feed, in order.
  bool answered = false;             ///< The server answered, but not with a feed.
};

inline constexpr std::size_t kMostFoundEntries = 5;

/// Longest address that an operator may type on a page, in bytes.
inline constexpr std::size_t kMostTypedBytes = 2000;

}  // namespace wirefold
