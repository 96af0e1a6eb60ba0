// Cuts scripts without spaces into words. Private to the text area.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace wirefold::text {

/// Returns the ends of the words of `run` in bytes, rising; the last is the end of `run`. Chinese,
/// Japanese, Thai, Lao, Khmer and Burmese are cut by ICU's dictionaries (Unicode Standard Annex 29
/// with dictionaries, as ICU ships them). `run` is valid UTF-8 of such scripts. Any thread.
std::vector<std::size_t> dictionary_words(std::string_view run);

}  // namespace wirefold::text
