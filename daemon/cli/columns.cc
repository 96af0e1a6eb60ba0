#include "columns.h"

#include <cwchar>

#include "wirefold/base/printable.h"
#include "wirefold/base/strings.h"

namespace wirefold::cli {
namespace {

std::size_t width_of(char32_t c) {
  const int width = wcwidth(static_cast<wchar_t>(c));
  return width < 0 ? 0 : static_cast<std::size_t>(width);
}

std::string padded(std::string text, std::size_t width) {
  const std::size_t used = display_width(text);
  if (used < width) text.append(width - used, ' ');
  return text;
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t pos = 0; pos < text.size();) width += width_of(next_code_point(text, pos));
  return width;
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  std::string line;
  std::size_t used = 0;
  std::size_t space = std::string::npos;  // where the line may break
  for (std::size_t pos = 0; pos < text.size();) {
    char32_t c = next_code_point(text, pos);
    if (is_unprintable(c)) c = ' ';
    if (used + width_of(c) > width && !line.empty()) {
      const bool at_space = space != std::string::npos && c != ' ';
      const std::string rest = at_space ? line.substr(space + 1) : std::string();
      if (at_space) line.resize(space);
      lines.push_back(line);
      line = rest;
      used = display_width(line);
      space = std::string::npos;
    }
    if (c == ' ' && line.empty()) continue;
    if (c == ' ') space = line.size();
    append_utf8(line, c);
    used += width_of(c);
  }
  if (!line.empty()) lines.push_back(line);
  return lines;
}

std::string side_by_side(std::string_view mark, std::string_view left, std::string_view right,
                         std::size_t width) {
  const std::vector<std::string> lefts = wrapped(left, width);
  const std::vector<std::string> rights = wrapped(right, width);
  std::string out;
  for (std::size_t i = 0; i < std::max(lefts.size(), rights.size()); ++i) {
    const std::string l = padded(i < lefts.size() ? lefts[i] : "", width);
    std::string line = std::string(mark) + ' ' + l + "  " + (i < rights.size() ? rights[i] : "");
    line.resize(line.find_last_not_of(' ') + 1);
    out += line + '\n';
  }
  return out;
}

}  // namespace wirefold::cli
