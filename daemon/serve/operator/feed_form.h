// The fields of a form for a feed of the list. Private to the serve area.
#pragma once

#include <string>

#include "asked.h"
#include "wirefold/model/feed.h"

namespace wirefold::serve {

/// The fields for name, group and language, filled from `feed`. `hint` stands in an empty field for
/// the name.
std::string feed_fields(const Words& words, const FeedSource& feed, const std::string& hint);

/// What these fields say.
FeedSource read_feed_form(Fields& fields);

}  // namespace wirefold::serve
