// Taking sentences out of a text.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace wirefold::text {

/// `text` (plain UTF-8, a paragraph a line) less the sentences that `unwanted` says yes to, by the
/// hash that analyse() gives them (Sentence::hash), and less the lines that are empty then.
std::string without_sentences(std::string_view text,
                              const std::function<bool(std::uint64_t hash)>& unwanted);

}  // namespace wirefold::text
