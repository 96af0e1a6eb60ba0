#include "words.h"

#include <unicode/dtptngen.h>
#include <unicode/plurrule.h>
#include <unicode/rbnf.h>
#include <unicode/smpdtfmt.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

#include "icu_zone.h"
#include "wirefold/base/mutex.h"
#include "word_files.h"

namespace wirefold::serve {
namespace {

constexpr std::array<std::string_view, 5> kCategories = {".zero", ".one", ".two", ".few", ".many"};

std::string utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

/// The digits of the placeholders of a text, in rising order: "01".
std::string placeholders_of(std::string_view text) {
  std::string out;
  for (const char digit : {'0', '1', '2', '3'}) {
    if (text.find(fmt::format("{{{}}}", digit)) != std::string_view::npos) out += digit;
  }
  return out;
}

/// True if every brace belongs to one of the placeholders {0} to {3}.
bool has_plain_braces(std::string_view text) {
  for (std::size_t at = text.find_first_of("{}"); at != std::string_view::npos;
       at = text.find_first_of("{}", at + 3)) {
    if (text.size() < at + 3 || text[at] != '{' || text[at + 2] != '}') return false;
    if (text[at + 1] < '0' || text[at + 1] > '3') return false;
  }
  return true;
}

/// "outlets" for "outlets.few"; empty for a key without a plural category.
std::string_view without_category(std::string_view key) {
  const auto* const category =
      std::ranges::find_if(kCategories, [key](std::string_view one) { return key.ends_with(one); });
  return category == kCategories.end() ? "" : key.substr(0, key.size() - category->size());
}

}  // namespace

/// How a language counts and writes dates.
class Words::Locale {
 public:
  static std::unique_ptr<Locale> make(const std::string& language) {
    set_icu_zone();
    return std::make_unique<Locale>(language);
  }

  /// For make().
  explicit Locale(const std::string& language)
      : locale_(language == "en" ? "en_001" : language.c_str()),  // English of no country
        plurals_(icu::PluralRules::forLocale(locale_, status_)),
        patterns_(icu::DateTimePatternGenerator::createInstance(locale_, status_)),
        spelling_(icu::URBNF_SPELLOUT, locale_, status_),
        day_(pattern("yMMMMEEEEd"), locale_, status_),
        short_day_(pattern("MMMd"), locale_, status_),
        time_(pattern("yMMMMdHHmm"), locale_, status_),
        time_of_day_(pattern("HHmm"), locale_, status_) {
    assert(U_SUCCESS(status_));
  }

  std::string category_of(std::size_t count) const {
    return utf8(plurals_->select(static_cast<double>(count)));
  }

  std::string spelled(std::size_t number) const {
    icu::UnicodeString out;
    const MutexLock lock(mutex_);
    return utf8(spelling_.format(static_cast<std::int64_t>(number), out));
  }

  std::string day(Timestamp time) const {
    const MutexLock lock(mutex_);
    return format(day_, time);
  }

  std::string short_day(Timestamp time) const {
    const MutexLock lock(mutex_);
    return format(short_day_, time);
  }

  std::string time(Timestamp time) const {
    const MutexLock lock(mutex_);
    return format(time_, time);
  }

  std::string time_of_day(Timestamp time) const {
    const MutexLock lock(mutex_);
    return format(time_of_day_, time);
  }

  std::string language_name(const std::string& tag) const {
    icu::UnicodeString out;
    icu::Locale(tag.c_str()).getDisplayLanguage(locale_, out);
    return out.isEmpty() ? tag : utf8(out);
  }

 private:
  static std::string format(const icu::SimpleDateFormat& format, Timestamp time) {
    icu::UnicodeString out;
    return utf8(format.format(1000.0 * static_cast<double>(time.time_since_epoch().count()), out));
  }

  /// The fields of `skeleton` (Unicode CLDR), in the order of the language.
  icu::UnicodeString pattern(const char* skeleton) {
    return patterns_->getBestPattern(skeleton, status_);
  }

