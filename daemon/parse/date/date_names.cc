#include "date_names.h"

#include <unicode/ucal.h>
#include <unicode/udat.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <vector>

#include "wirefold/base/handle.h"
#include "wirefold/base/strings.h"

namespace wirefold::parse {
namespace {

using namespace std::chrono;

// Languages of feeds; ICU (CLDR) has their words.
constexpr std::array kLanguages = {
    "en", "id", "ms", "ru", "uk", "be", "bg", "sr", "mk", "hr", "sl", "cs", "sk", "pl", "de", "nl",
    "da", "sv", "nb", "nn", "fi", "et", "lv", "lt", "is", "ga", "fr", "es", "pt", "it", "ca", "gl",
    "eu", "ro", "el", "hu", "tr", "az", "kk", "uz", "he", "ar", "fa", "ur", "hi", "bn", "ta", "te",
    "ml", "mr", "gu", "pa", "th", "vi", "ko", "ja", "zh", "km", "lo", "my", "ka", "hy", "sq", "sw",
    "af", "fil", "mn", "ne", "si", "am",
    // regions with other month names
    "ar_LB", "ar_MA", "ar_DZ", "de_AT", "sr_Latn"};

using Text = std::basic_string<UChar>;
using DateFormat = Handle<UDateFormat, udat_close>;
using Calendar = Handle<UCalendar, ucal_close>;

Text to_utf16(std::string_view text) {
  Text out(text.size() + 1, u'\0');
  std::int32_t length = 0;
  UErrorCode status = U_ZERO_ERROR;
  u_strFromUTF8(out.data(), static_cast<std::int32_t>(out.size()), &length, text.data(),
                static_cast<std::int32_t>(text.size()), &status);
  out.resize(U_SUCCESS(status) ? static_cast<std::size_t>(length) : 0);
  return out;
}

/// Decomposes canonically, so that accents become characters of their own.
Text decomposed(const Text& text) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* nfd = unorm2_getNFDInstance(&status);
  Text out(text.size() * 4 + 8, u'\0');
  const std::int32_t length =
      unorm2_normalize(nfd, text.data(), static_cast<std::int32_t>(text.size()), out.data(),
                       static_cast<std::int32_t>(out.size()), &status);
  out.resize(U_SUCCESS(status) ? static_cast<std::size_t>(length) : 0);
  return out;
}

/// True for the accents of Latin, Greek and Cyrillic; vowel signs of other scripts count as
/// letters.
bool is_accent(UChar32 c) { return c >= 0x300 && c <= 0x36F; }

std::string fold_utf16(const Text& text) {
  const Text parts = decomposed(text);
  std::string out;
  const auto length = static_cast<std::int32_t>(parts.size());
  for (std::int32_t i = 0; i < length;) {
    UChar32 c = 0;
    U16_NEXT(parts.data(), i, length, c);
    if (c == '.' || is_accent(c)) continue;
    append_utf8(out, static_cast<char32_t>(u_tolower(c)));
  }
  return out;
}

bool is_ascii(std::string_view text) {
  return std::none_of(text.begin(), text.end(),
                      [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

using Names = std::unordered_map<std::string, std::uint16_t>;

/// The first three letters of a Latin, Greek or Cyrillic word; empty for other scripts and shorter
/// words.
std::string three_letters(const std::string& word) {
  std::size_t at = 0;
  for (int letters = 0; letters < 3; ++letters) {
    if (at >= word.size()) return {};
    const char32_t c = next_code_point(word, at);
    if (c >= 0x530) return {};  // beyond Latin, Greek and Cyrillic
  }
  return word.substr(0, at);
}

/// Adds the words of one kind, from ICU's index `first` on: months count from 0, weekdays from 1.
void add_symbols(const UDateFormat* format, UDateFormatSymbolType type, std::int32_t first,
                 std::int32_t count, Names& names, Names* shortened_names = nullptr) {
  for (std::int32_t i = 0; i < count; ++i) {
    std::array<UChar, 64> symbol{};
    UErrorCode status = U_ZERO_ERROR;
    const std::int32_t length = udat_getSymbols(format, type, first + i, symbol.data(),
                                                static_cast<std::int32_t>(symbol.size()), &status);
    if (U_FAILURE(status)) continue;
    const std::string word = fold_utf16(Text(symbol.data(), static_cast<std::size_t>(length)));
    const bool number = word.find_first_of("0123456789") != std::string::npos;
    if (word.size() < 2 || number) continue;  // "11月" is read as a number
    names[word] = static_cast<std::uint16_t>(names[word] | (1u << i));
    if (shortened_names == nullptr) continue;
    std::uint16_t& months = (*shortened_names)[three_letters(word)];
    months = static_cast<std::uint16_t>(months | (1u << i));
  }
}

/// All words of the languages above. They are read from ICU once, at the first date that is not in
/// English, which takes 30 ms.
struct Words {
  Names months;
  Names months_of_three_letters;  // as people shorten them, even if CLDR does not
  Names weekdays;

  Words() {
    for (const char* language : kLanguages) {
      UErrorCode status = U_ZERO_ERROR;
      const std::string locale = std::string(language) + "@calendar=gregorian";
      const DateFormat format(
          udat_open(UDAT_SHORT, UDAT_SHORT, locale.c_str(), nullptr, 0, nullptr, 0, &status));
      if (U_FAILURE(status)) continue;
      for (const auto type :
           {UDAT_MONTHS, UDAT_SHORT_MONTHS, UDAT_STANDALONE_MONTHS, UDAT_STANDALONE_SHORT_MONTHS}) {
        add_symbols(format.get(), type, 0, 12, months, &months_of_three_letters);
      }
      for (const auto type : {UDAT_WEEKDAYS, UDAT_SHORT_WEEKDAYS, UDAT_STANDALONE_WEEKDAYS,
                              UDAT_STANDALONE_SHORT_WEEKDAYS}) {
        add_symbols(format.get(), type, 1, 7, weekdays);
      }
    }
    // Words of publishers that CLDR does not have.
    for (const auto& [word, month] : {std::pair{"agt", 8},
                                      {"nop", 11},
                                      {"pebruari", 2},
                                      {"nopember", 11},
                                      {"mrz", 3},
                                      {"janner", 1}}) {
      months[word] = static_cast<std::uint16_t>(1u << (month - 1));
    }
  }
};

const Words& words() {
  static const Words instance;
  return instance;
}

constexpr std::array<std::string_view, 12> kMonths = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};

constexpr std::array<std::string_view, 7> kWeekdays = {"sunday",   "monday", "tuesday", "wednesday",
                                                       "thursday", "friday", "saturday"};

/// The index of the name that `word` is, or abbreviates with at least three letters.
template <std::size_t N>
std::optional<std::size_t> shortened(const std::array<std::string_view, N>& names,
                                     std::string_view word) {
  if (word.size() < 3) return std::nullopt;
  for (std::size_t i = 0; i < N; ++i) {
    if (names[i].starts_with(word)) return i;
  }
  return std::nullopt;
}

struct Zone {
  std::string_view name;
  int minutes;
};

// The zones of RFC 822 section 5.1 first (CST is North America's), then others that publishers use.
constexpr std::array kZones = {
    Zone{"ut", 0},     Zone{"utc", 0},     Zone{"gmt", 0},     Zone{"z", 0},      Zone{"est", -300},
    Zone{"edt", -240}, Zone{"cst", -360},  Zone{"cdt", -300},  Zone{"mst", -420}, Zone{"mdt", -360},
    Zone{"pst", -480}, Zone{"pdt", -420},  Zone{"nst", -210},  Zone{"ndt", -150}, Zone{"ast", -240},
    Zone{"adt", -180}, Zone{"akst", -540}, Zone{"akdt", -480}, Zone{"hst", -600}, Zone{"brt", -180},
    Zone{"art", -180}, Zone{"clt", -240},  Zone{"clst", -180}, Zone{"cot", -300}, Zone{"pet", -300},
    Zone{"wet", 0},    Zone{"west", 60},   Zone{"bst", 60},    Zone{"cet", 60},   Zone{"cest", 120},
    Zone{"mez", 60},   Zone{"mesz", 120},  Zone{"met", 60},    Zone{"mest", 120}, Zone{"eet", 120},
    Zone{"eest", 180}, Zone{"trt", 180},   Zone{"msk", 180},   Zone{"msd", 240},  Zone{"wat", 60},
    Zone{"cat", 120},  Zone{"sast", 120},  Zone{"eat", 180},   Zone{"irst", 210}, Zone{"pkt", 300},
    Zone{"ist", 330},  Zone{"npt", 345},   Zone{"ict", 420},   Zone{"wib", 420},  Zone{"wita", 480},
    Zone{"wit", 540},  Zone{"sgt", 480},   Zone{"myt", 480},   Zone{"pht", 480},  Zone{"hkt", 480},
    Zone{"awst", 480}, Zone{"kst", 540},   Zone{"jst", 540},   Zone{"acst", 570}, Zone{"acdt", 630},
    Zone{"aest", 600}, Zone{"aedt", 660},  Zone{"nzst", 720},  Zone{"nzdt", 780}};

struct Region {
  std::string_view name;
  std::string_view zone;
};

constexpr std::array kRegions = {Region{"et", "America/New_York"}, Region{"ct", "America/Chicago"},
                                 Region{"mt", "America/Denver"},
                                 Region{"pt", "America/Los_Angeles"}};

struct Half {
  std::string_view word;
  int hours;
};

constexpr std::array kHalves = {
    Half{"am", 0},   Half{"pm", 12},   Half{"上午", 0}, Half{"下午", 12},
    Half{"午前", 0}, Half{"午後", 12}, Half{"오전", 0}, Half{"오후", 12},
    Half{"πμ", 0},   Half{"μμ", 12},   Half{"sa", 0},   Half{"ch", 12},
    Half{"ص", 0},    Half{"م", 12},    Half{"öö", 0},   Half{"ös", 12}};

}  // namespace

std::string fold_word(std::string_view word) {
  if (!is_ascii(word)) return fold_utf16(to_utf16(word));
  std::string out = to_lower_ascii(word);
  std::erase(out, '.');
  return out;
}

std::uint16_t months_named(const std::string& word) {
  if (const auto i = shortened(kMonths, word)) return static_cast<std::uint16_t>(1u << *i);
  if (shortened(kWeekdays, word) || word.size() < 2) return 0;
  const Words& all = words();
  if (const auto it = all.months.find(word); it != all.months.end()) return it->second;
  const auto it = all.months_of_three_letters.find(word);
  return it == all.months_of_three_letters.end() ? 0 : it->second;
}

std::string month_name(const char* locale, int month) {
  UErrorCode status = U_ZERO_ERROR;
  const DateFormat format(
      udat_open(UDAT_SHORT, UDAT_SHORT, locale, nullptr, 0, nullptr, 0, &status));
  if (U_FAILURE(status)) return {};
  std::array<UChar, 64> symbol{};
  const std::int32_t length = udat_getSymbols(format.get(), UDAT_MONTHS, month - 1, symbol.data(),
                                              static_cast<std::int32_t>(symbol.size()), &status);
  if (U_FAILURE(status)) return {};
  return fold_utf16(Text(symbol.data(), static_cast<std::size_t>(length)));
}

std::uint8_t weekdays_named(const std::string& word) {
  if (const auto i = shortened(kWeekdays, word)) return static_cast<std::uint8_t>(1u << *i);
  const auto it = words().weekdays.find(word);
  return it == words().weekdays.end() ? 0 : static_cast<std::uint8_t>(it->second);
}

std::optional<int> half_of_day(const std::string& word) {
  static const auto folded = [] {
    std::unordered_map<std::string, int> out;
    for (const Half& half : kHalves) out.emplace(fold_word(half.word), half.hours);
    return out;
  }();
  const auto it = folded.find(word);
  return it == folded.end() ? std::nullopt : std::optional(it->second);
}

std::optional<minutes> zone_offset(const std::string& word) {
  for (const Zone& zone : kZones) {
    if (zone.name == word) return minutes(zone.minutes);
  }
  return std::nullopt;
}

std::string_view zone_of_region(const std::string& word) {
  for (const Region& region : kRegions) {
    if (region.name == word) return region.zone;
  }
  return {};
}

std::optional<minutes> named_zone_offset(const std::string& name, sys_seconds local) {
  const Text id = to_utf16(name);
  const auto length = static_cast<std::int32_t>(id.size());
  std::array<UChar, 128> canonical{};
  UBool known = false;
  UErrorCode status = U_ZERO_ERROR;
  ucal_getCanonicalTimeZoneID(id.data(), length, canonical.data(),
                              static_cast<std::int32_t>(canonical.size()), &known, &status);
  if (U_FAILURE(status) || !known) return std::nullopt;
  const Calendar calendar(ucal_open(id.data(), length, "en", UCAL_GREGORIAN, &status));
  if (U_FAILURE(status)) return std::nullopt;
  const year_month_day day(floor<days>(local));
  const hh_mm_ss time(local - floor<days>(local));
  ucal_setDateTime(calendar.get(), int(day.year()),
                   static_cast<std::int32_t>(unsigned(day.month())) - 1,
                   static_cast<std::int32_t>(unsigned(day.day())),
                   static_cast<std::int32_t>(time.hours().count()),
                   static_cast<std::int32_t>(time.minutes().count()),
                   static_cast<std::int32_t>(time.seconds().count()), &status);
  const auto offset = milliseconds(ucal_get(calendar.get(), UCAL_ZONE_OFFSET, &status) +
                                   ucal_get(calendar.get(), UCAL_DST_OFFSET, &status));
  if (U_FAILURE(status)) return std::nullopt;
  return duration_cast<minutes>(offset);
}

}  // namespace wirefold::parse
