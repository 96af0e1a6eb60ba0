// Which part of a series a headline announces. Private to the text area.
#pragma once

#include <cstdint>
#include <span>

#include "wirefold/model/document.h"

namespace wirefold::text {

/// Document::part of a headline: its numbers and ordinals beside the words of the section [series]
/// of the language files. `title` is classified.
std::uint32_t part_of(std::span<const Token> title);

}  // namespace wirefold::text
