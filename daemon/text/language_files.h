// The files of languages/ as they stand there, and their sections. Private to the text area.
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

/// In order of their names.
std::span<const LanguageFile> language_files();

/// One line of a section that is neither empty nor a comment.
struct LanguageLine {
  std::string_view file;
  std::string_view section;
  std::string text;  ///< With a space for the underscore at its end.
  int number = 0;    ///< From 1.
};

/// Every line of every file.
void for_each_line(const std::function<void(const LanguageLine&)>& use);

/// What is wrong in a line, as "FILE:LINE: message".
std::string problem_at(const LanguageLine& line, std::string_view message);

}  // namespace wirefold::text
