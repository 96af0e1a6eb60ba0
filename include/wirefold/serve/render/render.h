// Renders stories as feed documents and JSON. Pure functions: equal stories give equal
// bytes, and no result contains the current time.
#pragma once

#include <span>
#include <string>

#include "wirefold/model/event.h"
#include "wirefold/model/feed.h"
#include "wirefold/model/story.h"
#include "wirefold/serve/render/feed_document.h"
#include "wirefold/serve/site.h"
#include "wirefold/serve/target.h"

namespace wirefold::serve {

/// Atom 1.0 (RFC 4287), with the copies and the other reports of an event as `link rel="related"`,
/// `atom:source` of the lead,
/// archives (RFC 5005) and deleted entries (RFC 6721).
std::string render_atom(const FeedDocument& feed);

/// RSS 2.0.
std::string render_rss(const FeedDocument& feed);

/// JSON Feed 1.1, with the copies and the event in the extension `_wirefold`.
std::string render_json(const FeedDocument& feed);

/// Atom with one entry per article of a story.
std::string render_copies(const Site& site, const Story& story);

/// Documents of the API, as conf/openapi.json describes them.
std::string render_story_json(const Site& site, const Story& story,
                              const StoryContext& context = {});
std::string render_event_json(const Site& site, const Event& event);
std::string render_entry_json(const Site& site, const Event& entry);  ///< One of `stories`.
std::string render_stories_json(const FeedDocument& feed, const Target& target);
std::string render_article_json(const Site& site, const Article& article, StoryId story);

/// The feed list as OPML 2.0, without local files and feeds that need a password. Feeds with a
/// secret in their URL are listed only if the site itself has a password.
std::string render_opml(const Site& site, std::span<const FeedSource> sources);

/// The description of the API (OpenAPI 3.0).
std::string openapi_json();

}  // namespace wirefold::serve
