#include "running_text.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>
#include <vector>

#include "running_lines.h"
#include "stem_phrases.h"
#include "wirefold/base/strings.h"
#include "wirefold/text/line_kind.h"
#include "wirefold/text/wire.h"

namespace wirefold::text {
namespace {

/// Up to this many words between two stock phrases of one line are boilerplate too.
constexpr std::uint32_t kMostBetween = 40;

/// Returns `body` from its first running line to its last.
std::string_view without_idle_ends(std::string_view body,
                                   const std::vector<std::string_view>& idle) {
  std::string_view text = trim(body);
  for (auto line = idle.begin(); line != idle.end() && line->data() == text.data(); ++line) {
    text = trim(text.substr(line->size()));
  }
  for (auto line = idle.rbegin(); line != idle.rend() && !text.empty(); ++line) {
    const char* const end = text.data() + text.size();
    if (line->data() + line->size() != end || line->data() < text.data()) break;
    text = trim(text.substr(0, text.size() - line->size()));
  }
  return text;
}

/// "#news #weather": true for two or more hashtags and nothing else.
bool is_of_tags(std::string_view text, std::pair<std::size_t, std::size_t> bytes) {
  if (bytes.first == 0 || text[bytes.first - 1] != '#') return false;
  const std::string_view sentence = text.substr(bytes.first - 1, bytes.second - bytes.first + 1);
  const std::vector<std::string_view> words = split(trim(sentence), ' ');
  return words.size() >= 2 && std::all_of(words.begin(), words.end(), [](std::string_view word) {
           return word.empty() || word.starts_with('#');
         });
}

/// The copyright signs.
constexpr std::string_view kSigns[] = {"\xC2\xA9", "\xE2\x93\x92"};

/// False for most texts without a sign: searches for the last two bytes of each, which are rarer
/// than the first.
bool may_have_sign(std::string_view text) {
  return std::any_of(std::begin(kSigns), std::end(kSigns), [text](std::string_view sign) {
    return text.find(sign.substr(sign.size() - 2)) != std::string_view::npos;
  });
}

/// "© 2026 Example Media": true for a short sentence with the sign.
bool is_claim(std::string_view text, std::pair<std::size_t, std::size_t> bytes) {
  constexpr std::size_t kLongest = 100;
  constexpr std::size_t kBefore = 4;  // the sign may come before the first word
  if (bytes.second - bytes.first > kLongest) return false;
  const std::size_t begin = bytes.first - std::min(bytes.first, kBefore);
  const std::string_view sentence = text.substr(begin, bytes.second - begin);
  return std::any_of(std::begin(kSigns), std::end(kSigns), [sentence](std::string_view sign) {
    return sentence.find(sign) != std::string_view::npos;
  });
}

class Sentences {
 public:
  Sentences(std::string_view text, const Words& words)
      : text_(text),
        words_(words),
        signed_(may_have_sign(text)),
        idle_(words.sentence_ends.size()) {}

  /// Marks the sentences that are no running text. `lines` are the idle lines.
  const std::vector<bool>& find(const std::vector<std::string_view>& lines) {
    mark_lines(lines);
    std::size_t last = kNone;  // the last sentence with a stock phrase
    std::uint32_t between = 0;
    for (std::size_t i = 0; i < idle_.size(); ++i) {
      const bool stock = is_boilerplate(i);
      if (stock || announces(i)) mark(i);
      if (!stock) {
        between += size_of(i);
        continue;
      }
      if (last != kNone && between > 0 && between <= kMostBetween && is_one_line(last, i)) {
        for (std::size_t k = last + 1; k < i; ++k) mark(k);
      }
      last = i;
      between = 0;
    }
    return idle_;
  }

  bool any() const { return any_; }

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  void mark(std::size_t sentence) { idle_[sentence] = any_ = true; }

  std::uint32_t first_of(std::size_t i) const { return i == 0 ? 0 : words_.sentence_ends[i - 1]; }
  std::uint32_t size_of(std::size_t i) const { return words_.sentence_ends[i] - first_of(i); }

  void mark_lines(const std::vector<std::string_view>& lines) {
    auto line = lines.begin();
    for (std::size_t i = 0; i < idle_.size() && line != lines.end(); ++i) {
      const char* const begin = text_.data() + words_.sentence_bytes[i].first;
      while (line != lines.end() && line->data() + line->size() <= begin) ++line;
      if (line != lines.end() && line->data() <= begin) mark(i);
    }
  }

