#include "characters.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>

#include <string>

#include "letters.h"
#include "wirefold/base/strings.h"

namespace wirefold::text {
namespace {

constexpr char32_t kFirstHangul = 0xAC00;
constexpr char32_t kLastHangul = 0xD7A3;
constexpr char32_t kFirstIdeograph = 0x4E00;
constexpr char32_t kLastIdeograph = 0x9FFF;
constexpr char32_t kFirstKana = 0x3000;  // no mark of kana has a smaller code point

bool is_unspaced(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(static_cast<UChar32>(c), &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
      return true;
    default:
      // The prolonged sound mark and the voicing marks belong to both kana scripts.
      return c >= kFirstKana && uscript_hasScript(static_cast<UChar32>(c), USCRIPT_KATAKANA) != 0;
  }
}

bool ends_sentence(char32_t c) {
  return c == '\n' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002 || c == 0xFF01 ||
         c == 0xFF1F || c == 0x0964 || c == 0x061F || c == 0x06D4 || c == 0x17D4 || c == 0x104B;
}

bool is_word(char32_t c) {
  const auto type = U_MASK(u_charType(static_cast<UChar32>(c)));
  return (type & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) != 0;
}

bool is_ignored(char32_t c) {
  return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
}

const icu::Normalizer2& normalizer() {
  UErrorCode status = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFKCCasefoldInstance(status);
}

/// True for marks that compose with no letter: the virama of Hindi, points of Arabic and Hebrew.
bool is_lone_mark(char32_t c) {
  const auto code_point = static_cast<UChar32>(c);
  return u_getCombiningClass(code_point) != 0 &&
         u_getIntPropertyValue(code_point, UCHAR_NFKC_QUICK_CHECK) == UNORM_YES;
}

}  // namespace

Character CharacterTable::describe(char32_t c) {
  Character out;
  const auto set = [&out](bool condition, Character::Flag flag) {
    if (condition) out.flags = static_cast<std::uint16_t>(out.flags | flag);
  };
  set(ends_sentence(c), Character::kEndsSentence);
  set(is_ignored(c), Character::kIgnored);
  if (out.is(Character::kIgnored) || !is_word(c)) return out;
  set(true, Character::kWord);
  const auto code_point = static_cast<UChar32>(c);
  const int digit = u_charDigitValue(code_point);
  if (digit >= 0) {
    set(true, Character::kDigit);
    set(c < 0x80, Character::kSame);
    out.folded[0] = static_cast<char>('0' + digit);
    out.folded_size = 1;
    return out;
  }
  set(u_charType(code_point) == U_OTHER_NUMBER, Character::kNumberSign);
  set(out.is(Character::kNumberSign), Character::kDigit);
  if (out.is(Character::kDigit)) return out;
  set(u_isUUppercase(code_point) != 0, Character::kUpper);
  set(c >= 0x0E00 && is_unspaced(c), Character::kUnspaced);
  set(ends_form(c), Character::kNeedsContext);
  if (out.is(Character::kUnspaced)) return out;  // whole words are folded instead
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(code_point, &status);
  set(script == USCRIPT_ARABIC, Character::kArabic);
  std::string itself;
  append_utf8(itself, c);
  const std::string folded = normal_word(itself);
  set(folded.empty(), Character::kDropped);
  if (out.is(Character::kDropped)) return out;
  set(folded == itself, Character::kSame);
  std::size_t pos = 0;
  const UScriptCode becomes =
      uscript_getScript(static_cast<UChar32>(next_code_point(folded, pos)), &status);
  set(becomes == USCRIPT_LATIN, Character::kLatin);
  set(becomes == USCRIPT_GREEK, Character::kGreek);
  set(becomes == USCRIPT_CYRILLIC, Character::kCyrillic);
  set(out.is(Character::kSame) && is_lone_mark(c), Character::kMark);
  const bool alone = out.is(Character::kMark) || normalizer().hasBoundaryBefore(code_point) != 0;
  set(!alone || folded.size() > out.folded.size(), Character::kNeedsContext);
  if (out.is(Character::kNeedsContext)) return out;
  out.folded_size = static_cast<std::uint8_t>(folded.copy(out.folded.data(), out.folded.size()));
  return out;
}

/// Describes characters beyond the table. The thousands of Hangul syllables are letters in their
/// own normal form, and of an ideograph only the script matters, so neither needs a table.
Character CharacterTable::beyond(char32_t c) {
  if (c >= kFirstIdeograph && c <= kLastIdeograph) {
    return {Character::kWord | Character::kUnspaced, 0, {}};
  }
  if (c < kFirstHangul || c > kLastHangul) return describe(c);
  const auto byte = [c](char32_t lead, int shift) {
    return static_cast<char>(lead | ((c >> shift) & 0x3F));
  };
  return {Character::kWord | Character::kSame, 3, {byte(0xE0, 12), byte(0x80, 6), byte(0x80, 0)}};
}

CharacterTable::CharacterTable() : table_(kSize) {
  for (char32_t c = 0; c < kSize; ++c) table_[c] = describe(c);
}

const CharacterTable& CharacterTable::instance() {
  static const CharacterTable kTable;
  return kTable;
}

}  // namespace wirefold::text
