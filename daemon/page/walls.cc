#include "walls.h"

#include <algorithm>
#include <string>
#include <vector>

#include "wirefold/base/strings.h"
#include "wirefold/text/languages.h"

namespace wirefold::page {
namespace {

// Bytes: some 40 words of a consent wall, some 200 of a stub with its offer.
constexpr std::size_t kLongestConsent = 1200;
constexpr std::size_t kLongestStub = 1500;

/// ASCII letters match in either case.
std::ptrdiff_t count_of(text::Phrases which, std::string_view text) {
  const std::vector<std::string>& all = text::phrases(which);
  return std::count_if(all.begin(), all.end(), [text](std::string_view phrase) {
    return find_ignore_case(text, phrase) != std::string_view::npos;
  });
}

}  // namespace

PageKind kind_of_page(std::string_view text, std::string_view around, const LinkedData& linked) {
  if (text.empty()) return PageKind::kNoText;
  if (text.size() <= kLongestStub &&
      (linked.paid || count_of(text::Phrases::kPaywall, around) > 0)) {
    return PageKind::kPaywall;
  }
  if (text.size() <= kLongestConsent && count_of(text::Phrases::kConsent, around) >= 2) {
    return PageKind::kConsent;
  }
  return PageKind::kArticle;
}

}  // namespace wirefold::page
