#include "vocabulary.h"

#include <algorithm>
#include <array>
#include <bit>
#include <map>
#include <string_view>
#include <utility>

#include "letters.h"
#include "normal_form.h"
#include "spelling.h"
#include "text/language_files.h"
#include "text/numbers/numeral_letters.h"
#include "wirefold/base/hash.h"
#include "wirefold/base/strings.h"
#include "word_shape.h"
#include "words.h"

namespace wirefold::text {
namespace {

constexpr unsigned kSlotShift = 18;
constexpr std::size_t kSlots = std::size_t{1} << (32 - kSlotShift);
constexpr std::size_t kMaxLanguages = 32;

// The words of a text that are used to detect its language.
constexpr std::size_t kSampledWords = 400;

// The least common words of the detected language: one short word can be of any language.
constexpr int kLeastHits = 2;

std::uint64_t key_of(std::span<const Token> words, unsigned language) {
  return mix_hash(sequence_hash(words), language + 1);
}

/// The tokens of a number word in the files: "quatre_vingt" is two.
std::vector<Token> tokens_of(std::string_view word, std::string_view file) {
  std::vector<Token> out;
  for (const std::string_view part : split(word, '_')) {
    out.push_back({word_hash(respelled(normal_word(part), file)), WordClass::kPlain});
  }
  return out;
}

}  // namespace

const Vocabulary& Vocabulary::instance() {
  static const Vocabulary kOnly;
  return kOnly;
}

Vocabulary::Vocabulary() : keys_(kSlots), table_(kSlots), problems_(letter_problems()) {
  const std::vector<std::string>& numerals = NumeralLetters::instance().problems();
  problems_.insert(problems_.end(), numerals.begin(), numerals.end());
  const std::vector<std::string>& spelling = spelling_problems();
  problems_.insert(problems_.end(), spelling.begin(), spelling.end());
  std::map<std::string_view, unsigned> languages;
  for_each_line([&](const LanguageLine& line) {
    const bool common = line.section == "common";
    const bool numbers = line.section == "numbers";
    if (line.section == "currencies") return add_currencies(line);
    if (!common && !numbers && line.section != "magnitudes") return;
    const auto language =
        languages.try_emplace(line.file, static_cast<unsigned>(languages.size())).first->second;
    if (language >= kMaxLanguages) return complain(line, "there are too many languages");
    if (language == files_.size()) files_.push_back(line.file);
    if (common) {
      add_common(line, language);
    } else if (numbers) {
      add_numbers(line, language);
    } else {
      add_magnitudes(line, language);
    }
    if (words_ > kSlots / 2) complain(line, "the table is full");
  });
}

void Vocabulary::complain(const LanguageLine& line, const std::string& what) {
  problems_.push_back(problem_at(line, what));
}

void Vocabulary::add_common(const LanguageLine& line, unsigned language) {
  for (const std::string_view word : words_of(line.text)) {
    const std::vector<Token> tokens = tokens_of(word, line.file);
    const auto number = numbers_.find(key_of(tokens, language));
    if (number != numbers_.end() && number->second.is(NumberWord::kValue)) {
      complain(line, std::string(word) + " is common and a number");
    }
    at(tokens[0].hash).common |= 1U << language;
  }
}

void Vocabulary::add_currencies(const LanguageLine& line) {
  for (const std::string_view word : words_of(line.text)) {
    at(tokens_of(word, line.file)[0].hash).currency = true;
  }
}

bool Vocabulary::is_currency(Token word) const noexcept {
  const Word* found = find(word.hash);
  return found != nullptr && found->currency;
}

/// "7 seven"; "1? one" for a number only beside others; "100+ and" for a joiner after hundreds;
/// "+0.5 साढ़े" for a fraction added to the next number, "-0.25 पौने" for one taken from it.
void Vocabulary::add_numbers(const LanguageLine& line, unsigned language) {
  const std::vector<std::string_view> words = words_of(line.text);
  if (words.empty()) return complain(line, "no digits");
  std::string_view digits = words[0];
  const bool part_only = digits.ends_with('?');
  const bool joiner = digits.ends_with('+');
  const bool taken = digits.starts_with('-');
  const bool fraction = taken || digits.starts_with('+');
  if (part_only || joiner) digits.remove_suffix(1);
  if (fraction) digits.remove_prefix(1);
  const std::optional<Decimal> value = Decimal::parse(digits);
  if (!value) return complain(line, "no digits");
  if (fraction && !value->is_below_power(0)) return complain(line, "no fraction");
  const auto role = part_only  ? NumberWord::kPartOnly
                    : joiner   ? NumberWord::kJoiner
                    : fraction ? NumberWord::kFraction
                               : NumberWord::kValue;
  for (const std::string_view word : std::span(words).subspan(1)) {
    const std::vector<Token> tokens = tokens_of(word, line.file);
    if (tokens.size() > kMostPhraseWords) complain(line, std::string(word) + " is too long");
    NumberWord& entry = number_at(tokens, language);
    const bool number = entry.is(NumberWord::kValue) || entry.is(NumberWord::kPartOnly);
    if (number && !(entry.value == *value)) {
      complain(line, std::string(word) + " is another number too");
    }
    entry.roles |= role;
    if (joiner) {
      entry.joined = value->unit();
      continue;
    }
    entry.value = *value;
    if (taken) entry.roles |= NumberWord::kTaken;
    Word& first = at(tokens[0].hash);
    (part_only ? first.part : first.number) |= 1U << language;
    if (role == NumberWord::kValue && tokens.size() == 1 && ((first.common >> language) & 1) != 0) {
      complain(line, std::string(word) + " is common and a number");
    }
  }
}

/// "1000000 million"; "10000 만*" for a word that may be stuck to digits and have letters stuck to
/// it; "1000000? m" for a magnitude only beside a currency.
void Vocabulary::add_magnitudes(const LanguageLine& line, unsigned language) {
  const std::vector<std::string_view> words = words_of(line.text);
  if (words.empty()) return complain(line, "no power of ten");
  const bool of_money = words[0].ends_with('?');
  const std::optional<Decimal> value =
      Decimal::parse(words[0].substr(0, words[0].size() - (of_money ? 1 : 0)));
  if (!value || !value->is_power_of_ten() || value->unit() == 0) {
    return complain(line, "no power of ten");
  }
  for (std::string_view word : std::span(words).subspan(1)) {
    if (word.ends_with('*')) {
      word.remove_suffix(1);
      add_stuck(word);
    }
    const std::vector<Token> tokens = tokens_of(word, line.file);
    NumberWord& entry = number_at(tokens, language);
    if (entry.is(NumberWord::kMagnitude) && entry.power != value->unit()) {
      complain(line, std::string(word) + " is another magnitude too");
    }
    entry.roles |= NumberWord::kMagnitude;
    if (of_money) entry.roles |= NumberWord::kOfMoney;
    entry.power = value->unit();
    at(tokens[0].hash).magnitude |= 1U << language;
  }
}

NumberWord& Vocabulary::number_at(std::span<const Token> words, unsigned language) {
  Word& first = at(words[0].hash);
  first.words = std::max(first.words, static_cast<std::uint16_t>(words.size()));
  NumberWord& entry = numbers_[key_of(words, language)];
  entry.words = words.size();
  return entry;
}

void Vocabulary::add_stuck(std::string_view word) {
  for (const std::string& form : {std::string(word), decomposed(word)}) {
    if (std::find(stuck_.begin(), stuck_.end(), form) == stuck_.end()) stuck_.push_back(form);
  }
}

std::size_t Vocabulary::stuck_magnitude(std::string_view text) const noexcept {
  std::size_t longest = 0;
  for (const std::string& word : stuck_) {
    if (text.starts_with(word)) longest = std::max(longest, word.size());
  }
  return longest;
}

std::size_t Vocabulary::slot_of(std::uint32_t hash) const noexcept {
  const std::uint32_t* const keys = keys_.data();  // runs for each word
  std::size_t slot = hash >> kSlotShift;
  while (keys[slot] != 0 && keys[slot] != (hash | 1)) slot = (slot + 1) % kSlots;
  return slot;
}

Vocabulary::Word& Vocabulary::at(std::uint32_t hash) {
  const std::size_t slot = slot_of(hash);
  words_ += keys_[slot] == 0;
  keys_[slot] = hash | 1;
  return table_[slot];
}

const Vocabulary::Word* Vocabulary::find(std::uint32_t hash) const noexcept {
  const std::size_t slot = slot_of(hash);
  return keys_.data()[slot] == 0 ? nullptr : table_.data() + slot;
}

int Vocabulary::language_of(std::span<const Token> words) const {
  std::array<int, kMaxLanguages> hits{};
  for (const Token& t : words.first(std::min(words.size(), kSampledWords))) {
    const Word* word = find(t.hash);
    if (word == nullptr) continue;
    for (std::uint32_t bits = word->common; bits != 0; bits &= bits - 1) {
      ++hits.at(static_cast<std::size_t>(std::countr_zero(bits)));
    }
  }
  const auto best = std::max_element(hits.begin(), hits.end());
  return *best < kLeastHits ? -1 : static_cast<int>(best - hits.begin());
}

std::vector<std::uint32_t> Vocabulary::classify(std::span<Token> words, int language) const {
  std::vector<std::uint32_t> numbers;
  if (language < 0) return numbers;
  const std::uint32_t bit = 1U << static_cast<unsigned>(language);
  bool waits = false;  // the word before is a number only if a magnitude follows
  for (std::size_t i = 0; i < words.size(); ++i) {
    Token& t = words[i];
    const bool digits = t.kind == WordClass::kNumber;
    const Word* word = digits ? nullptr : find(t.hash);
    const bool waited = std::exchange(waits, digits);
    if (digits && waited) numbers.push_back(static_cast<std::uint32_t>(i - 1));
    if (word == nullptr) continue;
    if (waited && (word->magnitude & bit) != 0)
      numbers.push_back(static_cast<std::uint32_t>(i - 1));
    const bool part = (word->part & bit) != 0;
    if ((word->number & bit) != 0 || (part && word->words > 1))
      numbers.push_back(static_cast<std::uint32_t>(i));
    if ((word->common & bit) != 0) t.kind = WordClass::kCommon;
    waits = part;
  }
  return numbers;
}

const NumberWord* Vocabulary::number_word(std::span<const Token> words, int language) const {
  const Word* first = find(words[0].hash);
  if (first == nullptr) return nullptr;
  for (std::size_t n = std::min<std::size_t>(words.size(), first->words); n > 0; --n) {
    const auto found = numbers_.find(key_of(words.first(n), static_cast<unsigned>(language)));
    if (found != numbers_.end() && found->second.words == n) return &found->second;
  }
  return nullptr;
}

}  // namespace wirefold::text
