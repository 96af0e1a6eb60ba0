// The pictures in a page. Private to the serve area.
#pragma once

#include <string>
#include <string_view>

#include "wirefold/model/story.h"
#include "wirefold/serve/site.h"

namespace wirefold::serve {

/// An image of pictured(), with the text that its feed has for it; empty if the site shows no
/// pictures, or the story has none. `root` is the path to "/" from the page. The page reserves a
/// box for it, since its size is not known.
std::string story_picture(const Site& site, const Story& story, std::string_view root);

/// The icon that a feed names, to stand before the name of its outlet; empty if the site shows no
/// pictures.
std::string outlet_icon(const Site& site, FeedId feed, std::string_view root);

/// The same for the feed of an article; empty if it names none.
std::string outlet_icon(const Site& site, const Article& article, std::string_view root);

}  // namespace wirefold::serve
