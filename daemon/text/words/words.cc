#include "words.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <string>

#include "characters.h"
#include "letters.h"
#include "text/numbers/numeral_letters.h"
#include "text/numbers/numerals.h"
#include "unspaced.h"
#include "vocabulary.h"
#include "wirefold/base/hash.h"
#include "wirefold/base/strings.h"

namespace wirefold::text {
namespace {

constexpr char32_t kNonJoiner = 0x200C;

// Longer words are cut. In bytes, folded.
constexpr std::size_t kMaxWord = 120;

/// A folded word under construction.
class FoldedWord {
 public:
  void clear() { size_ = 0; }
  void append(const Character& c) {
    // Copies all bytes whatever the size: a copy of constant length is one instruction.
    std::memcpy(bytes_.data() + size_, c.folded.data(), c.folded.size());
    size_ = std::min(size_ + c.folded_size, kMaxWord);
  }
  void append(char c) {
    bytes_[size_] = c;
    size_ = std::min(size_ + 1, kMaxWord);
  }
  std::string_view text() const { return {bytes_.data(), size_}; }

 private:
  std::array<char, kMaxWord + sizeof(Character::folded)> bytes_{};
  std::size_t size_ = 0;
};

/// True for characters beyond ASCII that are used as apostrophes.
bool is_apostrophe(char32_t c) {
  switch (c) {
    case 0x00B4:  // acute accent
    case 0x05F3:  // Hebrew geresh
    case 0x2018:
    case 0x2019:
    case 0xFF07:  // full width
      return true;
    default:
      return false;
  }
}

/// True for separators of the parts of a date, a time or a range.
bool joins_parts(char c) { return c == ':' || c == '/' || c == '-'; }

class Splitter {
 public:
  Splitter(std::string_view text, std::size_t max_words, Places places,
           const Beginnings* beginnings)
      : text_(text), max_words_(max_words), places_(places), beginnings_(beginnings) {
    const std::size_t expected = std::min(text.size() / 6 + 1, max_words);
    words_.tokens.reserve(expected);
    if (places == Places::kKeep) words_.token_bytes.reserve(expected);
  }

  Words run() {
    std::size_t pos = 0;
    while (pos < text_.size() && words_.tokens.size() < max_words_) {
      const std::size_t start = pos;
      const char32_t c = next(pos);
      const Character character = characters_[c];
      if (character.is(Character::kWord)) {
        if (character.is(Character::kDropped)) continue;
        if (at_sentence_start()) sentence_begin_ = start;
        pos = character.is(Character::kDigit)      ? number(start)
              : character.is(Character::kUnspaced) ? unspaced_run(start)
                                                   : word(start);
      } else if (character.is(Character::kEndsSentence) || (c == '.' && at_space(pos))) {
        end_sentence(pos);
      }
    }
    end_sentence(pos);
    return std::move(words_);
  }

 private:
  /// next_code_point(), with the common forms decoded in place.
  char32_t next(std::size_t& pos) const {
    const auto byte = [this](std::size_t i) { return static_cast<unsigned char>(text_[i]); };
    const auto follows = [&byte](std::size_t i) { return (byte(i) & 0xC0) == 0x80; };
    const char32_t lead = byte(pos);
    if (lead < 0x80) {
      ++pos;
      return lead;
    }
    if (lead >= 0xC2 && lead <= 0xDF && text_.size() - pos >= 2 && follows(pos + 1)) {
      const char32_t c = ((lead & 0x1F) << 6) | (byte(pos + 1) & 0x3FU);
      pos += 2;
      return c;
    }
    const bool three = lead > 0xE0 && lead <= 0xEF && lead != 0xED;  // E0 and ED have exceptions
    if (three && text_.size() - pos >= 3 && follows(pos + 1) && follows(pos + 2)) {
      const char32_t c =
          ((lead & 0x0F) << 12) | ((byte(pos + 1) & 0x3FU) << 6) | (byte(pos + 2) & 0x3FU);
      pos += 3;
      return c;
    }
    return next_code_point(text_, pos);
  }

