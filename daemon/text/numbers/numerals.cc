#include "numerals.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "text/words/characters.h"
#include "wirefold/base/strings.h"

namespace wirefold::text {
namespace {

// Kinds of separators between the groups of a number.
constexpr char kDot = '.';
constexpr char kComma = ',';
constexpr char kArabicDecimal = 'd';
constexpr char kArabicThousands = 't';
constexpr char kWideComma = 'w';  // also a comma in Chinese sentences
constexpr char kApostrophe = '\'';
constexpr char kSpace = ' ';

constexpr std::size_t kGroup = 3;        // digits between thousands separators
constexpr std::size_t kIndianGroup = 2;  // in India, before the last three digits

char separator_kind(char32_t c) {
  switch (c) {
    case '.':
    case 0xFF0E:  // full width
      return kDot;
    case ',':
    case 0x060C:  // Arabic comma
      return kComma;
    case 0xFF0C:
      return kWideComma;
    case 0x066B:
      return kArabicDecimal;
    case 0x066C:
      return kArabicThousands;
    case '\'':
    case 0x2019:
      return kApostrophe;
    case ' ':
    case 0x00A0:
    case 0x2007:
    case 0x2009:
    case 0x202F:
      return kSpace;
    default:
      return 0;
  }
}

std::string_view without_leading_zeros(std::string_view digits) {
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
  return digits.empty() ? "0" : digits;
}

std::string_view without_trailing_zeros(std::string_view digits) {
  return digits.substr(0, digits.find_last_not_of('0') + 1);
}

/// The value of "½", "²", "⑦", to three decimal places.
std::optional<Decimal> value_of_sign(char32_t c) {
  const double value = u_getNumericValue(static_cast<UChar32>(c));
  if (value < 0 || value > 1e15) return std::nullopt;
  const std::optional<Decimal> thousandths =
      Decimal::parse(std::to_string(std::llround(value * 1000)));
  return thousandths ? std::optional(thousandths->times_power(-3)) : std::nullopt;
}

/// Reads a number of ASCII digits. Returns an end of 0 if the text after the digits may continue
/// the number.
WrittenNumber read_plain_number(std::string_view text, std::size_t start) {
  std::size_t end = start;
  while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
  const auto is_plain = [&](std::size_t pos) {  // no number continues with this
    const char c = pos < text.size() ? text[pos] : '-';
    return (c & 0x80) == 0 && (c < '0' || c > '9');
  };
  if (!is_plain(end)) return {};
  const bool separator =
      end < text.size() && separator_kind(static_cast<unsigned char>(text[end])) != 0;
  if (separator && !is_plain(end + 1)) return {};
  WrittenNumber out{end, std::string(without_leading_zeros(text.substr(start, end - start))), {}};
  out.value = Decimal::parse(out.normal);
  return out;
}

class NumberReader {
 public:
  NumberReader(std::string_view text, std::size_t start, bool part)
      : text_(text), start_(start), part_(part) {}

  WrittenNumber run() {
    if (read_group(start_, 0)) {
      while (read_next()) {
      }
    }
    std::string whole = groups_.empty() ? "0" : normal();
    WrittenNumber out{end_, std::move(whole), {}};
    if (is_value_) out.value = Decimal::parse(out.normal);
    add_sign(out);
    return out;
  }

 private:
  struct Group {
    std::uint32_t begin;  // in digits_
    std::uint32_t size;
    char before;  // kind of the separator before it
  };

  std::string_view digits_of(const Group& group) const {
    return std::string_view(digits_).substr(group.begin, group.size);
  }

  void drop_last_group() {
    digits_.resize(groups_.back().begin);
    groups_.pop_back();
  }

  Character character_at(std::size_t& pos) const {
    return characters_[next_code_point(text_, pos)];
  }

  bool digit_at(std::size_t pos) const {
    return pos < text_.size() && character_at(pos).is(Character::kDigit);
  }

  /// Reads digits from `pos` on; ignores invisible characters between them.
  bool read_group(std::size_t pos, char before) {
    const std::size_t begin = digits_.size();
    std::size_t end = pos;
    while (pos < text_.size()) {
      const Character c = character_at(pos);
      if (c.is(Character::kDigit)) {
        if (c.is(Character::kNumberSign)) break;
        digits_ += c.folded[0];
      } else if (!c.is(Character::kIgnored) && !c.is(Character::kDropped)) {
        break;
      }
      if (!c.is(Character::kIgnored)) end = pos;
    }
    const std::size_t size = digits_.size() - begin;
    if (size == 0) return false;
    end_ = end;
    groups_.push_back(
        {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(size), before});
    return true;
  }

