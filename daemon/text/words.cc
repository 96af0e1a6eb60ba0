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

std::uint32_t word_hash(std::string_view word) {
  return static_cast<std::uint32_t>(hash64(word) >> 32);
}

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
  std::size_t size() const { return size_; }
  void resize(std::size_t size) { size_ = size; }
  std::string_view text() const { return {bytes_.data(), size_}; }

 private:
  std::array<char, kMaxWord + sizeof(Character::folded)> bytes_{};
  std::size_t size_ = 0;
};

class Splitter {
 public:
  Splitter(std::string_view text, std::size_t max_words) : text_(text), max_words_(max_words) {
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
  char32_t next(std::size_t& pos) const {
    const auto byte = static_cast<unsigned char>(text_[pos]);
    if (byte >= 0x80) return next_code_point(text_, pos);
    ++pos;
    return byte;
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

  bool at_sentence_start() const {
    return words_.tokens.size() == (words_.sentence_ends.empty() ? 0 : words_.sentence_ends.back());
  }

  bool digit_at(std::size_t pos) const {
    return pos < text_.size() && text_[pos] >= '0' && text_[pos] <= '9';
  }

  /// One word of a spaced script; returns where it ends. A number keeps its separators: "7,1".
  std::size_t word(std::size_t start) {
    folded_.clear();
    std::size_t folded_end = 0;  // of folded_, without apostrophes that end the word
    std::size_t end = start;
    bool capital = false;
    bool number = false;
    bool needs_context = false;
    for (std::size_t pos = start; pos < text_.size();) {
      const std::size_t here = pos;
      const char32_t c = next(pos);
      const Character character = characters_[c];
      if (character.is(Character::kIgnored)) continue;
      if (character.is(Character::kWord) && !character.is(Character::kUnspaced)) {
        number = number || character.is(Character::kDigit);
        needs_context = needs_context || character.is(Character::kNeedsContext);
        if (here == start) capital = character.is(Character::kUpper);
        folded_.append(character);
        end = pos;
        folded_end = folded_.size();
      } else if (c == '\'' || c == kRightQuote) {
        folded_.append('\'');
      } else if ((c == '.' || c == ',') && here == end && digit_at(here - 1) && digit_at(pos)) {
        folded_.append('.');  // 7,1 in Jakarta is 7.1 in London
      } else {
        break;
      }
    }
    folded_.resize(folded_end);
    const std::uint32_t hash = needs_context
                                   ? word_hash(fold_case(text_.substr(start, end - start)))
                                   : word_hash(folded_.text());
    const WordClass kind = number                            ? WordClass::kNumber
                           : capital && !at_sentence_start() ? WordClass::kName
                                                             : WordClass::kPlain;
    words_.tokens.push_back({hash, kind});
    return end;
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
      first = last;
    }
    return end;
  }

  const CharacterTable& characters_ = CharacterTable::instance();
  std::string_view text_;
  std::size_t max_words_;
  std::size_t sentence_begin_ = 0;
  FoldedWord folded_;  // the word at hand
  Words words_;
};

}  // namespace

std::uint64_t sequence_hash(std::span<const Token> words) {
  std::uint64_t h = 0;
  for (const Token& t : words) h = mix_hash(h, t.hash);
  return h;
}

Words split_words(std::string_view text, std::size_t max_words) {
  return Splitter(text, max_words).run();
}

}  // namespace wirefold::text
