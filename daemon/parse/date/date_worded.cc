#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "date_calendars.h"
#include "date_day.h"
#include "date_names.h"
#include "date_parts.h"
#include "date_tokens.h"
#include "wirefold/base/strings.h"

namespace wirefold::parse {
namespace {

using namespace std::chrono;

class WordedDate {
 public:
  explicit WordedDate(std::vector<DateToken> tokens) : tokens_(std::move(tokens)) {}

  /// Call after read(). True if the text names a day and its year in full and has little other
  /// text.
  bool is_exact() const {
    return day_ && day_->names_day && day_->names_year && !says_more_ && others_ <= 3;
  }

  std::optional<Timestamp> read() {
    for (at_ = 0; at_ < tokens_.size();) {
      if (!unit() && !time() && !bare_hour() && !zone() && !word()) number_or_sign();
    }
    if (!wrong_) day_ = day_of(parts_);
    if (!day_) return std::nullopt;
    if (half_ && (clock_.hour < 1 || clock_.hour > 12)) half_.reset();  // "13:05 PM"
    if (half_) clock_.hour = clock_.hour % 12 + *half_;
    const auto local = instant(day_->year, day_->month, day_->day, clock_, minutes(0));
    if (!local) return std::nullopt;
    const auto offset = zone_name_.empty() ? offset_ : named_zone_offset(zone_name_, *local);
    return *local - offset.value_or(minutes(0));
  }

 private:
  bool is_number(std::size_t i) const {
    return i < tokens_.size() && tokens_[i].kind == DateToken::Kind::kNumber;
  }
  bool is_word(std::size_t i) const {
    return i < tokens_.size() && tokens_[i].kind == DateToken::Kind::kWord;
  }
  bool is_sign(std::size_t i, char c) const {
    return i < tokens_.size() && tokens_[i].kind == DateToken::Kind::kSign && tokens_[i].value == c;
  }

  /// "2024年", "11월", "19時": a number and its unit.
  bool unit() {
    if (!is_number(at_) || !is_word(at_ + 1)) return false;
    std::size_t pos = 0;
    const std::string_view word = tokens_[at_ + 1].text;
    const char32_t c = next_code_point(word, pos);
    if (pos != word.size() || !is_date_unit(c)) return false;
    const int value = tokens_[at_].value;
    constexpr std::u32string_view kYear = U"年년", kMonth = U"月월", kDay = U"日号號일";
    constexpr std::u32string_view kHour = U"時时点點시", kMinute = U"分분";
    const auto in = [c](std::u32string_view set) { return set.find(c) != set.npos; };
    if (in(kYear)) {
      parts_.year = value;
    } else if (in(kMonth)) {
      const bool month = value >= 1 && value <= 12;
      parts_.months = static_cast<std::uint16_t>(month ? 1u << (value - 1) : 0u);
      wrong_ = wrong_ || !month;
    } else if (in(kDay)) {
      parts_.day = value;
    } else {
      has_time_ = true;
      (in(kHour) ? clock_.hour : in(kMinute) ? clock_.minute : clock_.second) = value;
    }
    at_ += 2;
    return true;
  }

  /// "19:06", "19:06:05.123", "15h30"; "13.45" after a whole date, as in Indonesian.
  bool time() {
    if (has_time_ || !is_number(at_) || tokens_[at_].digits > 2 || !is_number(at_ + 2)) {
      return false;
    }
    const bool colon = is_sign(at_ + 1, ':');
    const bool french = is_word(at_ + 1) && tokens_[at_ + 1].folded == "h";
    const bool dotted = is_sign(at_ + 1, '.') && tokens_[at_ + 2].digits == 2 &&
                        !is_sign(at_ + 3, '.') && has_whole_date();
    if (!colon && !french && !dotted) return false;
    clock_.hour = tokens_[at_].value;
    clock_.minute = tokens_[at_ + 2].value;
    at_ += 3;
    if (colon && is_sign(at_, ':') && is_number(at_ + 1)) {
      clock_.second = tokens_[at_ + 1].value;
      at_ += 2;
      if ((is_sign(at_, '.') || is_sign(at_, ',')) && is_number(at_ + 1) &&
          !tokens_[at_ + 1].after_space) {
        at_ += 2;  // a fraction
      }
    }
    has_time_ = true;
    return true;
  }

