// What the words of datelines and bylines look like. Private to the text area.
#pragma once

#include <string_view>
#include <vector>

namespace wirefold::text {

struct WordShape {
  bool letters = false;
  bool upper = true;     ///< All letters are capitals.
  bool capital = false;  ///< The first letter is one.
  bool digits = false;
  bool caseless = true;    ///< No letter is of a script with case.
  bool inner_dot = false;  ///< As in "KOMPAS.com".
  std::size_t length = 0;  ///< Letters and digits.
};

WordShape shape_of(std::string_view word);

/// The pieces of `text` between spaces, commas, brackets, slashes, colons and equals signs.
std::vector<std::string_view> words_of(std::string_view text);

/// Initials as editors sign: a lower-case word or a few between slashes.
bool are_initials(std::string_view text);

}  // namespace wirefold::text
