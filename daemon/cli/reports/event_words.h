// What two reports share, in words for people.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "wirefold/model/event.h"

namespace wirefold::cli {

/// "Skisaison 12, Gondeln 9"; empty without words.
std::string listed_words(const std::vector<SharedWord>& words);

/// "40 min", "3 h", "2 d".
std::string apart(std::chrono::seconds time);

/// Why a report is in its event: "34 of 100: Skisaison 12, Gondeln 9; 1 h apart".
std::string why_in_event(const Report& report);

}  // namespace wirefold::cli
