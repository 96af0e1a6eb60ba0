#include "hints.h"

#include <algorithm>
#include <array>

#include "formats.h"
#include "wirefold/base/strings.h"

namespace wirefold::parse {
namespace {

constexpr std::uint64_t kMaxTtlMinutes = 1000000;

constexpr std::array<std::string_view, 7> kDays = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                   "Thursday", "Friday", "Saturday"};

struct Period {
  std::string_view name;
  std::chrono::seconds length;
};

constexpr std::array kPeriods = {
    Period{"hourly", std::chrono::hours(1)}, Period{"daily", std::chrono::days(1)},
    Period{"weekly", std::chrono::days(7)}, Period{"monthly", std::chrono::days(30)},
    Period{"yearly", std::chrono::days(365)}};

}  // namespace

std::optional<int> minutes_of(std::string_view text) {
  const auto minutes = number_of(text);
  if (!minutes || *minutes > kMaxTtlMinutes) return std::nullopt;
  return static_cast<int>(*minutes);
}

void note_skipped_hour(PollHints& hints, std::string_view text) {
  const auto hour = number_of(text);
  if (hour && *hour <= 24) hints.skip_hours |= std::uint32_t{1} << (*hour % 24);
}

void note_skipped_day(PollHints& hints, std::string_view text) {
  for (std::size_t day = 0; day < kDays.size(); ++day) {
    if (equals_ignore_case(trim(text), kDays.at(day))) {
      hints.skip_days = static_cast<std::uint8_t>(hints.skip_days | 1U << day);
    }
  }
}

std::optional<std::chrono::seconds> update_period_of(std::string_view period,
                                                     std::string_view frequency) {
  const auto times = static_cast<std::int64_t>(
      std::clamp<std::uint64_t>(number_of(frequency).value_or(1), 1, 100000));
  for (const Period& p : kPeriods) {
    if (equals_ignore_case(trim(period), p.name)) return p.length / times;
  }
  return std::nullopt;
}

}  // namespace wirefold::parse
