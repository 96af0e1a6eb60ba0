// The words of dates: months, weekdays, halves of the day, zones.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wirefold::parse {

/// A word as the tables have it: lower case, without dots and accents.
std::string fold_word(std::string_view word);

/// Bit n-1 for each month n that the folded `word` names in some language: "listopad" is October in
/// Croatian and November in Czech. 0 for a word that is no month.
std::uint16_t months_named(const std::string& word);

/// The folded name of the month with this number in a locale of ICU ("fa@calendar=persian"); empty
/// if it has none.
std::string month_name(const char* locale, int month);

/// Bit n for each weekday n (0 = Sunday) that the folded `word` names; 0 for no weekday.
std::uint8_t weekdays_named(const std::string& word);

/// 0 for a word of the forenoon, 12 for one of the afternoon; nothing for other words.
std::optional<int> half_of_day(const std::string& word);

/// The offset of an abbreviation such as "EST", folded.
std::optional<std::chrono::minutes> zone_offset(const std::string& word);

/// The offset of an IANA zone ("Asia/Jakarta") when its clocks show `local`.
std::optional<std::chrono::minutes> named_zone_offset(const std::string& name,
                                                      std::chrono::sys_seconds local);

/// The IANA zone of abbreviations that leave summer time open ("PT"); empty for others.
std::string_view zone_of_region(const std::string& word);

}  // namespace wirefold::parse
