#include "wirefold/text/search_words.h"

#include <unordered_set>

#include "characters.h"
#include "wirefold/base/strings.h"
#include "wirefold/text/normal.h"

namespace wirefold::text {
namespace {

// A word that is longer is none that anybody looks for.
constexpr std::size_t kMostWordBytes = 100;

/// Words as they are found, each once.
class Words {
 public:
  void add(std::string_view word) {
    if (word.empty() || word.size() > kMostWordBytes) return;
    if (!seen_.emplace(word).second) return;
    out_.append(out_.empty() ? "" : " ").append(word);
  }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
  std::unordered_set<std::string> seen_;
};

}  // namespace

std::string search_words(std::string_view utf8) {
  const std::string folded = fold_case(utf8);
  const CharacterTable& table = CharacterTable::instance();
  Words words;
  std::string_view before;  // the character before, if it is of a script without spaces
  std::size_t begin = 0;    // of the word that goes on
  const auto end_word = [&](std::size_t end) {
    words.add(before.empty() ? std::string_view(folded).substr(begin, end - begin) : before);
    before = {};
  };
  for (std::size_t at = 0; at < folded.size();) {
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
