#include "date_calendars.h"

#include <unicode/ucal.h>
#include <unicode/udat.h>

#include <array>
#include <unordered_map>

#include "date_names.h"
#include "wirefold/base/handle.h"
#include "wirefold/base/strings.h"

namespace wirefold::parse {
namespace {

using namespace std::chrono;

using Calendar = Handle<UCalendar, ucal_close>;

// Plausible years of dates on the web: some decades back, some ahead. The ranges do not overlap.
constexpr int kFirstPersian = 1360, kLastPersian = 1415;  // 1981 to 2036
constexpr int kFirstIslamic = 1416, kLastIslamic = 1470;  // 1995 to 2048

constexpr std::array kPersianLanguages = {"fa@calendar=persian", "fa_AF@calendar=persian",
                                          "ps@calendar=persian", "ckb@calendar=persian"};
constexpr std::array kIslamicLanguages = {
    "ar@calendar=islamic-umalqura", "fa@calendar=islamic-umalqura", "ur@calendar=islamic-umalqura",
    "tr@calendar=islamic-umalqura", "id@calendar=islamic-umalqura", "en@calendar=islamic-umalqura"};

using Months = std::unordered_map<std::string, OtherMonth>;

void add_months(const char* locale, OtherCalendar calendar, Months& out) {
  for (int month = 1; month <= 12; ++month) {
    const std::string name = month_name(locale, month);
    if (!name.empty()) out.emplace(name, OtherMonth{calendar, month});
  }
}

const Months& months() {
  static const Months kAll = [] {
    Months out;
    for (const char* locale : kPersianLanguages) add_months(locale, OtherCalendar::kPersian, out);
    for (const char* locale : kIslamicLanguages) add_months(locale, OtherCalendar::kIslamic, out);
    return out;
  }();
  return kAll;
}

/// Returns 0 to 9, 10 or 100; -1 for other characters.
int ideograph_value(char32_t c) {
  constexpr std::u32string_view kDigits = U"〇一二三四五六七八九十";
  if (const auto at = kDigits.find(c); at != kDigits.npos) return static_cast<int>(at);
  if (c == U'零' || c == U'○') return 0;
  if (c == U'元') return 1;  // the first year of an era
  return c == U'百' ? 100 : -1;
}

/// Sums ideographs, written digit by digit or with tens and hundreds.
class IdeographSum {
 public:
  void add(int value) {
    if (value >= 10) {
      sum_ += (last_ == 0 ? 1 : last_) * value;
      last_ = 0;
    } else {
      last_ = last_ * 10 + value;
    }
  }
  int value() const { return sum_ + last_; }

 private:
  int sum_ = 0;
  int last_ = 0;
};

}  // namespace

std::optional<OtherMonth> month_in_other_calendar(const std::string& word) {
  if (word.empty()) return std::nullopt;
  const auto found = months().find(word);
  return found == months().end() ? std::nullopt : std::optional(found->second);
}

std::optional<OtherCalendar> calendar_of_year(int year) {
  if (year >= kFirstPersian && year <= kLastPersian) return OtherCalendar::kPersian;
  if (year >= kFirstIslamic && year <= kLastIslamic) return OtherCalendar::kIslamic;
  return std::nullopt;
}

std::optional<year_month_day> gregorian(OtherMonth month, int year, int day) {
  if (calendar_of_year(year) != month.calendar || day < 1) return std::nullopt;
  const char* const locale = month.calendar == OtherCalendar::kPersian
                                 ? "en@calendar=persian"
                                 : "en@calendar=islamic-umalqura";
  UErrorCode status = U_ZERO_ERROR;
  constexpr std::basic_string_view<UChar> kUtc = u"UTC";
  const Calendar calendar(ucal_open(kUtc.data(), static_cast<std::int32_t>(kUtc.size()), locale,
                                    UCAL_TRADITIONAL, &status));
  if (U_FAILURE(status)) return std::nullopt;
  ucal_clear(calendar.get());
  ucal_setAttribute(calendar.get(), UCAL_LENIENT, 0);
  ucal_setDate(calendar.get(), year, month.number - 1, day, &status);
  const double since_epoch = ucal_getMillis(calendar.get(), &status);
  if (U_FAILURE(status)) return std::nullopt;
  return year_month_day(
      floor<days>(sys_time<milliseconds>(milliseconds(static_cast<std::int64_t>(since_epoch)))));
}

int year_before_era(const std::string& word) {
  struct Era {
    std::string_view name;
    int before;
  };
  constexpr std::array kEras = {Era{"令和", 2018}, Era{"平成", 1988},     Era{"昭和", 1925},
                                Era{"民國", 1911}, Era{"中華民國", 1911}, Era{"民国", 1911}};
  for (const Era& era : kEras) {
    if (era.name == word) return era.before;
  }
  return 0;
}

std::optional<IdeographicNumber> ideographic_number(std::string_view text) {
  constexpr std::size_t kLongest = 7;  // 一百一十三
  constexpr std::u32string_view kUnits = U"年月日号號";
  if (static_cast<unsigned char>(text.front()) < 0xE3) return std::nullopt;
  IdeographSum sum;
  std::size_t digits = 0;
  for (std::size_t pos = 0, count = 0; pos < text.size() && count <= kLongest; ++count) {
    const std::size_t at = pos;
    const char32_t c = next_code_point(text, pos);
    const int value = ideograph_value(c);
    if (value < 0) {
      if (count == 0 || kUnits.find(c) == kUnits.npos) return std::nullopt;
      return IdeographicNumber{sum.value(), digits, at};
    }
    sum.add(value);
    if (value < 10) ++digits;
  }
  return std::nullopt;
}

}  // namespace wirefold::parse
