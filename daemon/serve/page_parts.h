// What the pages have in common.
#pragma once

#include <string>

#include "wirefold/base/time.h"
#include "wirefold/serve/site.h"

namespace wirefold::serve {

/// Everything before <body>.
std::string page_head(const Site& site, const std::string& title);

/// The end of <main> and of the page.
std::string page_foot(const Site& site);

/// "2024-11-10 12:06 UTC", with the exact time for machines.
std::string time_tag(Timestamp t);

}  // namespace wirefold::serve
