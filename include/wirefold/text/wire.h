// What wire copy says of itself: datelines, agencies, bylines.
#pragma once

#include <string>
#include <string_view>

#include "wirefold/model/wire.h"

namespace wirefold::text {

struct WireCopy {
  WireFacts facts;
  std::string_view
      body;  ///< The text without dateline, credits and byline; part of what was given.
};

/// Takes from `text` (plain UTF-8, a paragraph a line) the dateline at its beginning ("JAKARTA,
/// ANTARA - ", "МОСКВА, 9 ноября. /ТАСС/. ", "(서울=연합뉴스) ", "新华社北京11月9日电 "), a byline
/// before or behind it ("Oleh Budi Santoso", "(Reporting by …)") and the credit at its end
/// ("(ahm)", "dpa"). Outlets write these differently around one and the same text. Where it is not
/// sure, the words stay. Never takes the whole text.
WireCopy read_wire(std::string_view text);

}  // namespace wirefold::text
