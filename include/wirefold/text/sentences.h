// Removes sentences from a text.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace wirefold::text {

/// Returns `text` (plain UTF-8, a paragraph a line) without the sentences for whose hash
/// (Sentence::hash of analyse()) `unwanted` returns true, and without the lines that are empty
/// then.
std::string without_sentences(std::string_view text,
                              const std::function<bool(std::uint64_t hash)>& unwanted);

}  // namespace wirefold::text