  /// "3 p.m." in English. The German "am" comes before a day, never after a number.
  bool bare_hour() {
    constexpr std::array<std::string_view, 4> kHalvesOfDay = {"am", "pm", "a.m", "p.m"};
    if (has_time_ || !is_number(at_) || !is_word(at_ + 1)) return false;
    const std::string half = to_lower_ascii(tokens_[at_ + 1].text);
    const int hour = tokens_[at_].value;
    if (hour < 1 || hour > 12 || std::ranges::find(kHalvesOfDay, half) == kHalvesOfDay.end()) {
      return false;
    }
    clock_.hour = hour;
    half_ = half.starts_with('p') ? 12 : 0;
    has_time_ = true;
    at_ += 2;
    return true;
  }

  bool has_whole_date() const {
    return parts_.numbers.size() + static_cast<std::size_t>(parts_.months != 0) >= 3;
  }

  /// "+0700", "-5", "GMT", "GMT+7", "Europe/Brussels"; only after a time.
  bool zone() {
    if (!has_time_) return false;
    if (is_sign(at_, '+') || is_sign(at_, '-')) return numeric_offset();
    if (!is_word(at_)) return false;
    if (is_sign(at_ + 1, '/') && is_word(at_ + 2)) {
      if (zone_name_.empty()) zone_name_ = joined_zone(tokens_[at_].text, tokens_[at_ + 2].text);
      at_ += 3;
      return true;
    }
    if (zone_with_summer_time()) return true;
    const std::string& name = tokens_[at_].folded;
    const auto offset = zone_offset(name);
    const std::string_view region = zone_of_region(name);
    if (!offset && region.empty()) return false;
    if (!offset_ && zone_name_.empty()) {
      offset_ = offset;
      zone_name_ = region;
    }
    ++at_;
    if (is_sign(at_, '+') || is_sign(at_, '-')) numeric_offset();  // "GMT+0700"
    return true;
  }

  /// "EST5EDT", the POSIX name of New York's zone.
  bool zone_with_summer_time() {
    const bool joined = is_number(at_ + 1) && !tokens_[at_ + 1].after_space && is_word(at_ + 2) &&
                        !tokens_[at_ + 2].after_space;
    if (!joined) return false;
    if (zone_name_.empty()) {
      zone_name_ =
          tokens_[at_].text + std::to_string(tokens_[at_ + 1].value) + tokens_[at_ + 2].text;
    }
    at_ += 3;
    return true;
  }

  static std::string joined_zone(std::string_view area, std::string_view place) {
    return std::string(area).append("/").append(place);
  }

  bool numeric_offset() {
    if (!is_number(at_ + 1) || tokens_[at_ + 1].after_space) return false;
    const int sign = is_sign(at_, '-') ? -1 : 1;
    const DateToken& number = tokens_[at_ + 1];
    int hours_part = number.value;
    int minutes_part = 0;
    at_ += 2;
    if (number.digits > 2) {
      minutes_part = hours_part % 100;
      hours_part /= 100;
    } else if (is_sign(at_, ':') && is_number(at_ + 1)) {
      minutes_part = tokens_[at_ + 1].value;
      at_ += 2;
    }
    wrong_ = wrong_ || number.digits > 4 || hours_part > 18 || minutes_part > 59;
    if (!has_numeric_offset_) offset_ = minutes(sign * (hours_part * 60 + minutes_part));
    has_numeric_offset_ = true;
    return true;
  }

  bool word() {
    if (!is_word(at_)) return false;
    const std::string& name = tokens_[at_].folded;
    if (name == "noon" && !has_time_) {
      clock_.hour = 12;
      has_time_ = true;
    } else if (const auto half = half_of_day(name); half && half_fits()) {
      half_ = half;
    } else if (const std::uint8_t two_words = weekdays_named(two_words_here())) {
      parts_.weekdays = parts_.weekdays == 0 ? two_words : parts_.weekdays;
      ++at_;
    } else if (const std::uint16_t months = month_here()) {
      month(months, weekdays_named(name));
    } else if (const std::uint8_t weekdays = weekdays_named(name)) {
      parts_.weekdays = parts_.weekdays == 0 ? weekdays : parts_.weekdays;
    } else if (!era(name) && !month_of_other_calendar()) {
      other_word(tokens_[at_].text);
    }
    ++at_;
    return true;
  }

