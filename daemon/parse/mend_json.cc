#include "wirefold/parse/mend_json.h"

#include <algorithm>

namespace wirefold::parse {
namespace {

constexpr std::string_view kEscapes = "\"\\/bfnrtu";
constexpr std::string_view kHexDigits = "0123456789abcdef";

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
    if (kEscapes.find(next) != std::string_view::npos && next != '\0') {
      out_ += in_.substr(at_, 2);
      at_ += 2;
      return;
    }
    warnings_.add("an escape that JSON does not have", at_);
    ++at_;
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
