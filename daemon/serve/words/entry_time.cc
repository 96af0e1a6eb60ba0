#include "entry_time.h"

#include <unicode/datefmt.h>
#include <unicode/locid.h>

#include <functional>
#include <map>
#include <memory>
#include <new>
#include <set>
#include <utility>

#include "icu_zone.h"
#include "wirefold/base/mutex.h"

namespace wirefold::serve {
namespace {

// A feed may name any language. A format takes some 60 kB, and a third of a millisecond to make.
constexpr std::size_t kMostFormats = 64;

/// The languages of which ICU knows how they write dates. For others it would take the machine's.
const std::set<std::string>& known_languages() {
  static const std::set<std::string> known = [] {
    std::set<std::string> out;
    int32_t count = 0;
    const icu::Locale* const locales = icu::Locale::getAvailableLocales(count);
    for (int32_t i = 0; i < count; ++i) out.insert(locales[i].getLanguage());
    return out;
  }();
  return known;
}

icu::Locale locale_of(const std::string& language) {
  UErrorCode status = U_ZERO_ERROR;
  icu::Locale asked(language.c_str());
  asked.canonicalize(status);  // "tl" is "fil" there
  std::string name = asked.getLanguage();
  if (U_FAILURE(status) || !known_languages().contains(name)) name = "en";
  if (name == "en") name = "en_001";  // English of no country
  return {name.c_str(), nullptr, nullptr, "calendar=gregorian;numbers=latn"};
}

std::unique_ptr<icu::DateFormat> make_format(const icu::Locale& locale) {
  set_icu_zone();
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::DateFormat> out(
      icu::DateFormat::createInstanceForSkeleton("yMMMMdHHmm", locale, status));
  if (U_FAILURE(status)) throw std::bad_alloc();  // ICU knows the locale
  return out;
}

/// Formats of up to 64 locales; languages that ICU does not know share one.
class Formats {
 public:
  std::string text(const std::string& language, Timestamp time) {
    const auto milliseconds = 1000.0 * static_cast<double>(time.time_since_epoch().count());
    icu::UnicodeString text;
    {
      const MutexLock lock(mutex_);
      format_of(language).format(milliseconds, text);
    }
    std::string out;
    return text.toUTF8String(out);
  }

 private:
  const icu::DateFormat& format_of(const std::string& language) REQUIRES(mutex_) {
    const icu::Locale locale = locale_of(language);
    const auto known = made_.find(locale.getName());
    if (known != made_.end()) return *known->second;
    if (made_.size() == kMostFormats) made_.clear();
    return *made_.emplace(locale.getName(), make_format(locale)).first->second;
  }

  Mutex mutex_;  // a format may only be used by one thread at a time
  std::map<std::string, std::unique_ptr<icu::DateFormat>, std::less<>> made_ GUARDED_BY(mutex_);
};

}  // namespace

std::string entry_time(std::string_view language, Timestamp time) {
  static Formats formats;
  return formats.text(std::string(language), time);
}

}  // namespace wirefold::serve
