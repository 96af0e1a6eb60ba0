#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <bit>
#include <string>
#include <vector>

#include "date_calendars.h"
#include "date_names.h"
#include "date_parts.h"
#include "wirefold/base/strings.h"

namespace wirefold::parse {
namespace {

using namespace std::chrono;

// More tokens than any date has; longer texts are sentences.
constexpr std::size_t kMostTokens = 40;

// Thai papers leave out "25": 67 is 2567.
constexpr int kBuddhistCentury = 2500;

struct Token {
  enum class Kind : std::uint8_t { kNumber, kWord, kSign } kind;
  int value = 0;           // of a number; a sign's character
  std::size_t digits = 0;  // of a number
  std::string text;        // of a word, as written
  std::string folded;      // of a word
  bool after_space = false;
};

int digit_of(char32_t c) {
  if (c < 0x80) return c >= '0' && c <= '9' ? static_cast<int>(c - '0') : -1;
  return u_charDigitValue(static_cast<UChar32>(c));
}

bool is_word_part(char32_t c) {
  if (c < 0x80) return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_';
  const auto code = static_cast<UChar32>(c);
  return u_isalpha(code) || (U_GET_GC_MASK(code) & U_GC_M_MASK) != 0;
}

/// The units after the numbers of a date in Chinese, Japanese and Korean.
bool is_unit(char32_t c) {
  constexpr std::u32string_view kUnits = U"年月日号號時时点點分秒년월일시분초";
  return kUnits.find(c) != std::u32string_view::npos;
}

class Tokenizer {
 public:
  explicit Tokenizer(std::string_view text) : in_(text) { tokens_.reserve(kMostTokens / 2); }

  /// Returns no tokens if the text is too long for a date.
  std::vector<Token> run() {
    while (at_ < in_.size()) {
      if (tokens_.size() == kMostTokens) return {};
      const std::size_t begin = at_;
      const char32_t c = next_code_point(in_, at_);
      if (digit_of(c) >= 0) {
        number(begin);
      } else if (const auto ideographs = ideographic_number(in_.substr(begin))) {
        add({Token::Kind::kNumber, ideographs->value, ideographs->digits});
        at_ = begin + ideographs->bytes;
      } else if (is_word_part(c)) {
        word(begin, c);
      } else if (u_isUWhiteSpace(static_cast<UChar32>(c)) || c == 0x200E || c == 0x200F) {
        space_ = true;
        continue;
      } else {
        // Typographic dashes and full-width signs mean the plain ones.
        const char32_t sign = c == 0x2013 || c == 0x2212 ? '-' : c == 0xFF1A ? ':' : c;
        add({Token::Kind::kSign, static_cast<int>(sign)});
      }
      space_ = false;
    }
    return std::move(tokens_);
  }

 private:
  void add(Token token) {
    token.after_space = space_;
    tokens_.push_back(std::move(token));
  }

  char32_t peek(std::size_t at) const {
    return at < in_.size() ? next_code_point(in_, at) : char32_t{0};
  }

  /// Digits of any script.
  void number(std::size_t begin) {
    Token token{Token::Kind::kNumber};
    at_ = begin;
    while (at_ < in_.size()) {
      const int digit = digit_of(peek(at_));
      if (digit < 0) break;
      next_code_point(in_, at_);
      if (token.digits < 9) token.value = token.value * 10 + digit;
      ++token.digits;
    }
    add(std::move(token));
  }

  /// Letters with the dots between them ("a.m.", "พ.ย."); a unit after a number is a word of its
  /// own.
  void word(std::size_t begin, char32_t first) {
    const bool after_number = !tokens_.empty() && tokens_.back().kind == Token::Kind::kNumber;
    while (!(after_number && is_unit(first)) && at_ < in_.size()) {
      std::size_t after = at_;
      char32_t c = next_code_point(in_, after);
      if (c == '.') c = peek(after);
      if (!is_word_part(c) || ideographic_number(in_.substr(at_))) break;
      at_ = after;
    }
    Token token{Token::Kind::kWord};
    token.text = in_.substr(begin, at_ - begin);
    token.folded = fold_word(token.text);
    add(std::move(token));
  }