  bool is_boilerplate(std::size_t i) {
    const auto bytes = words_.sentence_bytes[i];
    return has_phrase(bytes) || is_of_tags(text_, bytes) || (signed_ && is_claim(text_, bytes));
  }

  /// True for a phrase of [boilerplate]. To be called with the sentences in order.
  bool has_phrase(std::pair<std::size_t, std::size_t> bytes) {
    const std::string_view sentence = text_.substr(bytes.first, bytes.second - bytes.first);
    bool found = false;
    for (; marked_ < words_.marked.size() && words_.marked[marked_] < bytes.second; ++marked_) {
      found = found || stock_.at(sentence, words_.marked[marked_] - bytes.first);
    }
    return found;
  }

  /// "Baca juga: ..." inside a paragraph. A longer sentence than a headline continues with news.
  bool announces(std::size_t i) const {
    constexpr std::size_t kLongest = 120;
    const auto [begin, end] = words_.sentence_bytes[i];
    if (end - begin > kLongest) return false;
    const std::string_view sentence = text_.substr(begin, end - begin);
    return sentence.find(':') != std::string_view::npos && !announcement_in(sentence).rest.empty();
  }

  bool is_one_line(std::size_t a, std::size_t b) const {
    const std::size_t begin = words_.sentence_bytes[a].second - 1;
    return text_.substr(begin, words_.sentence_bytes[b].first - begin).find('\n') ==
           std::string_view::npos;
  }

  std::string_view text_;
  const Words& words_;
  const StemPhrases& stock_ = StemPhrases::of(Phrases::kBoilerplate);
  bool signed_;
  std::size_t marked_ = 0;  // index of the next marked word
  std::vector<bool> idle_;
  bool any_ = false;
};

/// Returns `words` without the idle sentences.
Words left_of(const Words& words, const std::vector<bool>& idle) {
  Words out;
  std::uint32_t first = 0;
  auto number = words.numbers.begin();
  for (std::size_t i = 0; i < idle.size(); ++i) {
    const std::uint32_t last = words.sentence_ends[i];
    for (; number != words.numbers.end() && number->token < last; ++number) {
      const auto begin = static_cast<std::uint32_t>(out.tokens.size());
      if (!idle[i]) out.numbers.push_back({begin + number->token - first, number->value});
    }
    if (!idle[i]) {
      const auto append = [first, last](const auto& from, auto& to) {
        to.insert(to.end(), from.begin() + first, from.begin() + last);
      };
      append(words.tokens, out.tokens);
      if (!words.token_bytes.empty()) append(words.token_bytes, out.token_bytes);
      out.sentence_ends.push_back(static_cast<std::uint32_t>(out.tokens.size()));
      out.sentence_bytes.push_back(words.sentence_bytes[i]);
    }
    first = last;
  }
  return out;
}

/// Where the lines at the end of `text` begin that have only idle sentences; the end of `text` if
/// there are none.
std::size_t idle_end(std::string_view text, const Words& words, const std::vector<bool>& idle) {
  std::size_t i = idle.size();
  while (i > 0 && idle[i - 1]) --i;
  if (i == idle.size() || i == 0) return text.size();
  const std::size_t line = text.find('\n', words.sentence_bytes[i - 1].second - 1);
  return line < words.sentence_bytes[i].first ? line : text.size();
}

}  // namespace

RunningText running_text(std::string_view body, std::size_t max_words, Places places) {
  const Beginnings& anchors = StemPhrases::of(Phrases::kBoilerplate).anchors();
  const std::vector<std::string_view> lines = idle_lines(body);
  std::string_view part = without_idle_ends(body, lines);
  for (bool again = true;; again = false) {
    const std::string_view text = read_wire(part).body;
    Words words = split_words(text, max_words, places, &anchors);
    if (words.tokens.empty() && !lines.empty()) return {body, split_words(body, max_words, places)};
    Sentences sentences(text, words);
    const std::vector<bool>& idle = sentences.find(lines);
    if (!sentences.any()) return {text, std::move(words)};
    // A credit before the last line of boilerplate is at the end once that line is gone.
    const std::size_t end = idle_end(text, words, idle);
    if (again && end < text.size()) {
      part = part.substr(0, static_cast<std::size_t>(text.data() - part.data()) + end);
      continue;
    }
    Words left = left_of(words, idle);
    return {text, left.tokens.empty() ? std::move(words) : std::move(left)};
  }
}

}  // namespace wirefold::text