  bool at_space(std::size_t pos) const {
    return pos >= text_.size() ||
           std::string_view(" \t\r\n\"').\xE2").find(text_[pos]) != std::string_view::npos;
  }

  void end_sentence(std::size_t pos) {
    if (at_sentence_start()) return;  // without a word
    words_.sentence_ends.push_back(static_cast<std::uint32_t>(words_.tokens.size()));
    words_.sentence_bytes.emplace_back(sentence_begin_, pos);
  }

  void note_place(std::size_t begin, std::size_t end) {
    if (places_ == Places::kKeep) words_.token_bytes.emplace_back(begin, end);
    if (beginnings_ != nullptr && beginnings_->may_be_at(text_, begin)) {
      words_.marked.push_back(begin);
    }
  }

  bool at_sentence_start() const {
    return words_.tokens.size() == (words_.sentence_ends.empty() ? 0 : words_.sentence_ends.back());
  }

  void add(std::string_view normal, WordClass kind, std::size_t begin, std::size_t end) {
    words_.tokens.push_back({word_hash(normal), kind});
    note_place(begin, end);
  }

  void add_number(std::string_view normal, const std::optional<Decimal>& value, std::size_t begin,
                  std::size_t end) {
    if (value) words_.numbers.push_back({static_cast<std::uint32_t>(words_.tokens.size()), *value});
    add(normal, WordClass::kNumber, begin, end);
  }

  /// Adds a number and the magnitude words that are stuck to it: "3천" of "3천여".
  std::size_t number(std::size_t start) {
    const bool part =
        number_end_ > 0 && number_end_ + 1 == start && joins_parts(text_[number_end_]);
    const WrittenNumber number = read_number(text_, start, part);
    number_end_ = number.end;
    add_number(number.normal, number.value, start, number.end);
    std::size_t pos = number.end;
    while (pos < text_.size() && (text_[pos] & 0x80) != 0 && words_.tokens.size() < max_words_) {
      const std::size_t size = vocabulary_.stuck_magnitude(text_.substr(pos));
      if (size == 0 || goes_on(pos + size)) break;
      add(normal_word(text_.substr(pos, size)), WordClass::kPlain, pos, pos + size);
      pos += size;
    }
    return pos;
  }

  /// True if the letter that ends before `pos` continues with the character at `pos`.
  bool goes_on(std::size_t pos) const {
    return pos < text_.size() && characters_[next(pos)].is(Character::kNeedsContext);
  }

  /// The extent and properties of a word in a script with spaces.
  struct Shape {
    std::size_t end = 0;
    bool capital = false;
    bool same = true;  // it is its own normal form
    bool ascii = true;
    bool needs_context = false;
    bool mixed = false;  // it has letters of scripts that look alike
  };

  /// Adds one word of a script with spaces; returns where it ends.
  std::size_t word(std::size_t start) {
    const Shape shape = shape_of_word(start);
    const std::string_view raw = text_.substr(start, shape.end - start);
    const WordClass kind =
        shape.capital && !at_sentence_start() ? WordClass::kName : WordClass::kPlain;
    if (shape.ascii) {
      add(shape.same ? raw.substr(0, kMaxWord) : folded_ascii(raw), kind, start, shape.end);
    } else if (shape.mixed) {
      add(in_one_script(normal_word(raw)), kind, start, shape.end);
    } else if (shape.needs_context) {
      add_letters(normal_word(raw), kind, start, shape.end);
    } else {
      const std::string_view normal =
          shape.same ? raw.substr(0, kMaxWord) : folded(start, shape.end);
      add_letters(normal, kind, start, shape.end);
    }
    return shape.end;
  }

  /// Adds a word that may consist of numeral letters: 백이십.
  void add_letters(std::string_view normal, WordClass kind, std::size_t begin, std::size_t end) {
    std::size_t pos = 0;
    if (!normal.empty() && numerals_.contains(next_code_point(normal, pos))) {
      const std::optional<Decimal> value = numerals_.value_of(normal);
      if (value) return add_number(value->text(), value, begin, end);
    }
    add(normal, kind, begin, end);
  }

