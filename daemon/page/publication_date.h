// When an article was published, by what its page says. Private to the page area.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "facts.h"
#include "linked_data.h"
#include "wirefold/base/time.h"

namespace wirefold::page {

/// In this order: JSON-LD, <meta>, elements marked as the date, <time>, elements named for a date,
/// the URL's path, the short lines beside the headline (`lines`). `lang` is a BCP 47 tag; it says
/// whether 10/11/2024 is in October or November (in English it is neither).
std::optional<Timestamp> publication_date(const Facts& facts, const LinkedData& linked,
                                          std::string_view url,
                                          const std::vector<std::string_view>& lines,
                                          std::string_view lang);

/// The first date inside a line of text.
std::optional<Timestamp> date_in(std::string_view line, std::string_view lang);

}  // namespace wirefold::page
