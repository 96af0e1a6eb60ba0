// Calendars other than the Gregorian, and numerals other than Arabic digits.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wirefold::parse {

enum class OtherCalendar : std::uint8_t {
  kPersian,  ///< Solar Hijri, in Iran and Afghanistan.
  kIslamic,  ///< Umm al-Qura, the civil calendar of Saudi Arabia.
};

struct OtherMonth {
  OtherCalendar calendar;
  int number;  ///< From 1.
};

/// The month that `word` names in one of these calendars: one folded word, or two with a space
/// between.
std::optional<OtherMonth> month_in_other_calendar(const std::string& word);

/// The calendar of a year within some decades of today: 1403 is Persian, 1446 Islamic.
std::optional<OtherCalendar> calendar_of_year(int year);

/// Returns nullopt if the calendar does not have the day, or if the year is not within some decades
/// of today.
std::optional<std::chrono::year_month_day> gregorian(OtherMonth month, int year, int day);

/// The year before the first of an East Asian era: 2018 for 令和, 1911 for 民國. 0 for other words.
int year_before_era(const std::string& word);

struct IdeographicNumber {
  int value;
  std::size_t digits;  ///< The number of ideographs for 0 to 9.
  std::size_t bytes;
};

/// Reads a number in ideographs at the beginning of `text`, such as 二〇二四, that comes before a
/// 年, 月, 日, 号 or 號.
std::optional<IdeographicNumber> ideographic_number(std::string_view text);

}  // namespace wirefold::parse
