#include "words.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>

#include "characters.h"
#include "dictionary_words.h"
#include "wirefold/base/hash.h"
#include "wirefold/base/strings.h"
#include "wirefold/text/normal.h"

namespace wirefold::text {
namespace {

constexpr char32_t kRightQuote = 0x2019;  // the apostrophe of typesetters

// Longer words are known by their beginning. In bytes, folded.
constexpr std::size_t kMaxWord = 120;

// A run without spaces is cut in pieces of this size at most: the dictionaries read it whole.
constexpr std::size_t kMaxRun = 4096;

/// A word as it is put together, folded.
class FoldedWord {
 public:
  void clear() { size_ = 0; }
  void append(const Character& c) {
    // All bytes whatever the size: a copy of a known length is one instruction.
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

class Splitter {
 public:
  Splitter(std::string_view text, std::size_t max_words, Places places)
      : text_(text), max_words_(max_words), places_(places) {
    words_.tokens.reserve(std::min(text.size() / 6 + 1, max_words));
  }

  Words run() {
    std::size_t pos = 0;
    while (pos < text_.size() && words_.tokens.size() < max_words_) {
      const std::size_t start = pos;
      const char32_t c = next(pos);
      const Character character = characters_[c];
      if (character.is(Character::kWord)) {
        if (at_sentence_start()) sentence_begin_ = start;
        pos = character.is(Character::kUnspaced) ? unspaced_run(start) : word(start);
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
    const bool three = lead > 0xE0 && lead <= 0xEF && lead != 0xED;  // those two have exceptions
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
  }

  bool at_sentence_start() const {
    return words_.tokens.size() == (words_.sentence_ends.empty() ? 0 : words_.sentence_ends.back());
  }

  bool digit_at(std::size_t pos) const {
    return pos < text_.size() && text_[pos] >= '0' && text_[pos] <= '9';
  }

  /// What a word of a spaced script is made of.
  struct Shape {
    std::size_t end = 0;
    bool capital = false;
    bool number = false;
    bool same = true;  // it is its own normal form
    bool ascii = true;
    bool needs_context = false;
  };

  /// One word of a spaced script; returns where it ends. A number keeps its separators: "7,1".
  std::size_t word(std::size_t start) {
    const Shape shape = shape_of_word(start);
    const std::string_view raw = text_.substr(start, shape.end - start);
    const std::uint32_t hash = shape.same            ? word_hash(raw.substr(0, kMaxWord))
                               : shape.ascii         ? word_hash(folded_ascii(raw))
                               : shape.needs_context ? word_hash(fold_case(raw))
                                                     : word_hash(folded(start, shape.end));
    const WordClass kind = shape.number                            ? WordClass::kNumber
                           : shape.capital && !at_sentence_start() ? WordClass::kName
                                                                   : WordClass::kPlain;
    words_.tokens.push_back({hash, kind});
    note_place(start, shape.end);
    return shape.end;
  }

  Shape shape_of_word(std::size_t start) const {
    Shape out;
    bool same = true;  // up to here; `out` has it up to the last letter or digit
    bool after_mark = false;
    for (std::size_t pos = start; pos < text_.size();) {
      const std::size_t here = pos;
      const char32_t c = next(pos);
      const Character character = characters_[c];
      if (character.is(Character::kWord) && !character.is(Character::kUnspaced)) {
        if (here == start) out.capital = character.is(Character::kUpper);
        out.number = out.number || character.is(Character::kDigit);
        out.ascii = out.ascii && c < 0x80;
        same = same && character.is(Character::kSame);
        // Two marks in a row have an order of their own.
        out.needs_context = out.needs_context || character.is(Character::kNeedsContext) ||
                            (after_mark && character.is(Character::kMark));
        after_mark = character.is(Character::kMark);
        out.end = pos;
        out.same = same && !out.needs_context;
      } else if (is_inside_word(c, character, here, pos, out.end)) {
        same = same && (c == '\'' || c == '.');
        out.ascii = out.ascii && c < 0x80;
      } else {
        break;
      }
    }
    return out;
  }

  /// What is no letter and yet no end: a joiner, an apostrophe, the separator of a number.
  bool is_inside_word(char32_t c, const Character& character, std::size_t here, std::size_t pos,
                      std::size_t word_end) const {
    if (character.is(Character::kIgnored) || c == '\'' || c == kRightQuote) return true;
    return (c == '.' || c == ',') && here == word_end && digit_at(here - 1) && digit_at(pos);
  }

  /// An ASCII word in its normal form: 7,1 in Jakarta is 7.1 in London.
  std::string_view folded_ascii(std::string_view raw) {
    folded_.clear();
    for (const char c : raw.substr(0, kMaxWord)) {
      folded_.append(c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c == ',' ? '.' : c);
    }
    return folded_.text();
  }

  /// The word at [start, end) in its normal form.
  std::string_view folded(std::size_t start, std::size_t end) {
    folded_.clear();
    for (std::size_t pos = start; pos < end;) {
      const char32_t c = next(pos);
      const Character character = characters_[c];
      if (character.is(Character::kWord)) {
        folded_.append(character);
      } else if (!character.is(Character::kIgnored)) {
        folded_.append(c == ',' || c == '.' ? '.' : '\'');
      }
    }
    return folded_.text();
  }

  std::size_t end_of_unspaced(std::size_t start) const {
    std::size_t end = start;
    while (end < text_.size() && end - start < kMaxRun) {
      std::size_t pos = end;
      const Character character = characters_[next(pos)];
      if (!character.is(Character::kWord) || !character.is(Character::kUnspaced)) break;
      end = pos;
    }
    return end;
  }

  /// The words of a run of characters that has no spaces; returns where it ends.
  std::size_t unspaced_run(std::size_t start) {
    const std::size_t end = end_of_unspaced(start);
    const std::string_view run = text_.substr(start, end - start);
    std::size_t first = 0;
    for (const std::size_t last : dictionary_words(run)) {
      if (words_.tokens.size() == max_words_) break;
      const std::string folded = fold_case(run.substr(first, last - first));
      words_.tokens.push_back({word_hash(folded), WordClass::kPlain});
      note_place(start + first, start + last);
      first = last;
    }
    return end;
  }

  const CharacterTable& characters_ = CharacterTable::instance();
  std::string_view text_;
  std::size_t max_words_;
  Places places_;
  std::size_t sentence_begin_ = 0;
  FoldedWord folded_;  // the word at hand
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

Words split_words(std::string_view text, std::size_t max_words, Places places) {
  return Splitter(text, max_words, places).run();
}

}  // namespace wirefold::text
