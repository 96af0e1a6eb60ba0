// Calendars and numerals besides the Gregorian calendar in Arabic digits.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wirefold::parse {

enum class OtherCalendar : std::uint8_t {
  kPersian,  ///< Solar Hijri, in Iran and Afghanistan.
  kIslamic,  ///< Umm al-Qura, the civil one of Saudi Arabia.
};

struct OtherMonth {
  OtherCalendar calendar;
  int number;  ///< From 1.
};

/// The month that a folded word, or two with a space between, names in such a calendar.
std::optional<OtherMonth> month_in_other_calendar(const std::string& word);

/// Which calendar a year of the last decades and the next ones is of: 1403 is Persian, 1446
/// Islamic.
std::optional<OtherCalendar> calendar_of_year(int year);

/// Nothing for a day that the calendar does not have, and for years of long ago.
std::optional<std::chrono::year_month_day> gregorian(OtherMonth month, int year, int day);

/// The year before the first of an East Asian era: 2018 for 令和, 1911 for 民國. 0 for other words.
int year_before_era(const std::string& word);

struct IdeographicNumber {
  int value;
  std::size_t digits;  ///< That it would have in Arabic ones.
  std::size_t bytes;
};

/// The 二〇二四 that `text` begins with, in front of a 年, 月 or 日.
std::optional<IdeographicNumber> ideographic_number(std::string_view text);

}  // namespace wirefold::parse
