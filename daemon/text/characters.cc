#include "characters.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>

#include <string>

#include "wirefold/base/strings.h"
#include "wirefold/text/normal.h"

namespace wirefold::text {
namespace {

constexpr char32_t kZeroWidthSpace = 0x200B;  // stands between the words of Thai and Khmer
constexpr char32_t kFirstHangul = 0xAC00;
constexpr char32_t kLastHangul = 0xD7A3;
constexpr char32_t kProlongedSound = 0x30FC;  // of no script by itself, and part of kana words

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
      return c == kProlongedSound;
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
  return c != kZeroWidthSpace &&
         u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
}

const icu::Normalizer2& normalizer() {
  UErrorCode status = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFKCCasefoldInstance(status);
}

/// True for the virama of Hindi, the points of Arabic and Hebrew and the like.
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
  set(u_isdigit(static_cast<UChar32>(c)) != 0, Character::kDigit);
  set(u_isUUppercase(static_cast<UChar32>(c)) != 0, Character::kUpper);
  set(c >= 0x0E00 && is_unspaced(c), Character::kUnspaced);
  if (out.is(Character::kUnspaced)) return out;  // folded a word at a time
  std::string itself;
  append_utf8(itself, c);
  const std::string folded = fold_case(itself);
  set(folded == itself, Character::kSame);
  set(out.is(Character::kSame) && is_lone_mark(c), Character::kMark);
  const bool alone =
      out.is(Character::kMark) || normalizer().hasBoundaryBefore(static_cast<UChar32>(c)) != 0;
  set(!alone || folded.size() > out.folded.size(), Character::kNeedsContext);
  if (out.is(Character::kNeedsContext)) return out;
  out.folded_size = static_cast<std::uint8_t>(folded.copy(out.folded.data(), out.folded.size()));
  return out;
}

/// A Hangul syllable is a letter that is its own normal form; Korean has thousands of them.
Character CharacterTable::beyond(char32_t c) {
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
