// The normal forms of Unicode for UTF-8. Private to the text area.
#pragma once

#include <string>
#include <string_view>

#include <unicode/normalizer2.h>

namespace wirefold::text {

/// Returns `utf8` in the form of `normalizer`; unchanged if ICU fails. Any thread.
std::string normalized(const icu::Normalizer2& normalizer, std::string_view utf8);

/// NFD: letters and their marks apart.
std::string decomposed(std::string_view utf8);

/// NFC: letters and their marks as one character if there is one.
std::string composed(std::string_view utf8);

}  // namespace wirefold::text
