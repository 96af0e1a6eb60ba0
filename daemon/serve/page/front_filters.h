// The filters of the front page. Private to the serve area.
#pragma once

#include <string>

#include "serve/words/words.h"
#include "wirefold/serve/render/feed_document.h"
#include "wirefold/serve/target.h"

namespace wirefold::serve {

/// The filters, folded away unless one is set. They belong to the search form of the head.
std::string front_filters(const Words& words, const FeedDocument& feed, const Target& target);

}  // namespace wirefold::serve
