// Finds the part of a series that a headline announces. Private to the text area.
#pragma once

#include <cstdint>
#include <span>

#include "wirefold/model/document.h"

namespace wirefold::text {

/// Document::part of a headline: a hash of its numbers and ordinals beside words of the sections
/// [series] of the language files. `title` must be classified.
std::uint32_t part_of(std::span<const Token> title);

}  // namespace wirefold::text
