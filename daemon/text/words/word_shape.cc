#include "word_shape.h"

#include <algorithm>
#include <string>

#include "characters.h"
#include "wirefold/base/strings.h"

namespace wirefold::text {

WordShape shape_of(std::string_view word) {
  WordShape shape;
  for (std::size_t pos = 0; pos < word.size();) {
    const char32_t c = next_code_point(word, pos);
    const Character character = CharacterTable::instance()[c];
    if (c == '.' && shape.length > 0 && pos < word.size()) shape.inner_dot = true;
    if (!character.is(Character::kWord)) continue;
    const bool upper = character.is(Character::kUpper);
    const bool digit = character.is(Character::kDigit);
    if (shape.length++ == 0) shape.capital = upper;
    shape.digits = shape.digits || digit;
    shape.letters = shape.letters || !digit;
    shape.upper = shape.upper && (upper || digit);
    std::string itself;
    append_utf8(itself, c);
    const bool cased = upper || (c < 0x590 && !digit);  // beyond Armenian few scripts have case
    shape.caseless = shape.caseless && !cased;
  }
  return shape;
}

std::vector<std::string_view> words_of(std::string_view text) {
  constexpr std::string_view kBreaks = " ,()/[]:;=";
  std::vector<std::string_view> words;
  while (true) {
    const std::size_t first = text.find_first_not_of(kBreaks);
    if (first == std::string_view::npos) return words;
    const std::size_t last = std::min(text.find_first_of(kBreaks, first), text.size());
    words.push_back(text.substr(first, last - first));
    text.remove_prefix(last);
  }
}

bool are_initials(std::string_view text) {
  constexpr std::size_t kMostBytes = 16;
  if (text.empty() || text.size() > kMostBytes) return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || c == '/' || c == '-'; });
}

}  // namespace wirefold::text
