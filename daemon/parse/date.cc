#include "wirefold/parse/date.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "wirefold/base/strings.h"

namespace wirefold::parse {
namespace {

using namespace std::chrono;

struct Zone {
  std::string_view name;
  int hours;
};

// RFC 822 section 5.1, and the ones that publishers add.
constexpr std::array kZones = {
    Zone{"ut", 0},   Zone{"utc", 0},  Zone{"gmt", 0},  Zone{"z", 0},    Zone{"est", -5},
    Zone{"edt", -4}, Zone{"cst", -6}, Zone{"cdt", -5}, Zone{"mst", -7}, Zone{"mdt", -6},
    Zone{"pst", -8}, Zone{"pdt", -7}, Zone{"bst", 1},  Zone{"cet", 1},  Zone{"cest", 2},
    Zone{"eet", 2},  Zone{"eest", 3}, Zone{"msk", 3},  Zone{"wib", 7},  Zone{"wita", 8},
    Zone{"wit", 9},  Zone{"kst", 9},  Zone{"jst", 9},  Zone{"sgt", 8},  Zone{"hkt", 8}};

constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};

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

  /// Between `least` and `most` digits.
  std::optional<int> number(std::size_t least, std::size_t most) {
    std::size_t n = 0;
    while (n < most && n < rest_.size() && rest_[n] >= '0' && rest_[n] <= '9') ++n;
    if (n < least) return std::nullopt;
    int value = 0;
    std::from_chars(rest_.data(), rest_.data() + n, value);
    rest_.remove_prefix(n);
    return value;
  }

  /// Letters, lower-cased; empty if there are none.
  std::string word() {
    std::size_t n = 0;
    while (n < rest_.size() && ((rest_[n] | 0x20) >= 'a' && (rest_[n] | 0x20) <= 'z')) ++n;
    std::string out = to_lower_ascii(rest_.substr(0, n));
    rest_.remove_prefix(n);
    return out;
  }

  void skip(std::string_view set) {
    while (!rest_.empty() && set.find(rest_[0]) != std::string_view::npos) rest_.remove_prefix(1);
  }

 private:
  std::string_view rest_;
};

struct Clock {
  int hour = 0, minute = 0, second = 0;
};

std::optional<Timestamp> at(int y, int m, int d, Clock c, minutes offset) {
  const year_month_day date{year{y}, month{static_cast<unsigned>(m)},
                            day{static_cast<unsigned>(d)}};
  if (!date.ok() || c.hour > 23 || c.minute > 59 || c.second > 60) return std::nullopt;
  return sys_days(date) + hours(c.hour) + minutes(c.minute) + seconds(std::min(c.second, 59)) -
         offset;
}

/// "hh:mm[:ss[.fraction]]"
std::optional<Clock> clock(Scanner& in) {
  Clock c;
  const auto hour = in.number(1, 2);
  if (!hour || !in.take(':')) return std::nullopt;
  const auto minute = in.number(1, 2);
  if (!minute) return std::nullopt;
  c.hour = *hour;
  c.minute = *minute;
  if (in.take(':')) {
    const auto second = in.number(1, 2);
    if (!second) return std::nullopt;
    c.second = *second;
    if (in.take('.') || in.take(',')) in.skip("0123456789");
  }
  return c;
}

/// "+07:00", "-0500", "+7", a name, or nothing at all (UTC); no value for an unknown name.
std::optional<minutes> zone(Scanner& in) {
  in.skip(" \t");
  std::string name = in.word();
  if (!name.empty()) {
    const auto* known = std::find_if(kZones.begin(), kZones.end(),
                                     [&name](const Zone& z) { return z.name == name; });
    if (known == kZones.end()) return std::nullopt;
    if (known->hours != 0 || in.done()) return hours(known->hours);
  }
  const bool minus = in.take('-');
  if (!minus && !in.take('+')) return minutes(0);
  const auto hour = in.number(1, 2);
  if (!hour) return std::nullopt;
  in.take(':');
  const minutes offset = hours(*hour) + minutes(in.number(2, 2).value_or(0));
  if (offset > hours(18)) return std::nullopt;
  return minus ? -offset : offset;
}

std::optional<Timestamp> parse_iso(std::string_view text) {
  Scanner in(text);
  const auto y = in.number(4, 4);
  if (!y) return std::nullopt;
  int m = 1, d = 1;
  if (in.take('-')) {
    const auto month = in.number(1, 2);
    if (!month) return std::nullopt;
    m = *month;
    if (in.take('-')) {
      const auto day = in.number(1, 2);
      if (!day) return std::nullopt;
      d = *day;
    }
  }
  if (in.done()) return at(*y, m, d, {}, minutes(0));
  if (!in.take('T') && !in.take('t') && !in.take(' ')) return std::nullopt;
  const auto time = clock(in);
  if (!time) return std::nullopt;
  const auto offset = zone(in);
  if (!offset || !in.done()) return std::nullopt;
  return at(*y, m, d, *time, *offset);
}

std::optional<int> month_number(std::string_view word) {
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    if (word.size() >= 3 && word.starts_with(kMonths[i])) return static_cast<int>(i) + 1;
  }
  return std::nullopt;
}

int full_year(int y) {
  if (y >= 100) return y;
  return y + (y < 50 ? 2000 : 1900);  // RFC 2822 section 4.3
}

std::optional<Timestamp> parse_mail(std::string_view text) {
  constexpr std::string_view kBlank = " \t,-.";
  Scanner in(text);
  std::string word = in.word();  // the weekday, unless it is a month: "Nov 10, 2024"
  std::optional<int> month = month_number(word);
  in.skip(kBlank);
  auto d = in.number(1, 2);
  if (!d) return std::nullopt;
  in.skip(kBlank);
  if (!month) {
    month = month_number(in.word());
    in.skip(kBlank);
  }
  const auto y = in.number(2, 4);
  if (!month || !y) return std::nullopt;
  in.skip(" \t,");
  if (in.done()) return at(full_year(*y), *month, *d, {}, minutes(0));
  const auto time = clock(in);
  if (!time) return std::nullopt;
  const auto offset = zone(in);
  if (!offset) return std::nullopt;
  return at(full_year(*y), *month, *d, *time, *offset);
}

}  // namespace

std::optional<Timestamp> parse_date(std::string_view text) {
  text = trim(text);
  if (const auto t = parse_iso(text)) return t;
  return parse_mail(text);
}

}  // namespace wirefold::parse
