#include "furniture_lines.h"

#include <algorithm>
#include <string>
#include <vector>

#include "wirefold/base/strings.h"
#include "wirefold/text/languages.h"

namespace wirefold::page {
namespace {

bool ends_in_credit(std::string_view line) {
  constexpr std::size_t kEnd = 60;
  if (line.size() > kMaxFurnitureLine) return false;
  const std::string_view end = line.substr(line.size() - std::min(line.size(), kEnd));
  const std::vector<std::string>& marks = text::phrases(text::Phrases::kCreditMarks);
  return std::any_of(marks.begin(), marks.end(), [end](std::string_view mark) {
    return find_ignore_case(end, mark) != std::string_view::npos;
  });
}

/// Told by the first byte mostly, since every line of every page is looked up.
bool starts_with_one_of(const std::vector<std::string>& beginnings, std::string_view line) {
  for (const std::string& b : beginnings) {
    if (((b.front() ^ line.front()) & ~0x20) == 0 && starts_with_ignore_case(line, b)) return true;
  }
  return false;
}

}  // namespace

LineKind kind_of(std::string_view line) {
  if (line.empty() || line.size() > kMaxFurnitureLine) return LineKind::kText;
  if (starts_with_one_of(text::phrases(text::Phrases::kCredits), line) || ends_in_credit(line))
    return LineKind::kCredit;
  const std::size_t start = line.find_first_not_of("-*>#|+ ");
  if (start == std::string_view::npos) return LineKind::kText;
  const bool announces =
      starts_with_one_of(text::phrases(text::Phrases::kAnnouncements), line.substr(start));
  return announces ? LineKind::kAnnounces : LineKind::kText;
}

}  // namespace wirefold::page
