#include "wirefold/text/stems.h"

#include <algorithm>
#include <array>
#include <string>

#include "running_text.h"
#include "text/numbers/number_words.h"
#include "text/words/characters.h"
#include "text/words/letters.h"
#include "text/words/vocabulary.h"
#include "text/words/words.h"
#include "wirefold/base/strings.h"

namespace wirefold::text {
namespace {

constexpr std::size_t kMostTitleWords = 100;

// Bytes of a body that hold its first words, with the dateline and credits before them.
constexpr std::size_t kBytesOfWord = 64;

constexpr char32_t kFirstHangul = 0xAC00;
constexpr char32_t kLastHangul = 0xD7A3;

bool is_hangul(char32_t c) { return c >= kFirstHangul && c <= kLastHangul; }

bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// The normal form of a word.
std::string normal_form(std::string_view spelled) {
  if (std::ranges::all_of(spelled, is_ascii_letter)) return to_lower_ascii(spelled);
  return in_one_script(normal_word(spelled));
}

/// The first letters of a word in its normal form, with their marks. Empty for a word of one letter
/// and for scripts without spaces.
std::string_view first_letters(std::string_view normal) {
  const CharacterTable& table = CharacterTable::instance();
  std::size_t letters = 0;
  std::size_t at = 0;
  while (at < normal.size()) {
    const std::size_t from = at;
    const char32_t c = next_code_point(normal, at);
    const Character character = table[c];
    if (character.is(Character::kUnspaced)) return {};
    if (character.is(Character::kMark)) continue;
    if (letters == (is_hangul(c) ? kStemSyllables : kStemLetters)) return normal.substr(0, from);
    ++letters;
  }
  return letters < 2 ? std::string_view() : normal;
}

/// True for a number of one digit, in digits or in words, but not for "6.0".
bool is_digit(const Token& token, std::string_view spelled) {
  if (spelled.size() > 1 && std::ranges::any_of(spelled, is_ascii_digit)) return false;
  static const auto kDigits = [] {
    std::array<std::uint32_t, 10> out{};
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = word_hash(std::to_string(i));
    return out;
  }();
  return std::ranges::find(kDigits, token.hash) != kDigits.end();
}

/// Adds the stem of a word that may say something.
void add(const Token& token, std::string_view spelled, std::vector<Stem>& out) {
  if (token.kind == WordClass::kCommon || is_digit(token, spelled)) return;
  if (token.kind == WordClass::kNumber) {
    out.push_back({token.hash, true, spelled});
    return;
  }
  const std::string normal = normal_form(spelled);
  const std::string_view letters = first_letters(normal);
  if (!letters.empty()) out.push_back({word_hash(letters), false, spelled});
}

std::vector<Stem> stems_of(Words& words, std::string_view text, int language,
                           std::size_t most_words) {
  classify_words(words, text, language);
  std::vector<Stem> out;
  const std::size_t count = std::min(words.tokens.size(), most_words);
  out.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const auto [begin, end] = words.token_bytes[i];
    add(words.tokens[i], text.substr(begin, end - begin), out);
  }
  return out;
}

}  // namespace

Stems stems_of(std::string_view title, std::string_view body, std::size_t most_words) {
  const std::string_view beginning = clip_utf8(body, most_words * kBytesOfWord);
  RunningText running = running_text(beginning, 2 * most_words, Places::kKeep);
  Words headline = split_words(title, kMostTitleWords, Places::kKeep);
  std::vector<Token> all = headline.tokens;
  all.insert(all.end(), running.words.tokens.begin(), running.words.tokens.end());
  const int language = Vocabulary::instance().language_of(all);
  return {stems_of(headline, title, language, kMostTitleWords),
          stems_of(running.words, running.text, language, most_words)};
}

}  // namespace wirefold::text
