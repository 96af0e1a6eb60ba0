#include "number_words.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <optional>
#include <span>
#include <vector>

#include "text/token_edits.h"
#include "text/words/characters.h"
#include "text/words/spelling.h"
#include "text/words/vocabulary.h"
#include "wirefold/base/strings.h"

namespace wirefold::text {
namespace {

/// The gap between two tokens.
enum class Between : std::uint8_t { kNothing, kSpace, kHyphen, kOther };

Between between(std::string_view gap) {
  constexpr char32_t kHyphenCharacter = 0x2010;
  constexpr char32_t kHardHyphen = 0x2011;
  Between out = Between::kNothing;
  for (std::size_t pos = 0; pos < gap.size();) {
    const char32_t c = next_code_point(gap, pos);
    const bool space = c == ' ' || c == 0xA0 || c == 0x2009 || c == 0x202F;
    const bool hyphen = c == '-' || c == kHyphenCharacter || c == kHardHyphen;
    const bool invisible = CharacterTable::instance()[c].is(Character::kIgnored);
    if (!space && !hyphen && !invisible) return Between::kOther;
    if (space || hyphen) {
      if (out != Between::kNothing) return Between::kOther;
      out = space ? Between::kSpace : Between::kHyphen;
    }
  }
  return out;
}

bool is_currency_sign(char32_t c) {
  return u_charType(static_cast<UChar32>(c)) == U_CURRENCY_SYMBOL;
}

bool ends_with_currency_sign(std::string_view gap) {
  if (gap.ends_with(' ')) gap.remove_suffix(1);
  std::size_t pos = gap.size();
  while (pos > 0 && gap.size() - pos < 4) {
    const bool begins = (gap[--pos] & 0xC0) != 0x80;
    if (begins) return is_currency_sign(next_code_point(gap, pos));
  }
  return false;
}

bool begins_with_currency_sign(std::string_view text) {
  if (text.starts_with(' ')) text.remove_prefix(1);
  std::size_t pos = 0;
  return !text.empty() && is_currency_sign(next_code_point(text, pos));
}

/// The parts of a number read so far, greatest first: 2000000 and 300 for "two million three
/// hundred".
class Parts {
 public:
  bool empty() const noexcept { return parts_.empty(); }
  /// The power of ten of the last part; following parts must be below it.
  int unit() const noexcept { return parts_.back().unit; }
  /// True if the last part is digits, or digits times magnitudes.
  bool in_digits() const noexcept { return parts_.back().digits; }

  void add_digits(Decimal value) { parts_.push_back({value, 0, true}); }
  /// Numeral letters count as digits with a multiplier: 三千万.
  void add_letters(Decimal value) { parts_.push_back({value, std::max(value.unit(), 0), true}); }

  bool add(Decimal value) {
    if (!parts_.empty() && !value.is_below_power(unit())) return false;
    parts_.push_back({value, std::max(value.unit(), 0), false});
    return true;
  }

  /// Multiplies the parts that 10^`power` applies to; false if there are none.
  bool multiply(int power) {
    std::size_t first = parts_.size();
    while (first > 0 && takes(parts_[first - 1], power, first == parts_.size())) --first;
    if (first == parts_.size()) return false;
    const std::optional<Decimal> sum = sum_from(first);
    if (!sum || sum->is_zero()) return false;
    const Decimal product = sum->times_power(power);
    if (first > 0 && !product.is_below_power(parts_[first - 1].unit)) return false;
    const bool digits = parts_[first].digits;
    parts_.resize(first);
    parts_.push_back({product, power, digits});
    return true;
  }

  std::optional<Decimal> sum() const { return sum_from(0); }

 private:
  struct Part {
    Decimal value;
    int unit;
    bool digits;
  };

  /// True if a part is a coefficient of `power`: digits may have any size, words must be below it.
  static bool takes(const Part& part, int power, bool last) {
    const bool below = part.value.is_below_power(power);
    return part.unit < power && (below || (last && part.digits));
  }

  std::optional<Decimal> sum_from(std::size_t first) const {
    std::optional<Decimal> sum = Decimal();
    for (std::size_t i = first; i < parts_.size() && sum; ++i) sum = sum->plus(parts_[i].value);
    return sum;
  }

  std::vector<Part> parts_;
};

/// Reads one number.
class Reader {
 public:
  Reader(const Words& words, std::string_view text, int language)
      : words_(words), text_(text), language_(language) {}

  struct Result {
    std::size_t end = 0;  ///< One past the last token; `first` if there is no number.
    Decimal value;
  };

