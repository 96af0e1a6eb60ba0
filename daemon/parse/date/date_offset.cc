#include <algorithm>

#include "date_names.h"
#include "wirefold/base/strings.h"
#include "wirefold/parse/date.h"

namespace wirefold::parse {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

int number(std::string_view two) { return (two[0] - '0') * 10 + two[1] - '0'; }

/// "+07:00" or "+0700" at the end of a text that has a time of day before it.
std::optional<minutes> numeric_offset(std::string_view text) {
  const std::size_t sign = text.find_last_of("+-");
  if (sign == std::string_view::npos || text.find(':') > sign) return std::nullopt;
  std::string digits(text.substr(sign + 1));
  std::erase(digits, ':');
  if (digits.size() != 4 || !std::ranges::all_of(digits, is_digit)) return std::nullopt;
  const std::string_view four = digits;
  const minutes size = hours(number(four.substr(0, 2))) + minutes(number(four.substr(2)));
  return text[sign] == '-' ? -size : size;
}

}  // namespace

minutes offset_in(std::string_view date) {
  date = trim(date);
  if (date.ends_with('Z') || date.ends_with("GMT")) return minutes(0);  // most dates
  auto offset = numeric_offset(date);
  if (!offset) offset = zone_offset(fold_word(date.substr(date.rfind(' ') + 1)));
  return offset && is_utc_offset(*offset) ? *offset : minutes(0);
}

}  // namespace wirefold::parse