  Shape shape_of_word(std::size_t start) const {
    Shape out;
    bool same = true;  // up to here; out.same is up to the last letter
    bool after_mark = false;
    bool arabic = false;
    unsigned seen = 0;  // flags of all letters
    for (std::size_t pos = start; pos < text_.size();) {
      const std::size_t here = pos;
      const char32_t c = next(pos);
      const Character character = characters_[c];
      if (character.is_letter()) {
        if (here == start) out.capital = character.is(Character::kUpper);
        seen |= character.flags;
        out.ascii = out.ascii && c < 0x80;
        same = same && character.is(Character::kSame);
        // Two marks in a row may have to be reordered.
        out.needs_context = out.needs_context || character.is(Character::kNeedsContext) ||
                            (after_mark && character.is(Character::kMark));
        after_mark = character.is(Character::kMark);
        arabic = character.is(Character::kArabic);
        out.end = pos;
        out.same = same && !out.needs_context;
      } else if (is_inside_word(c, character) && !(arabic && c == kNonJoiner)) {
        same = same && c == '\'';
        out.ascii = out.ascii && c < 0x80;
      } else {
        break;
      }
    }
    seen &= Character::kLatin | Character::kGreek | Character::kCyrillic;
    out.mixed = (seen & (seen - 1)) != 0;
    return out;
  }

  /// True for characters inside words that are no letters: joiners, apostrophes. The caller
  /// excludes the non-joiner of Persian, which separates words like a space.
  static bool is_inside_word(char32_t c, const Character& character) {
    if (c < 0x80) return c == '\'';
    return character.is(Character::kIgnored) || is_apostrophe(c);
  }

  /// The normal form of an ASCII word.
  std::string_view folded_ascii(std::string_view raw) {
    folded_.clear();
    for (const char c : raw.substr(0, kMaxWord)) {
      folded_.append(c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c);
    }
    return folded_.text();
  }

  /// The normal form of the word at [start, end).
  std::string_view folded(std::size_t start, std::size_t end) {
    folded_.clear();
    for (std::size_t pos = start; pos < end;) {
      const char32_t c = next(pos);
      const Character character = characters_[c];
      if (character.is(Character::kWord)) {
        folded_.append(character);
      } else if (!character.is(Character::kIgnored)) {
        folded_.append('\'');
      }
    }
    return folded_.text();
  }

  /// Adds the words of a run of a script without spaces; returns where it ends.
  std::size_t unspaced_run(std::size_t start) {
    const UnspacedRun run = read_unspaced_run(text_, start, in_row_);
    in_row_ = run.row;
    for (const UnspacedWord& word : words_of(run)) {
      if (words_.tokens.size() == max_words_) break;
      const std::size_t begin = start + word.begin;
      if (word.value) {
        add_number(word.normal, word.value, begin, start + word.end);
      } else {
        add(word.normal, WordClass::kPlain, begin, start + word.end);
      }
    }
    return start + run.size;
  }

  const CharacterTable& characters_ = CharacterTable::instance();
  const NumeralLetters& numerals_ = NumeralLetters::instance();
  const Vocabulary& vocabulary_ = Vocabulary::instance();
  std::string_view text_;
  std::size_t max_words_;
  Places places_;
  const Beginnings* beginnings_;
  std::size_t sentence_begin_ = 0;
  std::size_t number_end_ = 0;  // of the last number
  bool in_row_ = false;         // the last unspaced run had spaces between its characters
  FoldedWord folded_;           // the current word
  Words words_;
};

}  // namespace

std::uint32_t word_hash(std::string_view word) {
  return static_cast<std::uint32_t>(hash64(word) >> 32) & ~std::uint32_t{3};
}

std::uint64_t sequence_hash(std::span<const Token> words) {
  std::uint64_t h = 0;
  for (const Token& t : words) h = mix_hash(h, t.hash);
  return h;
}

Words split_words(std::string_view text, std::size_t max_words, Places places,
                  const Beginnings* beginnings) {
  return Splitter(text, max_words, places, beginnings).run();
}

}  // namespace wirefold::text
