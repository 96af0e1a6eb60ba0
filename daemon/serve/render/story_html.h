// Renders the parts of a story for feeds and pages. Private to the serve area.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "wirefold/model/event.h"
#include "wirefold/serve/site.h"

namespace wirefold::serve {

/// The first article of each outlet except the lead's, in the order of arrival; at most 200.
std::vector<const Member*> copies_by_outlet(const Story& story);

/// The article's summary as sanitised HTML, or the beginning of its text if the summary is missing
/// or long.
std::string summary_html(const Article& article);

/// `text` as a link to the article; plain text if the article has no web URL.
std::string link_to(const Article& article, std::string_view text);

/// The title of the feed that brought the lead, else its outlet.
const std::string& source_title(const Story& story);

/// The whole HTML from the feed: the content or the summary, whichever is longer.
std::string body_html(const Article& article);

/// The plain text of the article: of its page, else from its feed.
std::string text_of(const Article& article);

/// The lead's text from its feed, whole or shortened (Site::full_content), and "Also in" with links
/// to copies_by_outlet(), in the lead's language.
std::string story_html(const Site& site, const Story& story);

/// story_html() of a story alone. Of an event: the text of its first story, then a list of its
/// reports with their outlets, times, headlines and shared words, in the language of that story.
std::string entry_html(const Site& site, const Event& entry);

/// The permanent URL of the story's page.
std::string story_url(const Site& site, StoryId story);

/// The permanent URL of the event's page.
std::string event_url(const Site& site, EventId event);

/// The URL of the lead's article, or of the story's page if the article has none.
std::string link_of(const Site& site, const Story& story);

/// The article's title, else the beginning of its text, its link or its outlet.
std::string title_of(const Article& article);

/// The copy's title; empty if it equals the lead's, ignoring case.
std::string other_title(const Story& story, const Article& copy);

}  // namespace wirefold::serve
