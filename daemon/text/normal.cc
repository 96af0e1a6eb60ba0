#include "wirefold/text/normal.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "text/words/normal_form.h"
#include "wirefold/base/strings.h"

namespace wirefold::text {
namespace {

const icu::Normalizer2& case_folder() {
  static const icu::Normalizer2& kOnly = []() -> const icu::Normalizer2& {
    UErrorCode status = U_ZERO_ERROR;
    return *icu::Normalizer2::getNFKCCasefoldInstance(status);
  }();
  return kOnly;
}

bool is_ascii(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; });
}

}  // namespace

std::string fold_case(std::string_view utf8) {
  if (is_ascii(utf8)) return to_lower_ascii(utf8);
  return normalized(case_folder(), utf8);
}

std::string comparison_key(std::string_view utf8) {
  const std::string folded = fold_case(utf8);
  std::string key;
  key.reserve(folded.size());
  for (std::size_t pos = 0; pos < folded.size();) {
    const std::size_t start = pos;
    const auto c = static_cast<UChar32>(next_code_point(folded, pos));
    if (u_isalnum(c) || (U_MASK(u_charType(c)) & U_GC_M_MASK) != 0) {
      key.append(folded, start, pos - start);
    }
  }
  return key;
}

}  // namespace wirefold::text
