// Chooses the article's headline among a page's titles. Private to the page area.
#pragma once

#include <string>
#include <string_view>

#include "facts.h"
#include "linked_data.h"

namespace wirefold::page {

/// The headline that readers see (mostly <h1>) if the page's other titles confirm it, else the only
/// long <h1>, else the title for search engines and social networks without the outlet's name.
std::string headline_of(const Facts& facts, const LinkedData& linked, std::string_view site,
                        std::string_view host);

}  // namespace wirefold::page