  std::string_view in_;
  std::size_t at_ = 0;
  bool space_ = false;
  std::vector<Token> tokens_;
};

class WordedDate {
 public:
  explicit WordedDate(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

  /// Call after read(). True if the text names a day and its year in full and has little other
  /// text.
  bool is_exact() const { return names_day_ && names_year_ && !says_more_ && others_ <= 3; }

  std::optional<Timestamp> read() {
    for (at_ = 0; at_ < tokens_.size();) {
      if (!unit() && !time() && !bare_hour() && !zone() && !word()) number_or_sign();
    }
    if (wrong_ || !set_date()) return std::nullopt;
    if (half_ && (clock_.hour < 1 || clock_.hour > 12)) half_.reset();  // "13:05 PM"
    if (half_) clock_.hour = clock_.hour % 12 + *half_;
    const auto local = instant(year_, month_, day_, clock_, minutes(0));
    if (!local) return std::nullopt;
    const auto offset = zone_name_.empty() ? offset_ : named_zone_offset(zone_name_, *local);
    return *local - offset.value_or(minutes(0));
  }

 private:
  bool is_number(std::size_t i) const {
    return i < tokens_.size() && tokens_[i].kind == Token::Kind::kNumber;
  }
  bool is_word(std::size_t i) const {
    return i < tokens_.size() && tokens_[i].kind == Token::Kind::kWord;
  }
  bool is_sign(std::size_t i, char c) const {
    return i < tokens_.size() && tokens_[i].kind == Token::Kind::kSign && tokens_[i].value == c;
  }

  /// "2024年", "11월", "19時": a number and its unit.
  bool unit() {
    if (!is_number(at_) || !is_word(at_ + 1)) return false;
    std::size_t pos = 0;
    const std::string_view word = tokens_[at_ + 1].text;
    const char32_t c = next_code_point(word, pos);
    if (pos != word.size() || !is_unit(c)) return false;
    const int value = tokens_[at_].value;
    constexpr std::u32string_view kYear = U"年년", kMonth = U"月월", kDay = U"日号號일";
    constexpr std::u32string_view kHour = U"時时点點시", kMinute = U"分분";
    const auto in = [c](std::u32string_view set) { return set.find(c) != set.npos; };
    if (in(kYear)) {
      year_ = value;
      names_year_ = true;
    } else if (in(kMonth)) {
      const bool month = value >= 1 && value <= 12;
      months_ = static_cast<std::uint16_t>(month ? 1u << (value - 1) : 0u);
      wrong_ = wrong_ || months_ == 0;
    } else if (in(kDay)) {
      day_ = value;
      names_day_ = true;
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
    return numbers_.size() + static_cast<std::size_t>(months_ != 0) >= 3;
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
    const Token& number = tokens_[at_ + 1];
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
      weekdays_ = weekdays_ == 0 ? two_words : weekdays_;
      ++at_;
    } else if (const std::uint16_t months = month_here()) {
      month(months, weekdays_named(name));
    } else if (const std::uint8_t weekdays = weekdays_named(name)) {
      weekdays_ = weekdays_ == 0 ? weekdays : weekdays_;
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
    const bool before = numbers_.empty() && months_ == 0 && weekdays_ == 0 && day_ == 0;
    says_more_ = says_more_ || letters > kLongest || (before && others_ > 1);
  }

  /// The word here and the next one; empty if no word follows.
  std::string two_words_here() const {
    return is_word(at_ + 1) ? tokens_[at_].folded + ' ' + tokens_[at_ + 1].folded : std::string();
  }

  /// A month of one word or two.
  bool month_of_other_calendar() {
    if ((other_month_ = month_in_other_calendar(two_words_here()))) {
      ++at_;
      return true;
    }
    if (const auto month = month_in_other_calendar(tokens_[at_].folded)) {
      other_month_ = month;
      return true;
    }
    return false;
  }

  /// Takes the word as a month. "mar." is March, or Tuesday in French: a later month makes it a
  /// weekday.
  void month(std::uint16_t months, std::uint8_t weekdays) {
    if (months_ != 0 && !months_may_be_weekday_) return;
    months_ = months;
    months_may_be_weekday_ = weekdays != 0;
    is_thai_ =
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
    era_ = before;
    names_year_ = true;
    return true;
  }

  void number_or_sign() {
    if (is_number(at_)) {
      numbers_.push_back(at_);
    } else {
      if (numbers_.size() == 1 && separator_ == 0) separator_ = tokens_[at_].value;
      constexpr std::u32string_view kOfDates = U".,:;-/|()[]'،、·•";
      const auto sign = static_cast<char32_t>(tokens_[at_].value);
      says_more_ = says_more_ || kOfDates.find(sign) == std::u32string_view::npos;
    }
    ++at_;
  }

  bool set_date() {
    constexpr int kLongestEra = 200;
    if (era_ != 0 && year_ > 0 && year_ < kLongestEra) year_ += era_;
    if (months_ == 0 && (other_month_ || is_in_other_calendar())) {
      return set_date_of_other_calendar();
    }
    if (year_ != 0) return month_from(months_) && day_ > 0 && numbers_.empty();
    if (numbers_.empty() || numbers_.size() > 3) return false;
    return months_ != 0 ? date_with_month_name() : date_in_numbers();
  }

  bool is_year(std::size_t i) const {
    return tokens_[numbers_[i]].digits == 4 || tokens_[numbers_[i]].value > 31;
  }
  int number(std::size_t i) const { return tokens_[numbers_[i]].value; }

  /// True for numbers alone with the year first: 1403/08/20.
  bool is_in_other_calendar() const {
    return year_ == 0 && numbers_.size() == 3 && calendar_of_year(number(0)).has_value();
  }

  /// Sets the date if there is only a day, a month and a year.
  bool set_date_of_other_calendar() {
    const bool named = other_month_.has_value();
    if (year_ != 0 || numbers_.size() != (named ? 2u : 3u)) return false;
    const bool year_first = !named || is_year(0);
    const int year = number(year_first ? 0 : 1);
    const int day = number(!named ? 2 : year_first ? 1 : 0);
    const OtherMonth month =
        named ? *other_month_ : OtherMonth{calendar_of_year(year).value(), number(1)};
    const auto date = gregorian(month, year, day);
    if (!date) return false;
    year_ = static_cast<int>(date->year());
    month_ = static_cast<int>(static_cast<unsigned>(date->month()));
    day_ = static_cast<int>(static_cast<unsigned>(date->day()));
    names_day_ = names_year_ = true;
    return true;
  }

  /// Sets the year from the i-th number: "01" is 2001; "0001" stays, which programs write if they
  /// have no date.
  void set_year(std::size_t i) {
    const Token& token = tokens_[numbers_[i]];
    year_ = token.digits > 2 ? token.value : full_year(token.value);
    names_year_ = token.digits == 4;
    if (token.digits == 2 && is_thai_) year_ = token.value + kBuddhistCentury;
    constexpr int kBuddhistEra = 543;  // years in Thai dates
    if (year_ >= 2400 && year_ < 2700) year_ -= kBuddhistEra;
  }

  bool date_with_month_name() {
    if (numbers_.size() > 2) return false;
    if (numbers_.size() == 1) {
      if (tokens_[numbers_[0]].digits != 4) return false;
      set_year(0);
      day_ = 1;
      return month_from(months_);
    }
    const bool year_first = is_year(0) && !is_year(1);
    set_year(year_first ? 0 : 1);
    day_ = number(year_first ? 1 : 0);
    names_day_ = true;
    return month_from(months_);
  }

  bool date_in_numbers() {
    if (numbers_.size() != 3) return false;
    names_day_ = true;
    if (is_year(0)) {
      set_year(0);
      month_ = number(1);
      day_ = number(2);
      return true;
    }
    set_year(2);
    const bool day_first = valid(number(1), number(0));
    const bool month_first = valid(number(0), number(1));
    if (day_first && month_first && number(0) != number(1)) {
      return by_weekday(number(0), number(1)) || by_separator(number(0), number(1));
    }
    month_ = number(day_first ? 1 : 0);
    day_ = number(day_first ? 0 : 1);
    return true;
  }

  bool valid(int month, int day) const {
    return instant(year_, month, day, {}, minutes(0)).has_value();
  }

  bool falls_on_weekday(int month, int day) const {
    const auto t = instant(year_, month, day, {}, minutes(0));
    return t && (weekdays_ >> weekday(floor<days>(*t)).c_encoding() & 1u) != 0;
  }

  /// Chooses the reading that the weekday in the text allows; false if it allows both or neither.
  bool by_weekday(int first, int second) {
    const bool day_first = falls_on_weekday(second, first);
    if (day_first == falls_on_weekday(first, second)) return false;
    day_ = day_first ? first : second;
    month_ = day_first ? second : first;
    return true;
  }

  /// 10/11/2024 is November in London and October in New York, so it is no date. Only Americans put
  /// the month first, and they use slashes; with other separators the day comes first.
  bool by_separator(int first, int second) {
    if (separator_ == '/') return false;
    day_ = first;
    month_ = second;
    return true;
  }

  /// The one month of the set, or the one that the weekday allows.
  bool month_from(std::uint16_t set) {
    int found = 0;
    for (int m = 1; m <= 12; ++m) {
      if ((set >> (m - 1) & 1u) == 0) continue;
      if (std::has_single_bit(set) || falls_on_weekday(m, day_)) {
        if (found != 0) return false;
        found = m;
      }
    }
    month_ = found;
    return found != 0;
  }

  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  std::vector<std::size_t> numbers_;  // tokens outside of times, offsets and units
  int separator_ = 0;                 // between the first two numbers
  int year_ = 0, month_ = 0, day_ = 0, era_ = 0;
  std::uint16_t months_ = 0;
  std::uint8_t weekdays_ = 0;
  Clock clock_;
  bool months_may_be_weekday_ = false;
  bool has_time_ = false, has_numeric_offset_ = false, wrong_ = false;
  std::optional<OtherMonth> other_month_;
  bool is_thai_ = false;
  bool names_day_ = false, names_year_ = false;  // "May 2024" and "10.11.24" do not
  bool says_more_ = false;                       // words or signs that no date has
  int others_ = 0;                               // words that are not part of a date
  std::optional<int> half_;
  std::optional<minutes> offset_;
  std::string zone_name_;
};

}  // namespace

std::optional<Timestamp> read_worded_date(std::string_view text) {
  return WordedDate(Tokenizer(text).run()).read();
}

std::optional<Timestamp> read_exact_date(std::string_view text) {
  WordedDate date(Tokenizer(text).run());
  const auto read = date.read();
  return date.is_exact() ? read : std::nullopt;
}

}  // namespace wirefold::parse
