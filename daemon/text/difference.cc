#include "wirefold/text/difference.h"

#include <dtl/dtl.hpp>

#include <algorithm>

#include "text/words/words.h"
#include "wirefold/base/hash.h"
#include "wirefold/base/strings.h"

namespace wirefold::text {
namespace {

// More bytes than kMostCompared words have, except in a text without spaces.
constexpr std::size_t kMostBytes = std::size_t{64} << 10;

bool is_space(char32_t c) { return c == ' ' || c == '\n' || c == '\t' || c == 0xA0 || c == 0x3000; }

/// Where, between two words in [begin, end) of `text`, the marks of the second one begin: after the
/// last white space.
std::size_t boundary(std::string_view text, std::size_t begin, std::size_t end) {
  std::size_t out = end;
  for (std::size_t at = begin; at < end;) {
    if (is_space(next_code_point(text, at))) out = std::min(at, end);
  }
  return out;
}

ComparedText compared(std::string_view text) {
  ComparedText out;
  out.text = clip_utf8(text, kMostBytes);
  const Words words = split_words(out.text, kMostCompared + 1, Places::kKeep);
  const std::size_t count = std::min(words.tokens.size(), kMostCompared);
  out.cut = out.text.size() < text.size() || count < words.tokens.size();
  out.words.reserve(count);
  std::size_t begin = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const auto [at, after] = words.token_bytes[i];
    const std::size_t end = i + 1 == words.tokens.size()
                                ? out.text.size()
                                : boundary(out.text, after, words.token_bytes[i + 1].first);
    out.words.push_back({words.tokens[i].hash, at, begin, end});
    begin = end;
  }
  if (count == 0 && !trim(out.text).empty()) {  // only marks
    out.words.push_back({word_hash(out.text), 0, 0, out.text.size()});
  }
  return out;
}

std::vector<std::uint32_t> hashes_of(const ComparedText& text) {
  std::vector<std::uint32_t> out;
  out.reserve(text.words.size());
  for (const ComparedText::Word& word : text.words) out.push_back(word.hash);
  return out;
}

bool is_spelled_alike(std::string_view a, std::string_view b) {
  return a == b || collapse_space(a) == collapse_space(b);
}

/// Joins pieces; where words changed, the removed ones come first.
class Pieces {
 public:
  void remove(std::string_view text) { removed_ += text; }
  void add(std::string_view text) { added_ += text; }
  void keep(std::string_view text) {
    put_changes();
    put(Change::kSame, text);
  }
  std::vector<Piece> take() {
    put_changes();
    return std::move(out_);
  }

 private:
  void put(Change change, std::string_view text) {
    if (text.empty()) return;
    if (out_.empty() || out_.back().change != change) out_.push_back({change, {}});
    out_.back().text += text;
  }
  void put_changes() {
    put(Change::kRemoved, removed_);
    put(Change::kAdded, added_);
    removed_.clear();
    added_.clear();
  }

  std::vector<Piece> out_;
  std::string removed_;
  std::string added_;
};

}  // namespace

Difference::Difference(std::string_view from, std::string_view to)
    : from_(compared(from)), to_(compared(to)) {
  dtl::Diff<std::uint32_t> diff(hashes_of(from_), hashes_of(to_));
  diff.onHuge();
  diff.compose();
  std::size_t i = 0;
  std::size_t j = 0;
  bool goes_on = false;
  for (const auto& [hash, info] : diff.getSes().getSequence()) {
    const bool same = info.type == dtl::SES_COMMON;
    if (same && !goes_on) equal_.push_back({i, j, 0});
    if (same) ++equal_.back().count;
    goes_on = same;
    if (info.type != dtl::SES_ADD) ++i;
    if (info.type != dtl::SES_DELETE) ++j;
  }
}

std::vector<Piece> Difference::pieces() const {
  Pieces out;
  std::size_t i = 0;
  std::size_t j = 0;
  const auto change_until = [&](std::size_t last_from, std::size_t last_to) {
    for (; i < last_from; ++i) out.remove(from_.spelled(i));
    for (; j < last_to; ++j) out.add(to_.spelled(j));
  };
  for (const EqualWords& run : equal_) {
    change_until(run.from, run.to);
    for (std::size_t k = 0; k < run.count; ++k, ++i, ++j) {
      if (is_spelled_alike(from_.spelled(i), to_.spelled(j))) {
        out.keep(from_.spelled(i));
      } else {
        out.remove(from_.spelled(i));
        out.add(to_.spelled(j));
      }
    }
  }
  change_until(from_.words.size(), to_.words.size());
  return out.take();
}

}  // namespace wirefold::text
