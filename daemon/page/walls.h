// Recognizes pages with a wall in place of the article. Private to the page area.
#pragma once

#include <string_view>

#include "linked_data.h"
#include "wirefold/page/page.h"

namespace wirefold::page {

/// The kind of a page with `text`; `around` is the text with the lines between and shortly after
/// its lines. A long text is always an article: publishers show machines whole articles that people
/// must pay for.
PageKind kind_of_page(std::string_view text, std::string_view around, const LinkedData& linked);

}  // namespace wirefold::page
