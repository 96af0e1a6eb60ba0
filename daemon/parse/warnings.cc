#include "wirefold/parse/warnings.h"

#include <algorithm>

#include "wirefold/base/strings.h"

namespace wirefold::parse {
namespace {

// A hostile document can have as many kinds of faults as bytes.
constexpr std::size_t kMaxKinds = 50;

// Limits a warning's text, which may quote the document.
constexpr std::size_t kMaxBytes = 200;

}  // namespace

void Warnings::add(std::string_view what, std::size_t offset) {
  what = clip_utf8(what, kMaxBytes);
  if (const auto known = index_.find(what); known != index_.end()) {
    ++kinds_[known->second].times;
    return;
  }
  if (kinds_.size() == kMaxKinds) {
    ++left_out_;
    return;
  }
  index_.emplace(what, kinds_.size());
  std::string text(what);
  if (offset != kNoPlace) {
    const std::string_view before = source_.substr(0, offset);
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    text = "line " + std::to_string(line) + ": " + text;
  }
  kinds_.push_back({std::move(text), 1});
}

std::vector<std::string> Warnings::texts() const {
  std::vector<std::string> out;
  for (const Kind& kind : kinds_) {
    const bool often = kind.times > 1;
    out.push_back(often ? kind.text + " (" + std::to_string(kind.times) + " times)" : kind.text);
  }
  if (left_out_ > 0) out.push_back("and " + std::to_string(left_out_) + " more");
  return out;
}

}  // namespace wirefold::parse
