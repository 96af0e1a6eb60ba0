// One feed document before it gets a format.
#pragma once

#include <span>
#include <string>

#include "wirefold/model/history.h"
#include "wirefold/model/story.h"
#include "wirefold/serve/site.h"
#include "wirefold/serve/story_total.h"

namespace wirefold::serve {

/// The newest stories that a filter lets through, or older ones (an archive, RFC 5005 section 4).
struct FeedDocument {
  const Site& site;
  std::string uid;     ///< Of this filter, for good.
  std::string title;   ///< The site's, with the filter in words.
  std::string filter;  ///< "lang=id&q=fire"; empty: everything.
  std::string before;  ///< Of an archive: "before=700"; else empty.
  std::string older;   ///< Of the next older document: "before=600"; empty: there is none.
  std::span<const Story> stories;
  std::span<const EndedStory> ended;  ///< Stories that must not be shown any more.
  StoryTotal total;                   ///< Of the page and the API.
  bool has_feeds = true;              ///< There are feeds that stories could come from.

  /// Absolute URL of this document, the newest or an older one in the format of `path`.
  std::string self(std::string_view path) const;
  std::string newest(std::string_view path) const;
  std::string next_older(std::string_view path) const;

  /// Of the page with the same stories.
  std::string page() const;

  /// Newest `changed` of the stories, or the site's birth: the date of the whole document.
  Timestamp changed() const;
};

}  // namespace wirefold::serve
