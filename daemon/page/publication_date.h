// When an article was published, by what its page says. Private to the page area.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "facts.h"
#include "linked_data.h"
#include "outline.h"
#include "wirefold/base/time.h"

namespace wirefold::page {

/// Where the article stands in the outline.
struct ArticleText {
  std::string_view title;
  std::vector<std::uint32_t> blocks;
};

/// Only from where dates are given, in this order: JSON-LD, <meta> of publication, elements marked
/// as the date, <time> beside the headline, other <meta>, the URL's path, elements named for a date
/// and lines that are a date and nothing else beside the headline, the dateline. Running text,
/// comments and teasers are not looked at: no date is better than a wrong one. `lang` is a BCP 47
/// tag; it says whether 10/11/2024 is in October or November (in English it is neither).
std::optional<Timestamp> publication_date(const Facts& facts, const LinkedData& linked,
                                          std::string_view url, const Outline& page,
                                          const ArticleText& article, std::string_view lang);

}  // namespace wirefold::page
