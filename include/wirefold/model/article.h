// An entry as wirefold stores it.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "wirefold/base/time.h"
#include "wirefold/model/entry.h"
#include "wirefold/model/ids.h"
#include "wirefold/model/publisher.h"
#include "wirefold/model/wire.h"

namespace wirefold {

struct Article {
  ArticleId id{};
  FeedId feed{};
  std::string outlet;   ///< Display name of its publisher.
  Publisher publisher;  ///< Of its feed; not stored with the article.
  std::string key;      ///< Identifies the entry at the next poll; unique within a feed.
  std::string link;     ///< http(s) only, else empty.
  /// html::canonical_url() of the link. Once the page is read, of the canonical URL that the page
  /// names, or of the page's URL.
  std::string canonical;
  std::string title;      ///< Plain text, without the outlet's name.
  std::string summary;    ///< HTML, sanitised.
  std::string content;    ///< HTML, sanitised.
  std::string page_text;  ///< Plain text of the page, one paragraph per line; empty: not read.
  WireFacts wire;
  std::string lang;   ///< BCP 47 primary tag ("id", "en"); empty if unknown.
  std::string group;  ///< Group of the feed that brought the article.
  std::vector<std::string> authors;
  std::vector<std::string> categories;
  std::vector<Enclosure> enclosures;
  std::string image;      ///< URL of the article's picture; may be empty.
  bool has_icon = false;  ///< Its feed names an icon. Not stored with the article.
  std::optional<Timestamp> published;
  std::optional<Timestamp> updated;
  /// Offset from UTC of the zone in which its outlet wrote the date; 0 if it is UTC or not known.
  std::chrono::minutes utc_offset{0};
  Timestamp first_seen{};
  std::uint64_t text_hash = 0;  ///< Of title and text in the feed; tells an edit from a repeat.
  std::uint64_t twin_hash = 0;  ///< Of title and date, or of title and text if there is no date.

  /// Identifies the outlet where outlets are counted.
  const std::string& publisher_name() const {
    return publisher.name.empty() ? outlet : publisher.name;
  }
};

}  // namespace wirefold