  /// Adds a number sign after the digits: "½" alone and in "2½".
  void add_sign(WrittenNumber& number) const {
    std::size_t pos = groups_.empty() ? start_ : end_;
    if (pos >= text_.size()) return;
    const char32_t c = next_code_point(text_, pos);
    if (!characters_[c].is(Character::kNumberSign)) return;
    const std::optional<Decimal> value = value_of_sign(c);
    if (!groups_.empty() && (!number.value || !value || !value->is_below_power(0))) return;
    number.end = pos;
    number.value = value && number.value ? number.value->plus(*value) : value;
    number.normal =
        number.value ? number.value->text() : std::string(text_.substr(start_, pos - start_));
  }

  /// Reads the next group if it belongs to this number.
  bool read_next() {
    std::size_t pos = end_;
    if (pos >= text_.size()) return false;
    const char kind = separator_kind(next_code_point(text_, pos));
    if (kind == 0 || !digit_at(pos)) return false;
    // These may also separate two numbers.
    const bool doubtful = kind == kSpace || kind == kApostrophe || kind == kWideComma;
    if (doubtful) return joins_thousands(kind) && read_thousands(pos, kind);
    return read_group(pos, kind);
  }

  /// True if `kind` can separate thousands here.
  bool joins_thousands(char kind) const {
    const Group& first = groups_.front();
    if (groups_.size() == 1) {
      return first.size <= kGroup && digits_[0] != '0' && !part_;
    }
    return groups_.back().before == kind;
  }

  /// Reads three digits, unless another number begins with them.
  bool read_thousands(std::size_t pos, char kind) {
    const std::size_t before = end_;
    if (!read_group(pos, kind)) return false;
    if (groups_.back().size == kGroup && !begins_number()) return true;
    drop_last_group();
    end_ = before;
    return false;
  }

  /// True if the last group and the text after it are a number with thousands of its own.
  bool begins_number() const {
    std::size_t pos = end_;
    if (pos >= text_.size()) return false;
    const char32_t c = next_code_point(text_, pos);
    const char kind = separator_kind(c);
    if (!digit_at(pos)) return false;
    if (c == ':') return true;
    return (kind == kDot || kind == kComma) && digits_from(pos) == kGroup;
  }

  std::size_t digits_from(std::size_t pos) const {
    std::size_t count = 0;
    while (pos < text_.size() && character_at(pos).is(Character::kDigit)) ++count;
    return count;
  }

  /// True if the first `count` groups are one integer.
  bool are_thousands(std::size_t count) const {
    const std::string_view first = digits_of(groups_[0]);
    const char kind = count > 1 ? groups_[1].before : '\0';
    if (kind == kArabicDecimal || first.size() > kGroup || first[0] == '0') return count == 1;
    const auto has_size = [&](std::size_t i, std::size_t size) {
      return groups_[i].before == kind && groups_[i].size == size;
    };
    std::size_t threes = 0;
    std::size_t twos = 0;
    for (std::size_t i = 1; i < count; ++i) {
      threes += has_size(i, kGroup);
      twos += i + 1 < count && has_size(i, kIndianGroup);
    }
    if (threes == count - 1) return true;
    const bool indian = (kind == kComma || kind == kArabicThousands) && first.size() < kGroup;
    return indian && count > 2 && twos == count - 2 && has_size(count - 1, kGroup);
  }

  /// True if the last group is a fraction.
  bool has_fraction() const {
    const std::size_t count = groups_.size();
    const char kind = groups_.back().before;
    if (kind != kDot && kind != kComma && kind != kArabicDecimal) return false;
    if (count == 2) return true;
    return groups_[count - 2].before != kind && are_thousands(count - 1);
  }

  std::string joined(std::size_t count) const {
    const Group& last = groups_[count - 1];
    return std::string(
        without_leading_zeros(std::string_view(digits_).substr(0, last.begin + last.size)));
  }

  std::string normal() {
    const std::size_t count = groups_.size();
    if (are_thousands(count)) return joined(count);
    if (has_fraction()) {
      const std::string_view fraction = without_trailing_zeros(digits_of(groups_.back()));
      std::string out = joined(count - 1);
      if (!fraction.empty()) out.append(1, '.').append(fraction);
      return out;
    }
    is_value_ = false;
    std::string out;
    for (const Group& g : groups_) {
      if (!out.empty()) out += '.';
      out += without_leading_zeros(digits_of(g));
    }
    return out;
  }

  const CharacterTable& characters_ = CharacterTable::instance();
  std::string_view text_;
  std::size_t start_;
  bool part_;
  std::size_t end_ = 0;
  bool is_value_ = true;
  std::string digits_;  // of all groups
  std::vector<Group> groups_;
};

}  // namespace

WrittenNumber read_number(std::string_view text, std::size_t start, bool part) {
  WrittenNumber plain = read_plain_number(text, start);
  return plain.end > start ? std::move(plain) : NumberReader(text, start, part).run();
}

}  // namespace wirefold::text
