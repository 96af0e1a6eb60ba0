// Finds out who publishes whose texts. Private to the serve area.
#pragma once

#include <span>
#include <vector>

#include "wirefold/model/history.h"
#include "wirefold/serve/page/feeds_page.h"

namespace wirefold::serve {

/// At most 60 rows: the outlets with the most copies first, and up to five sources of each,
/// likewise. An article has a text of another if it credits an agency, or if another publisher
/// leads its story.
std::vector<Copying> who_copies_whom(std::span<const ArticleOrigin> origins);

}  // namespace wirefold::serve
