// What an operator can do with the list of feeds. Private to the serve area.
#pragma once

#include <string>

#include "means.h"
#include "wirefold/model/feed_health.h"

namespace wirefold::serve {

/// The form that looks for the feed of an address.
std::string find_form(const Means& means);

/// What can be done with the whole list.
std::string list_means(const Means& means);

/// What can be done with one feed.
std::string feed_means(const Means& means, const FeedLine& line);

}  // namespace wirefold::serve
