// Finds the date of publication that an article's page gives. Private to the page area.
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

/// The article's headline and its blocks in the outline.
struct ArticleText {
  std::string_view title;
  std::vector<std::uint32_t> blocks;
};

/// Reads only places for dates, in this order: JSON-LD; <meta> of publication; elements marked as
/// the date of publication; <time> beside the headline, else the one day of all <time>; other
/// <meta>; the URL's path; elements named for a date beside the headline; short lines beside the
/// headline that are a date, or have one as a part or after a label; the dateline; elements with a
/// label such as "posted on". Running text, comments and teasers are ignored: no date is better
/// than a wrong one. `lang` is a BCP 47 tag; it decides whether 10/11/2024 puts the day first
/// (English other than en-GB and en-AU leaves it open, so there is no date).
std::optional<Timestamp> publication_date(const Facts& facts, const LinkedData& linked,
                                          std::string_view url, const Outline& page,
                                          const ArticleText& article, std::string_view lang);

}  // namespace wirefold::page
