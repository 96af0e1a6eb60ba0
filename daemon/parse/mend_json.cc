#include "wirefold/parse/mend_json.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace wirefold::parse {
namespace {

constexpr std::string_view kEscapes = "\"\\/bfnrt";
constexpr std::string_view kHexDigits = "0123456789abcdef";

/// The UTF-16 unit of the escape of four digits that `at` begins with; nothing if with none.
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
      if (c == '{' || c == '[') open_ += c;
      if ((c == '}' || c == ']') && !close()) break;
      out_ += c;
      ++at_;
      if (c == '}' && open_ == "{[") whole_ = out_.size();
    }
    if (!open_.empty()) cut_back();
    return std::move(out_);
  }

 private:
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

  /// By its number, or by two where it needs both halves of a pair; one half is none.
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

  /// Takes the innermost bracket off; false for one that closes nothing.
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
  std::string open_;  // the brackets around at_
  std::size_t at_ = 0;
  std::size_t whole_ = 0;  // out_ up to here ends with a whole member of a top-level array
  bool closed_ = false;    // the outermost bracket is closed; what follows is junk
};

}  // namespace

std::string mend_json(std::string_view text, Warnings& warnings) {
  return Mender(text, warnings).run();
}

}  // namespace wirefold::parse