  Result read(std::size_t first) {
    Result out{first, {}};
    at_ = first;
    first_ = first;
    bool certain = false;  // not only words of NumberWord::kPartOnly
    Parts parts;
    while (at_ < words_.tokens.size() && (parts.empty() || gap() != Between::kOther)) {
      const std::size_t begin = at_;
      if (!read_part(parts)) break;
      const std::optional<Decimal> sum = parts.sum();
      if (!sum) break;
      certain = certain || begin > first || certain_;
      if (certain) out = {at_, *sum};
    }
    return out;
  }

 private:
  Between gap() const { return gap_before(at_); }

  Between gap_before(std::size_t token) const {
    const std::size_t end = words_.token_bytes[token - 1].second;
    const std::size_t begin = words_.token_bytes[token].first;
    if (begin < end || begin - end > kMostGap) return Between::kOther;
    return between(text_.substr(end, begin - end));
  }

  bool connected(std::size_t token) const {
    return token < words_.tokens.size() && gap_before(token) != Between::kOther;
  }

  const NumberWord* word_at(std::size_t token) const {
    if (token >= words_.tokens.size()) return nullptr;
    std::size_t last = token + 1;
    const std::size_t most = std::min(words_.tokens.size(), token + Vocabulary::kMostPhraseWords);
    while (last < most && gap_before(last) != Between::kOther) ++last;
    return vocabulary_.number_word(std::span(words_.tokens).subspan(token, last - token),
                                   language_);
  }

  std::optional<Decimal> digits_at(std::size_t token) const {
    const auto found =
        std::lower_bound(words_.numbers.begin(), words_.numbers.end(), token,
                         [](const NumberToken& n, std::size_t wanted) { return n.token < wanted; });
    if (found == words_.numbers.end() || found->token != token) return std::nullopt;
    return found->value;
  }

  bool is_magnitude(std::size_t token) const {
    return connected(token) && multiplies(word_at(token), token);
  }

  /// True if `word`, which is at `token`, multiplies the number before it.
  bool multiplies(const NumberWord* word, std::size_t token) const {
    if (word == nullptr || !word->is(NumberWord::kMagnitude)) return false;
    return !word->is(NumberWord::kOfMoney) || is_money(token + word->words);
  }

  /// True if a currency is before the current number, or after it, at `end`.
  bool is_money(std::size_t end) const {
    const std::size_t begin_byte = words_.token_bytes[first_].first;
    const std::size_t end_byte = words_.token_bytes[end - 1].second;
    if (first_ > 0) {
      const std::size_t before = words_.token_bytes[first_ - 1].second;
      const std::string_view gap = text_.substr(before, begin_byte - before);
      if (ends_with_currency_sign(gap)) return true;
      if (gap.size() <= kMostGap && gap.find_first_not_of(" .\u00A0\u202F") == gap.npos &&
          vocabulary_.is_currency(words_.tokens[first_ - 1])) {
        return true;
      }
    } else if (ends_with_currency_sign(text_.substr(0, begin_byte))) {
      return true;
    }
    return begins_with_currency_sign(text_.substr(end_byte)) ||
           (connected(end) && vocabulary_.is_currency(words_.tokens[end]));
  }

  /// Reads the part at at_ and moves past it; false if it does not belong to the number.
  bool read_part(Parts& parts) {
    certain_ = true;
    if (words_.tokens[at_].kind == WordClass::kNumber) return read_digits(parts);
    const NumberWord* word = word_at(at_);
    if (word == nullptr) return false;
    if (!parts.empty() && multiplies(word, at_) && parts.multiply(word->power)) {
      at_ += word->words;
      return true;
    }
    if (!parts.empty() && parts.in_digits()) return false;
    if (word->is(NumberWord::kJoiner) && !parts.empty()) return read_joined(parts, *word);
    if (word->is(NumberWord::kFraction)) return read_fraction(parts, *word);
    return add_word(parts, *word, false);
  }

  bool add_word(Parts& parts, const NumberWord& word, bool joined) {
    const bool value = word.is(NumberWord::kValue);
    if (!value && !word.is(NumberWord::kPartOnly)) return false;
    if (!value) {
      certain_ = false;
      const bool behind_tens = !parts.empty() && parts.unit() == 1;
      if (!joined && !behind_tens && !is_magnitude(at_ + word.words)) return false;
    }
    // "a million two years ago": a small number far below is another number.
    const bool far = !parts.empty() && parts.unit() > kFarUnit && word.value.is_below_power(2);
    if (far && !joined && !is_magnitude(at_ + word.words)) return false;
    if (!parts.add(word.value)) return false;
    at_ += word.words;
    return true;
  }

