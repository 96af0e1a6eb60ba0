#include "date_day.h"

#include <bit>
#include <chrono>

#include "date_parts.h"

namespace wirefold::parse {
namespace {

using namespace std::chrono;

// Thai papers leave out "25": 67 is 2567.
constexpr int kBuddhistCentury = 2500;

class DayReading {
 public:
  explicit DayReading(const DayParts& parts) : parts_(parts) {
    out_.year = parts.year;
    out_.day = parts.day;
    out_.names_day = parts.day != 0;
    out_.names_year = parts.year != 0 || parts.era != 0;
  }

  std::optional<NamedDay> read() {
    if (!set()) return std::nullopt;
    return out_;
  }

 private:
  bool set() {
    constexpr int kLongestEra = 200;
    if (parts_.era != 0 && out_.year > 0 && out_.year < kLongestEra) out_.year += parts_.era;
    if (parts_.months == 0 && (has_other_month() || is_in_other_calendar())) {
      return set_date_of_other_calendar();
    }
    if (out_.year != 0) return month_from(parts_.months) && out_.day > 0 && parts_.numbers.empty();
    if (parts_.numbers.empty() || parts_.numbers.size() > 3) return false;
    return parts_.months != 0 ? date_with_month_name() : date_in_numbers();
  }

  bool is_year(std::size_t i) const { return parts_.numbers[i].digits == 4 || number(i) > 31; }
  int number(std::size_t i) const { return parts_.numbers[i].value; }

  /// True for a month's name with a day and a year. Some months are also names of persons: "Recep
  /// Kaya 10.11.2024".
  bool has_other_month() const { return parts_.other_month && parts_.numbers.size() == 2; }

  /// True for numbers alone with the year first: 1403/08/20.
  bool is_in_other_calendar() const {
    return out_.year == 0 && parts_.numbers.size() == 3 && calendar_of_year(number(0)).has_value();
  }

  /// Sets the date if there is only a day, a month and a year.
  bool set_date_of_other_calendar() {
    const bool named = has_other_month();
    if (out_.year != 0 || parts_.numbers.size() != (named ? 2u : 3u)) return false;
    const bool year_first = !named || is_year(0);
    const int year = number(year_first ? 0 : 1);
    const int day = number(!named ? 2 : year_first ? 1 : 0);
    const OtherMonth month =
        named ? *parts_.other_month : OtherMonth{calendar_of_year(year).value(), number(1)};
    const auto date = gregorian(month, year, day);
    if (!date) return false;
    out_.year = static_cast<int>(date->year());
    out_.month = static_cast<int>(static_cast<unsigned>(date->month()));
    out_.day = static_cast<int>(static_cast<unsigned>(date->day()));
    out_.names_day = out_.names_year = true;
    return true;
  }

  /// Sets the year from the i-th number: "01" is 2001; "0001" stays, which programs write if they
  /// have no date.
  void set_year(std::size_t i) {
    const DayNumber& number = parts_.numbers[i];
    out_.year = number.digits > 2 ? number.value : full_year(number.value);
    out_.names_year = number.digits == 4;
    if (number.digits == 2 && parts_.is_thai) out_.year = number.value + kBuddhistCentury;
    constexpr int kBuddhistEra = 543;  // years in Thai dates
    if (out_.year >= 2400 && out_.year < 2700) out_.year -= kBuddhistEra;
  }

  bool date_with_month_name() {
    if (parts_.numbers.size() > 2) return false;
    if (parts_.numbers.size() == 1) {
      if (parts_.numbers[0].digits != 4) return false;
      set_year(0);
      out_.day = 1;
      return month_from(parts_.months);
    }
    const bool year_first = is_year(0) && !is_year(1);
    set_year(year_first ? 0 : 1);
    out_.day = number(year_first ? 1 : 0);
    out_.names_day = true;
    return month_from(parts_.months);
  }

  bool date_in_numbers() {
    if (parts_.numbers.size() != 3) return false;
    out_.names_day = true;
    if (is_year(0)) {
      set_year(0);
      out_.month = number(1);
      out_.day = number(2);
      return true;
    }
    set_year(2);
    const bool day_first = valid(number(1), number(0));
    const bool month_first = valid(number(0), number(1));
    if (day_first && month_first && number(0) != number(1)) {
      return by_weekday(number(0), number(1)) || by_separator(number(0), number(1));
    }
    out_.month = number(day_first ? 1 : 0);
    out_.day = number(day_first ? 0 : 1);
    return true;
  }

  bool valid(int month, int day) const {
    return instant(out_.year, month, day, {}, minutes(0)).has_value();
  }

  bool falls_on_weekday(int month, int day) const {
    const auto t = instant(out_.year, month, day, {}, minutes(0));
    return t && (parts_.weekdays >> weekday(floor<days>(*t)).c_encoding() & 1u) != 0;
  }

  /// Chooses the reading that the weekday in the text allows; false if it allows both or neither.
  bool by_weekday(int first, int second) {
    const bool day_first = falls_on_weekday(second, first);
    if (day_first == falls_on_weekday(first, second)) return false;
    out_.day = day_first ? first : second;
    out_.month = day_first ? second : first;
    return true;
  }

  /// 10/11/2024 is November in London and October in New York, so it is no date. Only Americans put
  /// the month first, and they use slashes; with other separators the day comes first.
  bool by_separator(int first, int second) {
    if (parts_.separator == '/') return false;
    out_.day = first;
    out_.month = second;
    return true;
  }

  /// The one month of the set, or the one that the weekday allows.
  bool month_from(std::uint16_t set) {
    int found = 0;
    for (int m = 1; m <= 12; ++m) {
      if ((set >> (m - 1) & 1u) == 0) continue;
      if (std::has_single_bit(set) || falls_on_weekday(m, out_.day)) {
        if (found != 0) return false;
        found = m;
      }
    }
    out_.month = found;
    return found != 0;
  }

  const DayParts& parts_;
  NamedDay out_;
};

}  // namespace

std::optional<NamedDay> day_of(const DayParts& parts) { return DayReading(parts).read(); }

}  // namespace wirefold::parse
