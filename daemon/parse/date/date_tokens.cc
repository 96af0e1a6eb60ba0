#include "date_tokens.h"

#include <unicode/uchar.h>

#include <utility>

#include "date_calendars.h"
#include "date_names.h"
#include "wirefold/base/strings.h"

namespace wirefold::parse {
namespace {

// More tokens than any date has; longer texts are sentences.
constexpr std::size_t kMostTokens = 40;

int digit_of(char32_t c) {
  if (c < 0x80) return c >= '0' && c <= '9' ? static_cast<int>(c - '0') : -1;
  return u_charDigitValue(static_cast<UChar32>(c));
}

bool is_word_part(char32_t c) {
  if (c < 0x80) return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_';
  const auto code = static_cast<UChar32>(c);
  return u_isalpha(code) || (U_GET_GC_MASK(code) & U_GC_M_MASK) != 0;
}

class Tokenizer {
 public:
  explicit Tokenizer(std::string_view text) : in_(text) { tokens_.reserve(kMostTokens / 2); }

  /// Returns no tokens if the text is too long for a date.
  std::vector<DateToken> run() {
    while (at_ < in_.size()) {
      if (tokens_.size() == kMostTokens) return {};
      const std::size_t begin = at_;
      const char32_t c = next_code_point(in_, at_);
      if (digit_of(c) >= 0) {
        number(begin);
      } else if (const auto ideographs = ideographic_number(in_.substr(begin))) {
        add({DateToken::Kind::kNumber, ideographs->value, ideographs->digits});
        at_ = begin + ideographs->bytes;
      } else if (is_word_part(c)) {
        word(begin, c);
      } else if (u_isUWhiteSpace(static_cast<UChar32>(c)) || c == 0x200E || c == 0x200F) {
        space_ = true;
        continue;
      } else {
        // Typographic dashes and full-width signs mean the plain ones.
        const char32_t sign = c == 0x2013 || c == 0x2212 ? '-' : c == 0xFF1A ? ':' : c;
        add({DateToken::Kind::kSign, static_cast<int>(sign)});
      }
      space_ = false;
    }
    return std::move(tokens_);
  }

 private:
  void add(DateToken token) {
    token.after_space = space_;
    tokens_.push_back(std::move(token));
  }

  char32_t peek(std::size_t at) const {
    return at < in_.size() ? next_code_point(in_, at) : char32_t{0};
  }

  /// Digits of any script.
  void number(std::size_t begin) {
    DateToken token{DateToken::Kind::kNumber};
    at_ = begin;
    while (at_ < in_.size()) {
      const int digit = digit_of(peek(at_));
      if (digit < 0) break;
      next_code_point(in_, at_);
      if (token.digits < 9) token.value = token.value * 10 + digit;
      ++token.digits;
    }
    add(std::move(token));
  }

  /// Letters with the dots between them ("a.m.", "พ.ย."); a unit after a number is a word of its
  /// own.
  void word(std::size_t begin, char32_t first) {
    const bool after_number = !tokens_.empty() && tokens_.back().kind == DateToken::Kind::kNumber;
    while (!(after_number && is_date_unit(first)) && at_ < in_.size()) {
      std::size_t after = at_;
      char32_t c = next_code_point(in_, after);
      if (c == '.') c = peek(after);
      if (!is_word_part(c) || ideographic_number(in_.substr(at_))) break;
      at_ = after;
    }
    DateToken token{DateToken::Kind::kWord};
    token.text = in_.substr(begin, at_ - begin);
    token.folded = fold_word(token.text);
    add(std::move(token));
  }

  std::string_view in_;
  std::size_t at_ = 0;
  bool space_ = false;
  std::vector<DateToken> tokens_;
};

}  // namespace

bool is_date_unit(char32_t c) {
  constexpr std::u32string_view kUnits = U"年月日号號時时点點分秒년월일시분초";
  return kUnits.find(c) != std::u32string_view::npos;
}

std::vector<DateToken> date_tokens(std::string_view text) { return Tokenizer(text).run(); }

}  // namespace wirefold::parse
