#include "wirefold/text/publication_label.h"

#include <algorithm>
#include <string>
#include <vector>

#include "wirefold/base/strings.h"
#include "wirefold/text/languages.h"
#include "wirefold/text/normal.h"

namespace wirefold::text {
namespace {

/// The bytes of `line` that fold to `folded`, a beginning of its folded form; 0 if none do.
std::size_t bytes_of_beginning(std::string_view line, std::string_view folded) {
  for (std::size_t pos = 0; pos < line.size();) {
    next_code_point(line, pos);
    const std::string so_far = fold_case(line.substr(0, pos));
    if (so_far.size() >= folded.size()) return so_far == folded ? pos : 0;
  }
  return 0;
}

const std::vector<std::string>& labels() {
  static const std::vector<std::string> kFolded = [] {
    std::vector<std::string> out;
    for (const std::string& label : phrases(Phrases::kPublished)) out.push_back(fold_case(label));
    return out;
  }();
  return kFolded;
}

}  // namespace

std::string_view behind_publication_label(std::string_view line) {
  constexpr std::size_t kMost = 160;  // bytes; no dated line is longer
  line = trim(line);
  if (line.empty() || line.size() > kMost) return line;
  const std::string folded = fold_case(line);
  std::size_t longest = 0;
  for (const std::string& label : labels()) {
    const bool begins = folded.starts_with(label) && label.size() > longest;
    if (begins) longest = label.size();
  }
  if (longest == 0) return line;
  std::string_view rest = line;
  rest.remove_prefix(bytes_of_beginning(line, std::string_view(folded).substr(0, longest)));
  constexpr std::string_view kBetween = " :,-\t";
  rest.remove_prefix(std::min(rest.find_first_not_of(kBetween), rest.size()));
  if (rest.starts_with("\xEF\xBC\x9A")) rest.remove_prefix(3);  // a full-width colon
  return trim(rest);
}

}  // namespace wirefold::text
