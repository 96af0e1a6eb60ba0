#include "wirefold/parse/mend_json.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace wirefold::parse {
namespace {

constexpr std::string_view kEscapes = "\"\\/bfnrt";
constexpr std::string_view kHexDigits = "0123456789abcdef";

/// The UTF-16 unit of the escape of four digits that `at` begins with; nullopt if there is none.
std::optional<char32_t> unit_of(std::string_view at) {
  constexpr std::size_t kLength = 6;
  if (at.size() < kLength || !at.starts_with("\\u")) return std::nullopt;
  unsigned unit = 0;
  const auto [end, error] = std::from_chars(at.data() + 2, at.data() + kLength, unit, 16);
  if (error != std::errc() || end != at.data() + kLength) return std::nullopt;
  return unit;
}

bool is_surrogate(char32_t unit) { return unit >= 0xD800 && unit <= 0xDFFF; }

class Mender {
 public:
  Mender(std::string_view text, Warnings& warnings) : in_(text), warnings_(warnings) {
    warnings_.set_source(text);
    out_.reserve(text.size() + 64);
  }

  std::string run() {
    while (at_ < in_.size() && !closed_) {
      const char c = in_[at_];
      if (c == '"') {
        string();
        continue;
      }
      if (in_word(c)) {
        word();
        continue;
      }
      if (c == ',' || c == '}' || c == ']') fill_value();
      if (c == '{' || c == '[') open_ += c;
      if ((c == '}' || c == ']') && !close()) break;
      out_ += c;
      ++at_;
      if (c == '}' && open_ == "{[") whole_ = out_.size();
    }
    if (!open_.empty()) cut_back();
    return std::move(out_);
  }

  /// True if some bracket was never closed.
  bool breaks_off() const { return !open_.empty(); }

 private:
  static bool in_word(char c) {
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '-' ||
           c == '+' || c == '.' || c == '_' || c == '$';
  }

  /// Reads a token outside of strings: a number, a name without quotes or a word for a value.
  void word() {
    const std::size_t begin = at_;
    while (at_ < in_.size() && in_word(in_[at_])) ++at_;
    const std::string_view word = in_.substr(begin, at_ - begin);
    const std::size_t next = std::min(in_.find_first_not_of(" \t\r\n", at_), in_.size());
    const bool is_name = next < in_.size() && in_[next] == ':';
    if (!is_name && is_value(word)) {
      out_ += word;
      return;
    }
    const bool is_number = (word[0] >= '0' && word[0] <= '9') || word[0] == '-';
    warnings_.add(is_name     ? "a name without quotes"
                  : is_number ? "a number that JSON does not have"
                              : "a word that JSON does not have",
                  begin);
    if (is_name || is_number) {
      out_.append("\"").append(word).append("\"");
    } else {
      out_ += "null";
    }
  }

  /// Writes null if a member ends right after its colon.
  void fill_value() {
    const std::size_t last = out_.find_last_not_of(" \t\r\n");
    if (last == std::string::npos || out_[last] != ':') return;
    warnings_.add("a name without a value", at_);
    out_ += "null";
  }

  /// True for a value that every parser accepts: integers of 18 digits fit 64 bits.
  static bool is_value(std::string_view word) {
    if (word == "true" || word == "false" || word == "null") return true;
    constexpr std::size_t kMostDigits = 18;
    std::string_view digits = word.substr(word.starts_with('-') ? 1 : 0);
    const bool is_whole = digits.find_first_not_of("0123456789") == std::string_view::npos;
    const bool is_digit = !digits.empty() && digits[0] >= '0' && digits[0] <= '9';
    if (!is_digit || (digits.size() > 1 && digits[0] == '0' && digits[1] != '.')) return false;
    if (is_whole) return digits.size() <= kMostDigits;
    double value = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    const bool has_digits = word.back() != '.' && word.find(".e") == std::string_view::npos &&
                            word.find(".E") == std::string_view::npos;
    return error == std::errc() && end == word.data() + word.size() && has_digits;
  }

  void string() {
    out_ += in_[at_++];
    while (at_ < in_.size() && in_[at_] != '"') {
      const char c = in_[at_];
      if (c == '\\') {
        escape();
      } else if (static_cast<unsigned char>(c) < 0x20) {
        control(c);
        ++at_;
      } else {
        out_ += c;
        ++at_;
      }
    }
    if (at_ == in_.size()) return;
    out_ += in_[at_++];
  }

  void control(char c) {
    warnings_.add("a control character in a string", at_);
    const auto byte = static_cast<unsigned char>(c);
    out_ += "\\u00";
    out_ += kHexDigits[byte >> 4];
    out_ += kHexDigits[byte & 15];
  }

  void escape() {
    const char next = at_ + 1 < in_.size() ? in_[at_ + 1] : '\0';
    if (next == 'u') return character();
    if (kEscapes.find(next) != std::string_view::npos && next != '\0') {
      out_ += in_.substr(at_, 2);
      at_ += 2;
      return;
    }
    warnings_.add("an escape that JSON does not have", at_);
    ++at_;
  }

  /// Copies a numeric escape, or two that are a surrogate pair; replaces half a pair.
  void character() {
    const auto unit = unit_of(in_.substr(at_));
    if (!unit) {
      warnings_.add("an escape that JSON does not have", at_);
      ++at_;
      return;
    }
    const auto second = unit_of(in_.substr(std::min(at_ + 6, in_.size())));
    const bool pair =
        *unit >= 0xD800 && *unit < 0xDC00 && second && *second >= 0xDC00 && is_surrogate(*second);
    const bool half = is_surrogate(*unit) && !pair;
    if (half) warnings_.add("half a character", at_);
    const std::size_t length = pair ? 12 : 6;
    out_ += half ? "\\ufffd" : in_.substr(at_, length);
    at_ += length;
  }

  /// Closes the innermost bracket; false if none is open.
  bool close() {
    if (open_.empty()) return false;
    open_.pop_back();
    const std::size_t last = out_.find_last_not_of(" \t\r\n");
    if (last != std::string::npos && out_[last] == ',') {
      warnings_.add("a comma before a closing bracket", at_);
      out_.erase(last, 1);
    }
    closed_ = open_.empty();
    return true;
  }

  void cut_back() {
    warnings_.add("the document breaks off", in_.size());
    if (whole_ == 0) return;
    out_.resize(whole_);
    out_ += "]}";
  }

  std::string_view in_;
  Warnings& warnings_;
  std::string out_;
  std::string open_;  // the open brackets around at_
  std::size_t at_ = 0;
  std::size_t whole_ = 0;  // size of out_ after the last whole object of a top-level array
  bool closed_ = false;    // the outermost bracket is closed; the rest is junk
};

}  // namespace

std::string mend_json(std::string_view text, Warnings& warnings, bool* breaks_off) {
  Mender mender(text, warnings);
  std::string out = mender.run();
  if (breaks_off != nullptr) *breaks_off = mender.breaks_off();
  return out;
}

}  // namespace wirefold::parse
