#include "wirefold/text/difference.h"

#include <dtl/dtl.hpp>

#include <algorithm>
#include <optional>
#include <unordered_set>

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

/// Joins pieces; where words changed, those of the first text come first.
class Pieces {
 public:
  void remove(std::string_view text, bool moved = false) {
    put(removed_, moved ? Change::kMovedAway : Change::kRemoved, text);
  }
  void add(std::string_view text, bool moved = false) {
    put(added_, moved ? Change::kMovedHere : Change::kAdded, text);
  }
  void keep(std::string_view text) {
    put_changes();
    put(out_, Change::kSame, text);
  }
  std::vector<Piece> take() {
    put_changes();
    return std::move(out_);
  }

 private:
  static void put(std::vector<Piece>& to, Change change, std::string_view text) {
    if (text.empty()) return;
    if (to.empty() || to.back().change != change) to.push_back({change, {}});
    to.back().text += text;
  }
  void put_changes() {
    for (std::vector<Piece>* const changed : {&removed_, &added_}) {
      for (const Piece& piece : *changed) put(out_, piece.change, piece.text);
      changed->clear();
    }
  }

  std::vector<Piece> out_;
  std::vector<Piece> removed_;
  std::vector<Piece> added_;
};

/// The words of a text without an equal in the other one.
class Unmatched {
 public:
  Unmatched(const ComparedText& text, std::vector<bool> matched)
      : text_(text), matched_(std::move(matched)) {}

  std::unordered_set<std::uint64_t> rows() const {
    std::unordered_set<std::uint64_t> out;
    for_each_row([&out](std::size_t /*first*/, std::uint64_t hash) { out.insert(hash); });
    return out;
  }

  /// For each word, whether it is in a row that `other` has too.
  std::vector<bool> moved(const std::unordered_set<std::uint64_t>& other) const {
    std::vector<bool> out(matched_.size());
    for_each_row([&](std::size_t first, std::uint64_t hash) {
      if (!other.contains(hash)) return;
      for (std::size_t i = first; i < first + kLeastMoved; ++i) out[i] = true;
    });
    return out;
  }

 private:
  /// The hash of the row of kLeastMoved words from `first` on; nullopt if one of them has an equal.
  std::optional<std::uint64_t> row(std::size_t first) const {
    std::uint64_t hash = 0;
    for (std::size_t i = first; i < first + kLeastMoved; ++i) {
      if (matched_[i]) return std::nullopt;
      hash = mix_hash(hash, text_.words[i].hash);
    }
    return hash;
  }

  template <typename Use>
  void for_each_row(const Use& use) const {
    for (std::size_t first = 0; first + kLeastMoved <= matched_.size(); ++first) {
      if (const auto hash = row(first)) use(first, *hash);
    }
  }

  const ComparedText& text_;
  std::vector<bool> matched_;
};

/// Which words of the two texts have moved.
struct Moved {
  std::vector<bool> away;
  std::vector<bool> here;
};

Moved moved_words(const ComparedText& from, const ComparedText& to,
                  const std::vector<EqualWords>& equal) {
  std::vector<bool> matched_from(from.words.size());
  std::vector<bool> matched_to(to.words.size());
  for (const EqualWords& run : equal) {
    for (std::size_t k = 0; k < run.count; ++k) {
      matched_from[run.from + k] = matched_to[run.to + k] = true;
    }
  }
  const Unmatched first(from, std::move(matched_from));
  const Unmatched second(to, std::move(matched_to));
  return {first.moved(second.rows()), second.moved(first.rows())};
}

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
  const Moved moved = moved_words(from_, to_, equal_);
  std::size_t i = 0;
  std::size_t j = 0;
  const auto change_until = [&](std::size_t last_from, std::size_t last_to) {
    for (; i < last_from; ++i) out.remove(from_.spelled(i), moved.away[i]);
    for (; j < last_to; ++j) out.add(to_.spelled(j), moved.here[j]);
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
