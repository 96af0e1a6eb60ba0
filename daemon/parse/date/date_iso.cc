#include <charconv>

#include "date_parts.h"

namespace wirefold::parse {
namespace {

using namespace std::chrono;

/// A cursor over the text; each taker moves only when it succeeds.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  bool done() const { return rest_.empty(); }

  bool take(char c) {
    if (rest_.empty() || rest_[0] != c) return false;
    rest_.remove_prefix(1);
    return true;
  }

  bool take_any(std::string_view set) {
    if (rest_.empty() || set.find(rest_[0]) == std::string_view::npos) return false;
    rest_.remove_prefix(1);
    return true;
  }

  /// The number of digits at the cursor.
  std::size_t digits() const {
    std::size_t n = 0;
    while (n < rest_.size() && rest_[n] >= '0' && rest_[n] <= '9') ++n;
    return n;
  }

  /// The next `n` characters as a number; they must be digits.
  std::optional<int> number(std::size_t n) {
    if (digits() < n) return std::nullopt;
    int value = 0;
    std::from_chars(rest_.data(), rest_.data() + n, value);
    rest_.remove_prefix(n);
    return value;
  }

  void skip(std::string_view set) {
    while (take_any(set)) {
    }
  }

 private:
  std::string_view rest_;
};

struct Date {
  int year = 0;
  int month = 1;
  int day = 1;
};

std::optional<Date> of_days(sys_days days) {
  const year_month_day date(days);
  return Date{int(date.year()), static_cast<int>(unsigned(date.month())),
              static_cast<int>(unsigned(date.day()))};
}

std::optional<Date> ordinal(int y, int n) {
  const int length = year(y).is_leap() ? 366 : 365;
  if (n < 1 || n > length) return std::nullopt;
  return of_days(sys_days(year(y) / January / 1) + days(n - 1));
}

/// ISO 8601: week 1 contains 4 January; weeks start on Monday.
std::optional<Date> week_date(Scanner& in, int y) {
  const auto week = in.number(2);
  if (!week || *week < 1 || *week > 53) return std::nullopt;
  in.take('-');
  const int weekday_number = in.digits() == 0 ? 1 : in.number(1).value_or(1);
  if (weekday_number < 1 || weekday_number > 7) return std::nullopt;
  const sys_days fourth = year(y) / January / 4;
  const sys_days monday = fourth - days(weekday(fourth).iso_encoding() - 1);
  return of_days(monday + weeks(*week - 1) + days(weekday_number - 1));
}

/// Reads the rest of a date after "YYYY-", "YY-" or "-YY-".
std::optional<Date> extended(Scanner& in, int y) {
  if (in.take('W')) return week_date(in, y);
  const std::size_t digits = in.digits();
  if (digits == 3) {
    const auto n = in.number(3);
    if (!in.take('-')) return ordinal(y, *n);
    const auto d = in.number(2);  // a month with an extra zero
    return d ? std::optional(Date{y, *n, *d}) : std::nullopt;
  }
  if (digits < 1 || digits > 2) return std::nullopt;
  Date date{y, *in.number(digits), 1};
  if (!in.take('-')) return date;
  const std::size_t day_digits = in.digits();
  if (day_digits < 1 || day_digits > 2) return std::nullopt;
  date.day = *in.number(day_digits);
  return date;
}

/// A run of digits without separators.
std::optional<Date> basic(Scanner& in, std::size_t digits) {
  switch (digits) {
    case 14:   // YYYYMMDDhhmmss
    case 8: {  // YYYYMMDD
      const int y = *in.number(4), m = *in.number(2);
      return Date{y, m, *in.number(2)};
    }
    case 7: {  // YYYYDDD
      const int y = *in.number(4);
      return ordinal(y, *in.number(3));
    }
    case 6: {  // YYYYMM if that begins with 19 or 20, else YYMMDD
      const int first = *in.number(2), second = *in.number(2), third = *in.number(2);
      if (first == 19 || first == 20) return Date{first * 100 + second, third, 1};
      return Date{full_year(first), second, third};
    }
    case 5: {  // YYDDD
      const int y = *in.number(2);
      return ordinal(full_year(y), *in.number(3));
    }
    default:
      return std::nullopt;
  }
}

/// "-YYMM", "-YYDDD", "-YY-MM", "-YY": the century is left out (ISO 8601:1988 section 5.2.1.3).
std::optional<Date> without_century(Scanner& in) {
  const std::size_t digits = in.digits();
  if (digits != 2 && digits != 4 && digits != 5) return std::nullopt;
  const int y = full_year(*in.number(2));
  if (digits == 4) return Date{y, *in.number(2), 1};
  if (digits == 5) return ordinal(y, *in.number(3));
  return in.take('-') ? extended(in, y) : Date{y, 1, 1};
}

std::optional<Date> date(Scanner& in) {
  if (in.take('-')) return without_century(in);
  const std::size_t digits = in.digits();
  if (digits == 4) {
    const int y = *in.number(4);
    if (in.take('-')) return extended(in, y);
    if (in.take('W')) return week_date(in, y);
    return Date{y, 1, 1};
  }
  if (digits == 2) {  // YY-MM-DD, if it cannot be DD-MM-YY
    const int y = *in.number(2);
    return (y == 0 || y > 31) && in.take('-') ? extended(in, full_year(y)) : std::nullopt;
  }
  return basic(in, digits);
}

/// "hh:mm[:ss[.fraction]]" or "hhmm[ss[.fraction]]".
std::optional<Clock> clock(Scanner& in) {
  const std::size_t digits = in.digits();
  const bool compact = digits == 4 || digits == 6;
  Clock c;
  const auto hour = in.number(compact || digits == 2 ? 2 : 1);
  if (!hour || (!compact && !in.take(':'))) return std::nullopt;
  const auto minute = in.number(2);
  if (!minute) return std::nullopt;
  c.hour = *hour;
  c.minute = *minute;
  if (compact ? digits == 6 : in.take(':')) {
    const auto second = in.number(2);
    if (!second) return std::nullopt;
    c.second = *second;
    if (in.take_any(".,")) in.skip("0123456789");
  }
  return c;
}

/// "Z", "+07:00", "-0500", "+7", or empty (UTC).
std::optional<minutes> zone(Scanner& in) {
  in.skip(" ");
  if (in.done() || in.take_any("Zz")) return minutes(0);
  const bool minus = in.take('-');
  if (!minus && !in.take('+')) return std::nullopt;
  const auto hour = in.number(in.digits() == 1 ? 1 : 2);
  if (!hour) return std::nullopt;
  in.take(':');
  const minutes offset = hours(*hour) + minutes(in.number(2).value_or(0));
  if (offset > hours(18)) return std::nullopt;
  in.take_any("Zz");  // some write both
  return minus ? -offset : offset;
}

}  // namespace

std::optional<Timestamp> read_iso_date(std::string_view text) {
  Scanner in(text);
  const auto d = date(in);
  if (!d) return std::nullopt;
  if (in.done()) return instant(d->year, d->month, d->day, {}, minutes(0));
  if (!in.take_any("Tt ") && in.digits() != 6) return std::nullopt;
  const auto time = clock(in);
  if (!time) return std::nullopt;
  const auto offset = zone(in);
  if (!offset || !in.done()) return std::nullopt;
  return instant(d->year, d->month, d->day, *time, *offset);
}

}  // namespace wirefold::parse
