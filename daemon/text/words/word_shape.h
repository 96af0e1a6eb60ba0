// Describes the shapes of words in datelines and bylines. Private to the text area.
#pragma once

#include <string_view>
#include <vector>

namespace wirefold::text {

struct WordShape {
  bool letters = false;
  bool upper = true;     ///< All letters are capitals.
  bool capital = false;  ///< The first letter is a capital.
  bool digits = false;
  bool caseless = true;    ///< Has no letter of a script with case.
  bool inner_dot = false;  ///< As in "KOMPAS.com".
  std::size_t length = 0;  ///< Letters and digits.
};

WordShape shape_of(std::string_view word);

/// The pieces of `text` between spaces, commas, brackets, slashes, colons, semicolons and equals
/// signs.
std::vector<std::string_view> words_of(std::string_view text);

/// True for initials such as editors sign with: lower-case ASCII letters, slashes and hyphens, at
/// most 16 bytes.
bool are_initials(std::string_view text);

}  // namespace wirefold::text
