// Renders the pages for people. Pure functions: equal stories give equal bytes, and no result
// contains the current time.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "wirefold/model/event.h"
#include "wirefold/model/override.h"
#include "wirefold/serve/render/feed_document.h"
#include "wirefold/serve/site.h"
#include "wirefold/serve/target.h"

namespace wirefold::serve {

class CopyComparisons;

/// One of the most reported stories.
struct TopStory {
  StoryId id{};
  std::string lang;  ///< Of its title; may be empty.
  std::string title;
  std::size_t outlets = 0;
};

/// The content of the front page.
struct FrontPage {
  const FeedDocument& feed;
  const Target& target;
  std::span<const TopStory> top;     ///< The most reported stories of a day; may be empty.
  std::optional<Override> ruling{};  ///< Target::ruling, for a session.
};

/// The content of the page that builds the address of a feed.
struct SubscribePage {
  const FeedDocument& feed;  ///< With the first entries of the feed.
  const Target& target;
  std::span<const Event> stories;  ///< The newest stories, whose values the form offers.
};

/// The content of a story's page.
struct StoryPage {
  const Story& story;
  const StoryContext& context;       ///< Empty: not shown.
  std::size_t left_out = 0;          ///< Further copies of `story`, which the page only counts.
  std::optional<Override> ruling{};  ///< Target::ruling, for a session.
};

/// The content of an event's page.
struct EventPage {
  const Event& event;
  std::optional<Override> ruling{};  ///< Target::ruling, for a session.
};

/// The pages at "/", "/subscribe", "/story/ID" and "/event/ID", with words in the language of the
/// target and with the means of its session.
std::string render_front_page(const FrontPage& page, CopyComparisons& comparisons);
std::string render_subscribe_page(const SubscribePage& page);
std::string render_story_page(const Site& site, const StoryPage& page, const Target& target);
std::string render_event_page(const Site& site, const EventPage& page, const Target& target);

/// The style sheets of the pages and of Atom and RSS, the script and the icon.
std::string style_sheet();
std::string feed_style_sheet();
std::string live_script();
std::string icon_svg();

}  // namespace wirefold::serve
