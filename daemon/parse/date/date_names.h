// The words of dates: months, weekdays, halves of the day, zones.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wirefold::parse {

/// Folds a word as the tables spell it: lower case, without dots and accents.
std::string fold_word(std::string_view word);

/// Bit n-1 for each month n that the folded `word` names in some language: "listopad" is October in
/// Croatian and November in Czech. 0 if the word names none.
std::uint16_t months_named(const std::string& word);

/// The folded name of the month with this number in an ICU locale ("fa@calendar=persian"); empty if
/// there is none.
std::string month_name(const char* locale, int month);

/// Bit n for each weekday n (0 = Sunday) that the folded `word` names; 0 if it names none.
std::uint8_t weekdays_named(const std::string& word);

/// 0 if the folded word means the forenoon, 12 if it means the afternoon; else nullopt.
std::optional<int> half_of_day(const std::string& word);

/// The offset of a folded abbreviation such as "est".
std::optional<std::chrono::minutes> zone_offset(const std::string& word);

/// The offset of an IANA zone ("Asia/Jakarta") when its clocks show `local`.
std::optional<std::chrono::minutes> named_zone_offset(const std::string& name,
                                                      std::chrono::sys_seconds local);

/// The IANA zone of a folded abbreviation that leaves summer time open ("pt"); empty for others.
std::string_view zone_of_region(const std::string& word);

}  // namespace wirefold::parse
