// The picture of a story in a page. Private to the serve area.
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

}  // namespace wirefold::serve
