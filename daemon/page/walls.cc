#include "walls.h"

#include "wirefold/text/count_phrases.h"

namespace wirefold::page {
namespace {

// In bytes: consent walls have some 40 words, stubs with their offer some 200.
constexpr std::size_t kLongestConsent = 1200;
constexpr std::size_t kLongestStub = 1500;

}  // namespace

PageKind kind_of_page(std::string_view text, std::string_view around, const LinkedData& linked) {
  if (text.empty()) return PageKind::kNoText;
  if (text.size() <= kLongestStub &&
      (linked.paid || text::count_phrases(text::Phrases::kPaywall, around) > 0)) {
    return PageKind::kPaywall;
  }
  if (text.size() <= kLongestConsent && text::count_phrases(text::Phrases::kConsent, around) >= 2) {
    return PageKind::kConsent;
  }
  return PageKind::kArticle;
}

}  // namespace wirefold::page
