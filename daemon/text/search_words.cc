#include "wirefold/text/search_words.h"

#include <bit>
#include <utility>
#include <vector>

#include "text/words/characters.h"
#include "wirefold/base/hash.h"
#include "wirefold/base/strings.h"
#include "wirefold/text/normal.h"

namespace wirefold::text {
namespace {

// In bytes. Nobody searches for a longer word.
constexpr std::size_t kMostWordBytes = 100;

/// Collects words, each once; a text has at most one for each two bytes.
class Words {
 public:
  explicit Words(std::size_t bytes) : seen_(std::bit_ceil(bytes + 2)) { out_.reserve(bytes); }

  void add(std::string_view word) {
    if (word.empty() || word.size() > kMostWordBytes || !is_new(hash64(word) | 1)) return;
    out_.append(out_.empty() ? "" : " ").append(word);
  }
  std::string take() { return std::move(out_); }

 private:
  /// False if the hash was added before. Two words of one text with the same 64-bit hash are too
  /// unlikely to matter.
  bool is_new(std::uint64_t hash) {
    const std::size_t mask = seen_.size() - 1;
    std::size_t at = hash >> 32 & mask;
    while (seen_[at] != 0 && seen_[at] != hash) at = (at + 1) & mask;
    return std::exchange(seen_[at], hash) == 0;
  }

  std::string out_;
  std::vector<std::uint64_t> seen_;  // 0: free
};

/// Where the basic Latin letters and digits at `at` end; most texts are mostly these.
std::size_t end_of_latin(std::string_view folded, std::size_t at) {
  const auto is_latin = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  while (at < folded.size() && is_latin(folded[at])) ++at;
  return at;
}

}  // namespace

std::string search_words(std::string_view utf8) {
  const std::string folded = fold_case(utf8);
  const CharacterTable& table = CharacterTable::instance();
  Words words(folded.size());
  std::string_view before;  // the character before, if it is of a script without spaces
  std::size_t begin = 0;    // of the current word
  const auto end_word = [&](std::size_t end) {
    words.add(before.empty() ? std::string_view(folded).substr(begin, end - begin) : before);
    before = {};
  };
  for (std::size_t at = 0; at < folded.size();) {
    if (before.empty()) at = end_of_latin(folded, at);
    if (at == folded.size()) break;
    const std::size_t from = at;
    const Character c = table[next_code_point(folded, at)];
    const std::string_view bytes = std::string_view(folded).substr(from, at - from);
    if (!c.is(Character::kWord)) {
      end_word(from);
      begin = at;
    } else if (c.is(Character::kUnspaced)) {
      if (before.empty()) {
        end_word(from);
      } else {
        words.add(std::string(before).append(bytes));
      }
      before = bytes;
      begin = at;
    } else if (!before.empty()) {
      end_word(from);
      begin = from;
    }
  }
  end_word(folded.size());
  return words.take();
}

}  // namespace wirefold::text