  /// "साढ़े तीन" is 3.5, "पौने 2" 1.75, and "सवा लाख" is 1.25 lakh.
  bool read_fraction(Parts& parts, const NumberWord& fraction) {
    const std::size_t next = at_ + fraction.words;
    if (!connected(next)) return false;
    const NumberWord* word = word_at(next);
    std::optional<Decimal> whole = digits_at(next);
    std::size_t end = next + 1;
    if (words_.tokens[next].kind != WordClass::kNumber) {
      if (word == nullptr) return false;
      const bool alone = multiplies(word, next);
      const bool value = word->is(NumberWord::kValue) || word->is(NumberWord::kPartOnly);
      if (!alone && !value) return false;
      whole = alone ? Decimal::power_of_ten(0) : word->value;
      end = alone ? next : next + word->words;
    }
    if (!whole || whole->unit() < 0) return false;
    const std::optional<Decimal> sum = fraction.is(NumberWord::kTaken)
                                           ? whole->minus(fraction.value)
                                           : whole->plus(fraction.value);
    if (!sum || !parts.add(*sum)) return false;
    at_ = end;
    return true;
  }

  bool read_joined(Parts& parts, const NumberWord& joiner) {
    const std::size_t next = at_ + joiner.words;
    if (parts.unit() < joiner.joined || !connected(next)) return false;
    if (words_.tokens[next].kind == WordClass::kNumber) return false;
    const NumberWord* word = word_at(next);
    if (word == nullptr) return false;
    const std::size_t before = at_;
    at_ = next;
    if (add_word(parts, *word, true)) return true;
    at_ = before;
    return false;
  }

  /// Digits begin a number, or follow a magnitude that they are below: 1억2000만.
  bool read_digits(Parts& parts) {
    const std::optional<Decimal> value = digits_at(at_);
    if (!value) return false;
    if (!parts.empty() && !continues(parts, *value)) return false;
    if (is_digit(at_)) {
      parts.add_digits(*value);
    } else {
      parts.add_letters(*value);
    }
    ++at_;
    return true;
  }

  bool is_digit(std::size_t token) const {
    std::size_t pos = words_.token_bytes[token].first;
    return CharacterTable::instance()[next_code_point(text_, pos)].is(Character::kDigit);
  }

  bool continues(const Parts& parts, Decimal value) const {
    const int unit = parts.unit();
    if (unit == 0 || !value.is_below_power(unit)) return false;
    const NumberWord* next = connected(at_ + 1) ? word_at(at_ + 1) : nullptr;
    if (multiplies(next, at_ + 1)) return value.times_power(next->power).is_below_power(unit);
    const bool fills = !value.is_below_power(unit - 1);
    if (!is_digit(at_) && (fills || value.unit() >= kMyriad)) return true;
    // Separate numbers have a space between them too: only digits that fill all places continue.
    if (value.unit() < 0 || !parts.in_digits()) return false;
    const bool stuck = gap_before(at_ - 1) == Between::kNothing;
    return stuck && (gap() == Between::kNothing || fills);
  }

  static constexpr std::size_t kMostGap = 16;  // bytes
  static constexpr int kFarUnit = 3;
  static constexpr int kMyriad = 4;

  const Words& words_;
  std::string_view text_;
  int language_;
  const Vocabulary& vocabulary_ = Vocabulary::instance();
  std::size_t at_ = 0;
  std::size_t first_ = 0;  // first token of the current number
  bool certain_ = true;
};

}  // namespace

void classify_words(Words& words, std::string_view text, int language) {
  if (language >= 0) respell(words, text, Vocabulary::instance().file_of(language));
  const std::vector<std::uint32_t> places = Vocabulary::instance().classify(words.tokens, language);
  std::vector<TokenEdit> edits;
  Reader reader(words, text, language);
  std::size_t done = 0;
  for (const std::uint32_t first : places) {
    if (first < done) continue;
    const Reader::Result number = reader.read(first);
    if (number.end == first) continue;
    done = number.end;
    const bool changes = done > first + 1 || words.tokens[first].kind != WordClass::kNumber;
    if (!changes) continue;
    edits.push_back({first,
                     done,
                     {word_hash(number.value.text()), WordClass::kNumber},
                     {words.token_bytes[first].first, words.token_bytes[done - 1].second}});
  }
  apply_edits(edits, words);
}

}  // namespace wirefold::text
