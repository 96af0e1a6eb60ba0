// Pages that stand where an article should. Private to the page area.
#pragma once

#include <string_view>

#include "linked_data.h"
#include "wirefold/page/page.h"

namespace wirefold::page {

/// What a page with `text` is; `around` is the text with what stands between and shortly behind its
/// lines. Only short texts are anything but an article: publishers show whole articles to machines
/// that they ask people to pay for.
PageKind kind_of_page(std::string_view text, std::string_view around, const LinkedData& linked);

}  // namespace wirefold::page
