#include "dictionary_words.h"

#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/utext.h>

#include <memory>

#include "wirefold/base/handle.h"

namespace wirefold::text {
namespace {

/// Building one costs as much as cutting a page, so each thread keeps its own. Null if ICU's data
/// is missing.
icu::BreakIterator* word_iterator() {
  thread_local const std::unique_ptr<icu::BreakIterator> iterator = [] {
    UErrorCode status = U_ZERO_ERROR;
    return std::unique_ptr<icu::BreakIterator>(
        icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
  }();
  return iterator.get();
}

}  // namespace

std::vector<std::size_t> dictionary_words(std::string_view run) {
  std::vector<std::size_t> ends;
  icu::BreakIterator* const words = word_iterator();
  UErrorCode status = U_ZERO_ERROR;
  const Handle<UText, [](UText* t) { utext_close(t); }> text(
      utext_openUTF8(nullptr, run.data(), static_cast<std::int64_t>(run.size()), &status));
  if (words != nullptr) words->setText(text.get(), status);
  if (words != nullptr && U_SUCCESS(status)) {
    for (int32_t end = words->next(); end != icu::BreakIterator::DONE; end = words->next()) {
      ends.push_back(static_cast<std::size_t>(end));
    }
  }
  if (ends.empty() || ends.back() != run.size()) ends.push_back(run.size());
  return ends;
}

}  // namespace wirefold::text
