// The content of one feed document, independent of the format.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "wirefold/model/event.h"
#include "wirefold/model/history.h"
#include "wirefold/serve/site.h"
#include "wirefold/serve/story_total.h"

namespace wirefold::serve {

/// Of every feed.
inline constexpr std::string_view kDescription =
    "News with the copies of one text folded into one entry";

/// The newest entries that pass a filter, or older ones (an archive, RFC 5005 section 4). An entry
/// is a story, or by event all stories of one event.
struct FeedDocument {
  const Site& site;
  std::string uid;     ///< Id of this filter, which never changes.
  std::string title;   ///< Title of the site, with the filter in words.
  std::string filter;  ///< "lang=id&q=fire"; empty: no filter.
  std::string before;  ///< "before=700" for older stories; else empty.
  std::string older;   ///< "before=600" for the next older document; empty if there is none.
  std::span<const Event> entries;
  std::span<const EndedStory> ended;  ///< Entries that must no longer be shown.
  StoryTotal total;                   ///< Set only for the page and the API.
  bool has_feeds = true;              ///< The feed list is not empty.

  /// Absolute URLs of this document, the newest and the next older one, in the format of `path`.
  std::string self(std::string_view path) const;
  std::string newest(std::string_view path) const;
  std::string next_older(std::string_view path) const;

  /// URL of the page with the same entries.
  std::string page() const;

  /// The date of the document: the last change or end of an entry in it, at least Site::born.
  Timestamp changed() const;
};

}  // namespace wirefold::serve
