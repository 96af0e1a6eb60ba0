// The embedded files of languages/ and their sections. Private to the text area.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace wirefold::text {

struct LanguageFile {
  std::string_view name;  ///< BCP 47 primary tag, or "any", "agencies".
  std::string_view content;
};

/// Sorted by name.
std::span<const LanguageFile> language_files();

/// One line of a section that is neither empty nor a comment.
struct LanguageLine {
  std::string_view file;
  std::string_view section;
  std::string text;  ///< An underscore at its end is replaced by a space.
  int number = 0;    ///< From 1.
};

/// Calls `use` for every line of every file.
void for_each_line(const std::function<void(const LanguageLine&)>& use);

/// A problem in a line, as "FILE:LINE: message".
std::string problem_at(const LanguageLine& line, std::string_view message);

}  // namespace wirefold::text
