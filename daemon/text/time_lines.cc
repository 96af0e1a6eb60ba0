#include "wirefold/text/time_lines.h"

#include <unicode/dtfmtsym.h>
#include <unicode/reldatefmt.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <memory>
#include <string>
#include <unordered_set>

#include "language_files.h"
#include "wirefold/base/strings.h"
#include "wirefold/text/normal.h"

namespace wirefold::text {
namespace {

constexpr std::size_t kLongest = 90;  // bytes: a date takes some 60 in Hindi

bool is_letter(UChar32 c) {
  return u_isalpha(c) != 0 || (U_MASK(u_charType(c)) & U_GC_M_MASK) != 0;
}

/// The folded words of a line, separated by single spaces, with '#' for each number.
std::string pattern_of(std::string_view line) {
  const std::string folded = fold_case(line);
  std::string out;
  enum { kNothing, kNumber, kWord } last = kNothing;
  for (std::size_t pos = 0; pos < folded.size();) {
    const std::size_t start = pos;
    const auto c = static_cast<UChar32>(next_code_point(folded, pos));
    const bool digit = c < 0x80 ? c >= '0' && c <= '9' : u_isdigit(c) != 0;
    const bool letter = c < 0x80 ? c >= 'a' && c <= 'z' : is_letter(c);
    const bool word = digit || letter;
    const auto now = !word ? kNothing : digit ? kNumber : kWord;
    if (now != kNothing && now != last && !out.empty()) out += ' ';
    if (now == kNumber && now != last) out += '#';
    if (now == kWord) out.append(folded, start, pos - start);
    last = now;
  }
  return out;
}

class TimeWords {
 public:
  TimeWords() {
    for (const LanguageFile& file : language_files()) {
      if (file.name == "any" || file.name == "agencies") continue;
      const icu::Locale locale(std::string(file.name).c_str());
      add_relative(locale);
      add_names(locale);
    }
  }

  bool is_relative(const std::string& pattern) const { return relative_.contains(pattern); }

  bool is_name(std::string_view word) const { return names_.contains(std::string(word)); }

 private:
  void add(std::unordered_set<std::string>& set, const icu::UnicodeString& text) {
    std::string utf8;
    std::string pattern = pattern_of(text.toUTF8String(utf8));
    if (!pattern.empty()) set.insert(std::move(pattern));
  }

  /// Adds phrases such as "3 hours ago". The numbers cover the plural forms of all languages of the
  /// files.
  void add_relative(const icu::Locale& locale) {
    constexpr double kNumbers[] = {1, 2, 3, 5, 11, 21, 100};
    constexpr UDateRelativeDateTimeFormatterStyle kStyles[] = {UDAT_STYLE_LONG, UDAT_STYLE_SHORT,
                                                               UDAT_STYLE_NARROW};
    constexpr URelativeDateTimeUnit kUnits[] = {
        UDAT_REL_UNIT_SECOND, UDAT_REL_UNIT_MINUTE, UDAT_REL_UNIT_HOUR, UDAT_REL_UNIT_DAY,
        UDAT_REL_UNIT_WEEK,   UDAT_REL_UNIT_MONTH,  UDAT_REL_UNIT_YEAR};
    for (const auto style : kStyles) {
      UErrorCode status = U_ZERO_ERROR;
      const icu::RelativeDateTimeFormatter format(locale, nullptr, style,
                                                  UDISPCTX_CAPITALIZATION_NONE, status);
      if (U_FAILURE(status)) return;
      for (const auto unit : kUnits) {
        for (const double number : kNumbers) {
          icu::UnicodeString text;
          add(relative_, format.formatNumeric(-number, unit, text, status));
        }
      }
    }
  }

  void add_names(const icu::Locale& locale) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::DateFormatSymbols symbols(locale, status);
    if (U_FAILURE(status)) return;
    using Symbols = icu::DateFormatSymbols;
    for (const auto context : {Symbols::FORMAT, Symbols::STANDALONE}) {
      for (const auto width : {Symbols::WIDE, Symbols::ABBREVIATED}) {
        int32_t count = 0;
        const icu::UnicodeString* names = symbols.getMonths(count, context, width);
        add_names(names, count);
        names = symbols.getWeekdays(count, context, width);
        add_names(names, count);
      }
    }
  }

