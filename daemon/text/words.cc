#include "words.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <string>

#include "wirefold/base/hash.h"
#include "wirefold/base/strings.h"
#include "wirefold/text/normal.h"

namespace wirefold::text {
namespace {

std::uint32_t word_hash(std::string_view word) {
  return static_cast<std::uint32_t>(hash64(word) >> 32);
}

bool is_ascii_alnum(char32_t c) {
  return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

bool is_digit(char32_t c) {
  return c < 0x80 ? c >= '0' && c <= '9' : u_isdigit(static_cast<UChar32>(c));
}

/// Letters, digits, and the marks that belong to the letter before them.
bool is_word_char(char32_t c) {
  if (c < 0x80) return is_ascii_alnum(c);
  const auto type = U_MASK(u_charType(static_cast<UChar32>(c)));
  return (type & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) != 0;
}

bool is_upper(char32_t c) {
  return c < 0x80 ? c >= 'A' && c <= 'Z' : u_isUUppercase(static_cast<UChar32>(c)) != 0;
}

/// Scripts that are written without spaces between words.
bool is_unspaced(char32_t c) {
  if (c < 0x0E00) return false;
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
      return false;
  }
}

bool ends_sentence(char32_t c) {
  return c == '\n' || c == '!' || c == '?' || c == 0x3002 || c == 0xFF01 || c == 0xFF1F ||
         c == 0x0964 || c == 0x061F || c == 0x2026;
}

class Splitter {
 public:
  Splitter(std::string_view text, std::size_t max_words) : text_(text), max_words_(max_words) {}

  Words run() {
    std::size_t pos = 0;
    while (pos < text_.size() && words_.tokens.size() < max_words_) {
      const std::size_t start = pos;
      const char32_t c = next_code_point(text_, pos);
      if (is_word_char(c)) {
        pos = is_unspaced(c) ? unspaced_run(start) : word(start);
      } else if (ends_sentence(c) || (c == '.' && at_space(pos))) {
        end_sentence();
      }
    }
    end_sentence();
    return std::move(words_);
  }

 private:
  bool at_space(std::size_t pos) const {
    return pos >= text_.size() ||
           std::string_view(" \t\r\n\"').\xE2").find(text_[pos]) != std::string_view::npos;
  }

  void end_sentence() {
    const auto size = static_cast<std::uint32_t>(words_.tokens.size());
    const std::uint32_t last = words_.sentence_ends.empty() ? 0 : words_.sentence_ends.back();
    if (size > last) words_.sentence_ends.push_back(size);
  }

  bool at_sentence_start() const {
    return words_.tokens.size() == (words_.sentence_ends.empty() ? 0 : words_.sentence_ends.back());
  }

  /// One word of a spaced script; returns where it ends. A number keeps its separators: "7,1".
  std::size_t word(std::size_t start) {
    std::size_t pos = start;
    std::size_t end = start;
    bool digits = false;
    bool ascii = true;
    while (pos < text_.size()) {
      const char32_t c = next_code_point(text_, pos);
      const bool separator = (c == '.' || c == ',') && digits && pos < text_.size() &&
                             is_digit(static_cast<unsigned char>(text_[pos])) &&
                             is_digit_before(end);
      const bool apostrophe = (c == '\'' || c == 0x2019) && end > start;
      if (!separator && !apostrophe && (!is_word_char(c) || is_unspaced(c))) break;
      digits = digits || is_digit(c);
      ascii = ascii && c < 0x80;
      if (!apostrophe) end = pos;
    }
    std::size_t first = start;
    const bool capital = is_upper(next_code_point(text_, first));
    emit(text_.substr(start, end - start), digits, capital && !at_sentence_start(), ascii);
    return end;
  }

  bool is_digit_before(std::size_t end) const {
    return end > 0 && is_digit(static_cast<unsigned char>(text_[end - 1]));
  }

  void emit(std::string_view raw, bool digits, bool capital, bool ascii) {
    std::string word = ascii ? to_lower_ascii(raw) : fold_case(raw);
    if (digits) {
      for (char& c : word) c = c == ',' ? '.' : c;  // 7,1 in Jakarta is 7.1 in London
    }
    const WordClass kind = digits    ? WordClass::kNumber
                           : capital ? WordClass::kName
                                     : WordClass::kPlain;
    words_.tokens.push_back({word_hash(word), kind});
  }

  /// Overlapping pairs of characters up to the end of the run; a lone one stands for itself.
  std::size_t unspaced_run(std::size_t start) {
    std::size_t pos = start;
    std::size_t previous = start;
    next_code_point(text_, pos);
    bool alone = true;
    while (pos < text_.size() && words_.tokens.size() < max_words_) {
      const std::size_t here = pos;
      const char32_t c = next_code_point(text_, pos);
      if (!is_word_char(c) || !is_unspaced(c)) {
        pos = here;
        break;
      }
      words_.tokens.push_back(
          {word_hash(text_.substr(previous, pos - previous)), WordClass::kPlain});
      previous = here;
      alone = false;
    }
    if (alone)
      words_.tokens.push_back({word_hash(text_.substr(start, pos - start)), WordClass::kPlain});
    return pos;
  }

  std::string_view text_;
  std::size_t max_words_;
  Words words_;
};

}  // namespace

Words split_words(std::string_view text, std::size_t max_words) {
  return Splitter(text, max_words).run();
}

}  // namespace wirefold::text
