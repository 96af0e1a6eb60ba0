// An entry as wirefold keeps it.
#pragma once

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
  std::string outlet;     ///< What its publisher is called.
  Publisher publisher;    ///< Of its feed; not stored with it.
  std::string key;        ///< What makes it the same entry next time; unique within a feed.
  std::string link;       ///< http(s) only, else empty.
  std::string canonical;  ///< html::canonical_url of the link, or of what the page says of itself.
  std::string title;      ///< Plain text, without the outlet's name.
  std::string summary;    ///< HTML, sanitised.
  std::string content;    ///< HTML, sanitised.
  std::string
      page_text;  ///< Of the article's page: plain text, a paragraph a line. Empty: not read.
  WireFacts wire;
  std::string lang;   ///< BCP 47 primary tag ("id", "en"), empty if it cannot be told.
  std::string group;  ///< Of the feed that brought it.
  std::vector<std::string> authors;
  std::vector<std::string> categories;
  std::vector<Enclosure> enclosures;
  std::string image;  ///< URL of the picture that goes with it; may be empty.
  std::optional<Timestamp> published;
  std::optional<Timestamp> updated;
  Timestamp first_seen{};
  std::uint64_t text_hash = 0;  ///< Of what the feed says; tells an edit from a repeat.
  std::uint64_t twin_hash = 0;  ///< Of title and date, or of title and text without one.

  /// Tells outlets apart where they are counted.
  const std::string& publisher_name() const {
    return publisher.name.empty() ? outlet : publisher.name;
  }
};

}  // namespace wirefold