  /// Adds names of at least three bytes. Shorter names are also articles and initials.
  void add_names(const icu::UnicodeString* names, int32_t count) {
    constexpr int32_t kLeastBytes = 3;
    for (int32_t i = 0; i < count; ++i) {
      std::string utf8;
      if (names[i].toUTF8String(utf8).size() >= kLeastBytes) add(names_, names[i]);
    }
  }

  std::unordered_set<std::string> relative_;  // patterns
  std::unordered_set<std::string> names_;     // of months and of days of the week
};

const TimeWords& time_words() {
  static const TimeWords kOnly;
  return kOnly;
}

bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }

bool has_digit(std::string_view line) {
  if (std::any_of(line.begin(), line.end(), is_ascii_digit)) return true;
  constexpr char32_t kFirstBeyond = 0x660;
  for (std::size_t pos = 0; pos < line.size();) {
    const char32_t c = next_code_point(line, pos);
    if (c >= kFirstBeyond && u_isdigit(static_cast<UChar32>(c)) != 0) return true;
  }
  return false;
}

/// "2024" or "19:06": without one of these, three numbers are a result.
bool has_year_or_clock(std::string_view line) {
  const auto digit = [line](std::size_t i) { return i < line.size() && is_ascii_digit(line[i]); };
  for (std::size_t i = 1; i < line.size(); ++i) {
    if (line[i] == ':' && digit(i - 1) && digit(i + 1) && digit(i + 2)) return true;
    const std::string_view century = line.substr(i - 1, 2);
    const bool begins = i < 2 || !digit(i - 2);
    if (begins && (century == "19" || century == "20") && digit(i + 1) && digit(i + 2)) return true;
  }
  return false;
}

/// True for words such as the "年" of "2024年".
bool is_one_ideograph(std::string_view word) {
  constexpr char32_t kFirst = 0x2E80;
  std::size_t pos = 0;
  return next_code_point(word, pos) >= kFirst && pos == word.size();
}

/// True for a name of a month or weekday with a number and no other word. Also true for three names
/// and numbers with a year or a clock time, and at most one short other word such as "Uhr" or
/// "pukul"; two, such as "at" and a zone, if the line has a colon.
bool is_date(std::string_view line, std::string_view pattern) {
  constexpr std::size_t kMostOthers = 2;
  constexpr std::size_t kLongestOther = 6;
  std::size_t numbers = 0;
  std::size_t names = 0;
  std::size_t others = 0;
  for (const std::string_view word : split(pattern, ' ')) {
    if (word == "#") {
      ++numbers;
    } else if (time_words().is_name(word)) {
      ++names;
    } else if (!is_one_ideograph(word) && (++others > kMostOthers || word.size() > kLongestOther)) {
      return false;
    }
  }
  if (names > 0 && numbers > 0 && others == 0) return true;
  const std::size_t zone_and_at = line.find(':') != std::string_view::npos ? kMostOthers : 1;
  return names + numbers >= 3 && others <= zone_and_at && has_year_or_clock(line);
}

}  // namespace

bool is_time_line(std::string_view line) {
  constexpr std::ptrdiff_t kMostSpaces = 9;
  constexpr std::ptrdiff_t kMostSpacesInWords = 3;  // "an hour ago", "قبل ساعتين"
  constexpr std::size_t kLongestInWords = 40;
  if (line.empty() || line.size() > kLongest) return false;
  const auto spaces = std::count(line.begin(), line.end(), ' ');
  if (spaces > kMostSpaces) return false;
  const bool numbered = has_digit(line);
  const bool brief = spaces <= kMostSpacesInWords && line.size() <= kLongestInWords;
  if (!numbered && !brief) return false;
  const std::string pattern = pattern_of(line);
  return time_words().is_relative(pattern) || (numbered && is_date(line, pattern));
}

}  // namespace wirefold::text
