// Decides which day the numbers and names of a date mean. Private to the parse area.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "date_calendars.h"

namespace wirefold::parse {

struct DayNumber {
  int value = 0;
  std::size_t digits = 0;
};

/// What a text says of the day, in any order.
struct DayParts {
  std::vector<DayNumber> numbers;  ///< Outside of times, offsets and units.
  int separator = 0;               ///< The sign between the first two numbers; 0 if there is none.
  int year = 0;                    ///< With its unit, as in "2024年"; 0 if there is none.
  int day = 0;                     ///< With its unit; 0 if there is none.
  int era = 0;                     ///< year_before_era(); 0 if no era is named.
  std::uint16_t months = 0;        ///< The months that the word may name; bit 0 is January.
  std::uint8_t weekdays = 0;       ///< The weekdays that the word may name; bit 0 is Sunday.
  std::optional<OtherMonth> other_month;  ///< The last one that is named.
  bool is_thai = false;                   ///< The month's name is Thai.
};

struct NamedDay {
  int year = 0;
  int month = 0;
  int day = 0;
  bool names_day = false;   ///< "May 2024" does not.
  bool names_year = false;  ///< In full: "10.11.24" does not.
};

/// The day that `parts` mean. nullopt if they mean none, or may mean several. The day may not
/// exist: "31 June".
std::optional<NamedDay> day_of(const DayParts& parts);

}  // namespace wirefold::parse