  UErrorCode status_ = U_ZERO_ERROR;
  const icu::Locale locale_;
  const std::unique_ptr<icu::PluralRules> plurals_;
  const std::unique_ptr<icu::DateTimePatternGenerator> patterns_;
  mutable Mutex mutex_;  // a format may only be used by one thread at a time
  icu::RuleBasedNumberFormat spelling_ GUARDED_BY(mutex_);
  icu::SimpleDateFormat day_ GUARDED_BY(mutex_);
  icu::SimpleDateFormat short_day_ GUARDED_BY(mutex_);
  icu::SimpleDateFormat time_ GUARDED_BY(mutex_);
  icu::SimpleDateFormat time_of_day_ GUARDED_BY(mutex_);
};

Words::Words(std::string language, std::string_view file, const Words* english,
             std::vector<std::string>* problems)
    : language_(std::move(language)), english_(english), locale_(Locale::make(language_)) {
  constexpr std::string_view kBetween = " = ";
  int number = 0;
  for (const std::string_view line : split(file, '\n')) {
    ++number;
    const std::string_view entry = trim(line);
    if (entry.empty() || entry.front() == '#') continue;
    const std::size_t end = std::min(entry.find(kBetween), entry.size());
    const std::string_view key = entry.substr(0, end);
    const std::string_view text = entry.substr(std::min(end + kBetween.size(), entry.size()));
    const std::string problem = problem_of(key, text);
    if (problem.empty()) {
      texts_.emplace(key, text);
    } else if (problems != nullptr) {
      problems->push_back(fmt::format("{}.txt:{}: {}", language_, number, problem));
    }
  }
}

Words::~Words() = default;

/// Why `key` cannot have `text`; empty if it can.
std::string Words::problem_of(std::string_view key, std::string_view text) const {
  if (text.empty()) return "not \"key = text\"";
  if (!has_plain_braces(text)) return "a brace that is not part of {0} to {3}";
  if (texts_.contains(key)) return "the key stands here for the second time";
  if (english_ == nullptr) return {};
  const std::string_view counted = without_category(key);
  const std::string meant = counted.empty() ? std::string(key) : std::string(counted) + ".other";
  const auto english = english_->texts_.find(meant);
  if (english == english_->texts_.end()) return "English has no such key";
  const std::string placeholders = placeholders_of(text);
  const bool same = placeholders == placeholders_of(english->second);
  const bool written_out = !counted.empty() && placeholders.empty();  // the number of a plural form
  if (same || written_out) return {};
  return "the placeholders are not those of English";
}

const std::string& Words::of(std::string_view key) const {
  const auto found = texts_.find(key);
  if (found != texts_.end()) return found->second;
  assert(english_ != nullptr);  // tests/structure/check_words
  static const std::string nothing;
  return english_ == nullptr ? nothing : english_->of(key);
}

/// Null if no form of `key` that `count` can have is translated.
const std::string* Words::plural_form(std::string_view key, std::size_t count) const {
  for (const std::string& category : {locale_->category_of(count), std::string("other")}) {
    const auto found = texts_.find(fmt::format("{}.{}", key, category));
    if (found != texts_.end()) return &found->second;
  }
  return nullptr;
}

std::string Words::counted(std::string_view key, std::size_t count, bool spelled) const {
  if (const std::string* const form = plural_form(key, count)) {
    return fmt::format(fmt::runtime(*form),
                       spelled ? locale_->spelled(count) : std::to_string(count));
  }
  assert(english_ != nullptr);  // tests/structure/check_words
  return english_ == nullptr ? "" : english_->counted(key, count, spelled);
}

std::string Words::count(std::string_view key, std::size_t count) const {
  return counted(key, count, false);
}

std::string Words::count_spelled(std::string_view key, std::size_t count) const {
  constexpr std::size_t kMostSpelled = 12;
  return counted(key, count, count <= kMostSpelled);
}

std::string Words::day(Timestamp day) const { return locale_->day(day); }

std::string Words::short_day(Timestamp day) const { return locale_->short_day(day); }

std::string Words::time(Timestamp time) const { return locale_->time(time); }

std::string Words::time_of_day(Timestamp time) const { return locale_->time_of_day(time); }

std::string Words::language_name(const std::string& tag) const {
  return locale_->language_name(tag);
}

const Words& words_of(std::string_view language) {
  static const Words english("en", english_words(), nullptr);
  static const Words indonesian("id", indonesian_words(), &english);
  return language == indonesian.language() ? indonesian : english;
}

}  // namespace wirefold::serve