  /// "at", "um", "Uhr", "pukul": dates have such short words, sentences have longer ones.
  void other_word(std::string_view text) {
    constexpr std::size_t kLongest = 6;
    std::size_t letters = 0;
    for (std::size_t pos = 0; pos < text.size(); ++letters) next_code_point(text, pos);
    ++others_;
    const bool before =
        parts_.numbers.empty() && parts_.months == 0 && parts_.weekdays == 0 && parts_.day == 0;
    says_more_ = says_more_ || letters > kLongest || (before && others_ > 1);
  }

  /// The word here and the next one; empty if no word follows.
  std::string two_words_here() const {
    return is_word(at_ + 1) ? tokens_[at_].folded + ' ' + tokens_[at_ + 1].folded : std::string();
  }

  /// A month of one word or two.
  bool month_of_other_calendar() {
    auto month = month_in_other_calendar(two_words_here());
    if (month) {
      ++at_;
    } else {
      month = month_in_other_calendar(tokens_[at_].folded);
    }
    if (month) parts_.other_month = month;
    return month.has_value();
  }

  /// Takes the word as a month. "mar." is March, or Tuesday in French: a later month makes it a
  /// weekday.
  void month(std::uint16_t months, std::uint8_t weekdays) {
    if (parts_.months != 0 && !months_may_be_weekday_) return;
    parts_.months = months;
    months_may_be_weekday_ = weekdays != 0;
    parts_.is_thai =
        tokens_[at_].text.starts_with("\xE0\xB8") || tokens_[at_].text.starts_with("\xE0\xB9");
  }

  /// The months that the word here names; it may be the first of two words, or have a prefixed
  /// preposition (Hebrew).
  std::uint16_t month_here() {
    const std::string& name = tokens_[at_].folded;
    if (const auto two = months_named(two_words_here())) {
      ++at_;
      return two;
    }
    if (const auto one = months_named(name)) return one;
    constexpr std::string_view kHebrewIn = "ב";
    return name.starts_with(kHebrewIn) ? months_named(name.substr(kHebrewIn.size())) : 0;
  }

  /// A half of the day comes after a time, or before one as in Chinese and Korean; "sa" elsewhere
  /// is a German Saturday.
  bool half_fits() const { return has_time_ || is_number(at_ + 1); }

  /// 令和6年 is 2024, 民國113年 too.
  bool era(const std::string& name) {
    const int before = year_before_era(name);
    if (before == 0) return false;
    parts_.era = before;
    return true;
  }

  void number_or_sign() {
    if (is_number(at_)) {
      parts_.numbers.push_back({tokens_[at_].value, tokens_[at_].digits});
    } else {
      if (parts_.numbers.size() == 1 && parts_.separator == 0)
        parts_.separator = tokens_[at_].value;
      constexpr std::u32string_view kOfDates = U".,:;-/|()[]'،、·•";
      const auto sign = static_cast<char32_t>(tokens_[at_].value);
      says_more_ = says_more_ || kOfDates.find(sign) == std::u32string_view::npos;
    }
    ++at_;
  }

  std::vector<DateToken> tokens_;
  std::size_t at_ = 0;
  DayParts parts_;
  std::optional<NamedDay> day_;
  Clock clock_;
  bool months_may_be_weekday_ = false;
  bool has_time_ = false, has_numeric_offset_ = false, wrong_ = false;
  bool says_more_ = false;  // words or signs that no date has
  int others_ = 0;          // words that are not part of a date
  std::optional<int> half_;
  std::optional<minutes> offset_;
  std::string zone_name_;
};

}  // namespace

std::optional<Timestamp> read_worded_date(std::string_view text) {
  return WordedDate(date_tokens(text)).read();
}

std::optional<Timestamp> read_exact_date(std::string_view text) {
  WordedDate date(date_tokens(text));
  const auto read = date.read();
  return date.is_exact() ? read : std::nullopt;
}

}  // namespace wirefold::parse
