// What a reader sees of one story. Private to the serve area.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "wirefold/model/story.h"
#include "wirefold/serve/site.h"

namespace wirefold::serve {

/// The first article of each outlet but the lead's, in the order in which they came; 200 at most.
std::vector<const Member*> copies_by_outlet(const Story& story);

/// The article's summary, or the beginning of its text where it has none or a whole article;
/// sanitised HTML.
std::string summary_html(const Article& article);

/// `text` as a link to the article, with further attributes as they are (a leading space each);
/// plain where the article has no web URL.
std::string link_to(const Article& article, std::string_view text, std::string_view more = "");

/// Who wrote the article: its authors, else its outlet.
std::vector<std::string> bylines(const Article& article);

/// The title of the feed that brought the lead, else its outlet.
const std::string& source_title(const Story& story);

/// The whole HTML that the feed gives.
std::string body_html(const Article& article);

/// What the lead's feed says of it, in the length that the site wants, and "Also in" with a link
/// to each other outlet.
std::string story_html(const Site& site, const Story& story);

/// The story's own page, for good.
std::string story_url(const Site& site, StoryId story);

/// Where a reader goes: to the lead's article, or to the story's page if that has no address.
std::string link_of(const Site& site, const Story& story);

/// A title for an article that may have none.
std::string title_of(const Article& article);

/// The copy's title if it adds anything to the lead's, else empty.
std::string other_title(const Story& story, const Article& copy);

}  // namespace wirefold::serve
