// Renders the pages for people. Pure functions: equal stories give equal bytes, and no result
// contains the current time.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "wirefold/model/story.h"
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
  std::span<const TopStory> top;  ///< The most reported stories of a day; may be empty.
};

/// The content of the page that builds the address of a feed.
struct SubscribePage {
  const FeedDocument& feed;  ///< With the first stories of the feed.
  const Target& target;
  std::span<const Story> stories;  ///< The newest stories, whose values the form offers.
};

/// The pages at "/", "/subscribe" and "/story/ID", with words in the language of the target.
/// `left_out` is the number of further copies of `story` that the page only counts.
std::string render_front_page(const FrontPage& page, CopyComparisons& comparisons);
std::string render_subscribe_page(const SubscribePage& page);
std::string render_story_page(const Site& site, const Story& story, std::size_t left_out,
                              std::string_view language);

/// The style sheets of the pages and of Atom and RSS, the script and the icon.
std::string style_sheet();
std::string feed_style_sheet();
std::string live_script();
std::string icon_svg();

}  // namespace wirefold::serve
