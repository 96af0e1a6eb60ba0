// Separates wire copy from its datelines, agency credits and bylines.
#pragma once

#include <string>
#include <string_view>

#include "wirefold/model/wire.h"

namespace wirefold::text {

struct WireCopy {
  WireFacts facts;
  std::string_view body;  ///< Without dateline, credits and byline; a view into the given text.
};

/// Removes from `text` (plain UTF-8, a paragraph a line) the dateline at its beginning ("JAKARTA,
/// ANTARA - ", "МОСКВА, 9 ноября. /ТАСС/. ", "(서울=연합뉴스) ", "新华社北京11月9日电 "), a byline
/// before it or at the end of the text ("Oleh Budi Santoso", "(Reporting by …)") and the credit at
/// the end ("(ahm)", "dpa"). Outlets write these differently around the same text. Doubtful words
/// stay. Never removes the whole text.
WireCopy read_wire(std::string_view text);

}  // namespace wirefold::text
