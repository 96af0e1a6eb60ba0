#include "says_when.h"

#include <algorithm>
#include <vector>

#include "wirefold/base/strings.h"
#include "wirefold/parse/date.h"
#include "wirefold/text/publication_label.h"
#include "wirefold/text/time_lines.h"

namespace wirefold::page {
namespace {

/// True if `line` has an ASCII digit, or a letter of a script that may have other digits.
bool may_have_number(std::string_view line) {
  constexpr unsigned char kFirstBeyondEurope = 0xD8;
  return std::any_of(line.begin(), line.end(), [](char c) {
    return (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= kFirstBeyondEurope;
  });
}

bool is_when(std::string_view words) {
  return text::is_time_line(words) || parse::parse_exact_date(words).has_value();
}

}  // namespace

bool says_when(std::string_view line) {
  constexpr std::size_t kMostBytes = 160;
  constexpr std::size_t kMostWords = 12;
  constexpr std::size_t kMostOfTime = 6;
  line = text::behind_publication_label(line);
  if (line.empty() || line.size() > kMostBytes || !may_have_number(line)) return false;
  const std::vector<std::string_view> words = split(line, ' ');
  if (words.size() > kMostWords) return false;
  const char* const end = line.data() + line.size();
  for (std::size_t n = std::min(words.size(), kMostOfTime); n > 1; --n) {
    const char* const behind = words[n - 1].data() + words[n - 1].size();
    const char* const tail = words[words.size() - n].data();
    if (is_when({line.data(), static_cast<std::size_t>(behind - line.data())})) return true;
    if (is_when({tail, static_cast<std::size_t>(end - tail)})) return true;
  }
  return is_when(words.front()) || is_when(words.back());
}

}  // namespace wirefold::page
