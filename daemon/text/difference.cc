#include "wirefold/text/difference.h"

#include <dtl/dtl.hpp>

#include "wirefold/base/strings.h"

namespace wirefold::text {
namespace {

// Two texts of which nothing is alike take 20 ms and 25 MB at this length (measured).
constexpr std::size_t kMostWords = 1000;

// So many words are never as long; what has no spaces may be.
constexpr std::size_t kMostBytes = std::size_t{64} << 10;

/// A word, told apart by its letters alone; what stands between words goes with the one before.
struct Word {
  std::string letters;
  std::string space;

  bool operator==(const Word& other) const { return letters == other.letters; }
};

bool is_space(char32_t c) { return c == ' ' || c == '\n' || c == '\t' || c == 0xA0 || c == 0x3000; }

/// Scripts that set no spaces between words: each character is one. From CJK radicals on.
bool stands_alone(char32_t c) {
  return c >= 0x2E80 && !(c >= 0xAC00 && c <= 0xD7A3) && c < 0x40000;
}

std::vector<Word> words_of(std::string_view text, bool& cut) {
  std::vector<Word> out;
  bool open = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(text, at);
    const std::string_view bytes = text.substr(begin, at - begin);
    if (is_space(c)) {
      if (!out.empty()) out.back().space += bytes;
      open = false;
      continue;
    }
    if (!open || stands_alone(c)) {
      if (out.size() == kMostWords) {
        cut = true;
        break;
      }
      out.emplace_back();
    }
    out.back().letters += bytes;
    open = !stands_alone(c);
  }
  return out;
}

Change change_of(dtl::edit_t type) {
  if (type == dtl::SES_ADD) return Change::kAdded;
  return type == dtl::SES_DELETE ? Change::kRemoved : Change::kSame;
}

}  // namespace

std::vector<Piece> difference(std::string_view from, std::string_view to, bool& cut) {
  cut = std::max(from.size(), to.size()) > kMostBytes;
  from = clip_utf8(from, kMostBytes);
  to = clip_utf8(to, kMostBytes);
  const std::vector<Word> a = words_of(from, cut);
  const std::vector<Word> b = words_of(to, cut);
  dtl::Diff<Word, std::vector<Word>> diff(a, b);
  diff.onHuge();
  diff.compose();
  std::vector<Piece> out;
  for (const auto& [word, info] : diff.getSes().getSequence()) {
    const Change change = change_of(info.type);
    if (out.empty() || out.back().change != change) out.push_back({change, {}});
    out.back().text += word.letters + word.space;
  }
  return out;
}

}  // namespace wirefold::text
