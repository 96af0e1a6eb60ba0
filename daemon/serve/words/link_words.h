// Puts into words why a story is in an event, or related to another story. Private to the serve
// area.
#pragma once

#include <string>

#include "wirefold/model/event.h"
#include "words.h"

namespace wirefold::serve {

/// "34 of 100: Skisaison, Gondeln, Saalbach; 1 h apart" as markup. The shared words are in `lang`,
/// and are escaped.
std::string link_html(const Words& words, const EventLink& link, const std::string& lang);

/// "34 of 100; 1 h apart" as markup.
std::string link_points_html(const Words& words, const EventLink& link);

/// "41 of 100 by shared words alone: Skisaison 21, Gondeln 11 and 3 more" as markup; empty if no
/// word is known.
std::string shared_words_html(const Words& words, const EventLink& link, const std::string& lang);

/// link_html() of a report; for the first one, or one that an override has placed, words that say
/// so.
std::string report_html(const Words& words, const Report& report);

}  // namespace wirefold::serve
