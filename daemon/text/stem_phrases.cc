#include "stem_phrases.h"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <set>

#include "text/words/characters.h"
#include "text/words/words.h"
#include "wirefold/base/strings.h"
#include "wirefold/text/count_phrases.h"
#include "wirefold/text/normal.h"

namespace wirefold::text {
namespace {

/// Folds a word and unifies its apostrophes.
std::string folded(std::string_view word) {
  constexpr std::string_view kQuote = "\xE2\x80\x99";  // the apostrophe of typesetters
  std::string out = fold_case(word);
  for (std::size_t at = 0; (at = out.find(kQuote, at)) != std::string::npos;) {
    out.replace(at, kQuote.size(), "'");
  }
  return out;
}

/// True if `text` begins with `stem`, which is folded.
bool begins_with(std::string_view text, const std::string& stem) {
  for (std::size_t i = 0; i < stem.size(); ++i) {
    if (i == text.size()) return false;
    const auto c = static_cast<unsigned char>(text[i]);
    const bool ascii = ((c | static_cast<unsigned char>(stem[i])) & 0x80) == 0;
    if (c == static_cast<unsigned char>(stem[i])) continue;
    if (ascii && (c >= 'A' && c <= 'Z' ? c | 0x20 : c) != stem[i]) return false;
    if (ascii) continue;
    constexpr std::size_t kMostBytesAByte = 3;  // one folded byte comes from at most three bytes
    return folded(clip_utf8(text, kMostBytesAByte * stem.size())).starts_with(stem);
  }
  return true;
}

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

/// True for the characters of a word: letters, digits, invisible characters inside words,
/// apostrophes.
bool goes_on(char32_t c) {
  constexpr char32_t kRightQuote = 0x2019;
  if (c == U'\'' || c == kRightQuote) return true;
  const Character character = CharacterTable::instance()[c];
  return character.is(Character::kWord) || character.is(Character::kIgnored);
}

/// Where the word after the one at `pos` begins; kNone if there is none.
std::size_t word_after(std::string_view text, std::size_t pos) {
  for (const bool inside : {true, false}) {
    std::size_t next = pos;
    while (next < text.size() && goes_on(next_code_point(text, next)) == inside) pos = next;
  }
  return pos < text.size() ? pos : kNone;
}

/// Where the word before the one at `pos` begins; kNone if there is none.
std::size_t word_before(std::string_view text, std::size_t pos) {
  bool found = false;
  while (pos > 0) {
    std::size_t begin = pos - 1;
    while (begin > 0 && (text[begin] & 0xC0) == 0x80) --begin;
    std::size_t end = begin;
    if (goes_on(next_code_point(text, end))) {
      found = true;
    } else if (found) {
      return pos;
    }
    pos = begin;
  }
  return found ? pos : kNone;
}

/// The spellings of `stem` in texts: small, with a capital, in capitals; composed and decomposed.
std::vector<std::string> spellings_of(const std::string& stem) {
  const icu::UnicodeString small = icu::UnicodeString::fromUTF8(stem);
  const int32_t first = small.moveIndex32(0, 1);
  icu::UnicodeString capital(small, 0, first);
  capital.toUpper(icu::Locale::getRoot()).append(small, first, small.length() - first);
  const icu::UnicodeString capitals = icu::UnicodeString(small).toUpper(icu::Locale::getRoot());
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* const nfc = icu::Normalizer2::getNFCInstance(status);
  const icu::Normalizer2* const nfd = icu::Normalizer2::getNFDInstance(status);
  std::vector<std::string> out;
  for (const icu::UnicodeString& spelling : {small, capital, capitals}) {
    for (const icu::Normalizer2* form : {nfc, nfd}) {
      form->normalize(spelling, status).toUTF8String(out.emplace_back());
    }
  }
  return out;
}

}  // namespace

StemPhrases::StemPhrases(const std::vector<std::string>& phrases) {
  for (const std::string& line : phrases) add(line);
}

void StemPhrases::add(std::string_view line) {
  Phrase phrase;
  for (const std::string_view word : split(line, ' ')) {
    if (!word.empty()) phrase.stems.push_back(folded(word));
  }
  const auto longest =
      std::max_element(phrase.stems.begin(), phrase.stems.end(),
                       [](const auto& a, const auto& b) { return a.size() < b.size(); });
  if (longest == phrase.stems.end() || longest->size() < Beginnings::kLeast) return;
  phrase.anchor = static_cast<std::size_t>(longest - phrase.stems.begin());
  std::set<std::uint32_t> slots;
  for (const std::string& spelling : spellings_of(*longest)) {
    if (spelling.size() < Beginnings::kLeast) continue;
    for (const std::uint32_t slot : anchors_.add(spelling)) slots.insert(slot);
  }
  for (const std::uint32_t slot : slots) by_slot_[slot].push_back(phrases_.size());
  phrases_.push_back(std::move(phrase));
}

const StemPhrases& StemPhrases::of(Phrases which) {
  static const std::array kAll = {StemPhrases(phrases(Phrases::kPaywall)),
                                  StemPhrases(phrases(Phrases::kConsent)),
                                  StemPhrases(phrases(Phrases::kBoilerplate))};
  return which == Phrases::kPaywall ? kAll[0] : which == Phrases::kConsent ? kAll[1] : kAll[2];
}

bool StemPhrases::matches(const Phrase& phrase, std::string_view sentence, std::size_t place) {
  if (!begins_with(sentence.substr(place), phrase.stems[phrase.anchor])) return false;
  std::size_t pos = place;
  for (std::size_t i = phrase.anchor; i-- > 0;) {
    pos = word_before(sentence, pos);
    if (pos == kNone || !begins_with(sentence.substr(pos), phrase.stems[i])) return false;
  }
  pos = place;
  for (std::size_t i = phrase.anchor + 1; i < phrase.stems.size(); ++i) {
    pos = word_after(sentence, pos);
    if (pos == kNone || !begins_with(sentence.substr(pos), phrase.stems[i])) return false;
  }
  return true;
}

std::optional<std::size_t> StemPhrases::at(std::string_view sentence, std::size_t place) const {
  if (!anchors_.may_be_at(sentence, place)) return std::nullopt;
  const auto found = by_slot_.find(Beginnings::slot_of(sentence.data() + place));
  if (found == by_slot_.end()) return std::nullopt;
  for (const std::size_t phrase : found->second) {
    if (matches(phrases_[phrase], sentence, place)) return phrase;
  }
  return std::nullopt;
}

std::size_t count_phrases(Phrases which, std::string_view text) {
  const StemPhrases& phrases = StemPhrases::of(which);
  std::set<std::size_t> found;
  const Words words = split_words(text, text.size(), Places::kNone, &phrases.anchors());
  for (const std::size_t place : words.marked) {
    if (const auto phrase = phrases.at(text, place)) found.insert(*phrase);
  }
  return found.size();
}

}  // namespace wirefold::text
