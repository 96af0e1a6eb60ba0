#include <array>

#include "date_names.h"
#include "date_parts.h"

namespace wirefold::parse {
namespace {

using namespace std::chrono;

constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/// The number at `at`, or -1 if one of its characters is no digit.
int number(std::string_view text, std::size_t at, std::size_t digits) {
  int value = 0;
  for (std::size_t i = at; i < at + digits; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

int month_number(std::string_view name) {
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    if (kMonths[i] == name) return static_cast<int>(i) + 1;
  }
  return 0;
}

std::optional<minutes> offset_of(std::string_view zone) {
  if (zone == "GMT") return minutes(0);
  if (zone.size() == 3) return zone_offset(fold_word(zone));
  if (zone.size() != 5 || (zone[0] != '+' && zone[0] != '-')) return std::nullopt;
  const int h = number(zone, 1, 2), m = number(zone, 3, 2);
  if (h < 0 || h > 18 || m < 0 || m > 59) return std::nullopt;
  return minutes((zone[0] == '-' ? -1 : 1) * (h * 60 + m));
}

}  // namespace

std::optional<Timestamp> read_mail_date(std::string_view text) {
  constexpr std::string_view kShape = "Sun, 10 Nov 2024 12:06:00 ";
  if (text.size() < kShape.size()) return std::nullopt;
  for (std::size_t i = 3; i < kShape.size(); ++i) {
    const char c = kShape[i];
    if ((c == ' ' || c == ',' || c == ':') && text[i] != c) return std::nullopt;
  }
  const int day = number(text, 5, 2), year = number(text, 12, 4);
  const Clock clock{number(text, 17, 2), number(text, 20, 2), number(text, 23, 2)};
  const auto offset = offset_of(text.substr(kShape.size()));
  if (!offset || clock.hour < 0 || clock.minute < 0 || clock.second < 0) return std::nullopt;
  return instant(year, month_number(text.substr(8, 3)), day, clock, *offset);
}

}  // namespace wirefold::parse
