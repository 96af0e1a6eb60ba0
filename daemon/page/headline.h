// Which of a page's titles is the article's. Private to the page area.
#pragma once

#include <string>
#include <string_view>

#include "facts.h"
#include "linked_data.h"

namespace wirefold::page {

/// The headline as readers see it (<h1>) where the page's other titles bear it out, else what the
/// page tells search engines and networks, without the name of the outlet.
std::string headline_of(const Facts& facts, const LinkedData& linked, std::string_view site,
                        std::string_view host);

}  // namespace wirefold::page
