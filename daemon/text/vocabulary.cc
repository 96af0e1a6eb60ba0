#include "vocabulary.h"

#include <algorithm>
#include <array>
#include <bit>
#include <map>
#include <string_view>

#include "language_files.h"
#include "wirefold/base/strings.h"
#include "wirefold/text/normal.h"
#include "word_shape.h"
#include "words.h"

namespace wirefold::text {
namespace {

constexpr unsigned kSlotShift = 19;
constexpr std::size_t kSlots = std::size_t{1} << (32 - kSlotShift);
constexpr std::size_t kMaxLanguages = 32;

// Words of a text that are looked at to tell its language.
constexpr std::size_t kSampledWords = 400;

// One short word can be of any language.
constexpr int kLeastHits = 2;

}  // namespace

const Vocabulary& Vocabulary::instance() {
  static const Vocabulary kOnly;
  return kOnly;
}

Vocabulary::Vocabulary() : keys_(kSlots), table_(kSlots) {
  std::map<std::string_view, unsigned> languages;
  std::size_t words = 0;
  for_each_line([&](const LanguageLine& line) {
    const bool number = line.section == "numbers";
    if (!number && line.section != "common") return;
    const auto complain = [&](const std::string& what) {
      problems_.push_back(std::string(line.file) + ".txt:" + std::to_string(line.number) + ": " +
                          what);
    };
    const auto language =
        languages.try_emplace(line.file, static_cast<unsigned>(languages.size())).first->second;
    if (language >= kMaxLanguages || words > kSlots / 2) return complain("the table is full");
    const std::uint32_t bit = 1U << language;
    std::uint32_t digits = 0;
    for (const std::string_view word : words_of(line.text)) {
      const std::uint32_t hash = word_hash(fold_case(word));
      if (number && digits == 0) {
        if (!shape_of(word).digits) return complain("no digits");
        digits = hash;
        continue;
      }
      Word& entry = at(hash);
      words += entry.common == 0 && entry.number == 0;
      if (((number ? entry.common : entry.number) & bit) != 0) {
        complain(std::string(word) + " is common and a number");
      }
      if (!number) {
        entry.common |= bit;
      } else if (entry.number != 0 && entry.digits != digits) {
        complain(std::string(word) + " is another number in another language");
      } else {
        entry.number |= bit;
        entry.digits = digits;
      }
    }
  });
}

std::size_t Vocabulary::slot_of(std::uint32_t hash) const noexcept {
  std::size_t slot = hash >> kSlotShift;
  while (keys_[slot] != 0 && keys_[slot] != (hash | 1)) slot = (slot + 1) % kSlots;
  return slot;
}

Vocabulary::Word& Vocabulary::at(std::uint32_t hash) {
  const std::size_t slot = slot_of(hash);
  keys_[slot] = hash | 1;
  return table_[slot];
}

const Vocabulary::Word* Vocabulary::find(std::uint32_t hash) const noexcept {
  const std::size_t slot = slot_of(hash);
  return keys_[slot] == 0 ? nullptr : &table_[slot];
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

void Vocabulary::classify(std::span<Token> words, int language) const {
  if (language < 0) return;
  const std::uint32_t bit = 1U << static_cast<unsigned>(language);
  for (Token& t : words) {
    const Word* word = find(t.hash);
    if (word == nullptr || t.kind == WordClass::kNumber) continue;
    if ((word->number & bit) != 0) {
      t = {word->digits, WordClass::kNumber};
    } else if ((word->common & bit) != 0) {
      t.kind = WordClass::kCommon;
    }
  }
}

}  // namespace wirefold::text
