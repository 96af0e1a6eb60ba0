#include "wirefold/text/line_kind.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <bitset>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "text/words/characters.h"
#include "wirefold/base/strings.h"
#include "wirefold/text/languages.h"
#include "wirefold/text/normal.h"

namespace wirefold::text {
namespace {

/// A set of line beginnings, indexed by their first bytes: every line of every text is looked up.
class LineBeginnings {
 public:
  explicit LineBeginnings(const std::vector<std::string>& phrases) {
    for (const std::string& phrase : phrases) {
      std::string beginning = fold_case(phrase);
      if (beginning.size() < kLeast) continue;
      longest_ = std::max(longest_, beginning.size());
      may_begin_.set(key_of(beginning.data()));
      if ((beginning.front() & 0x80) != 0) admit_capitals(beginning);
      by_key_[key_of(beginning.data())].push_back(std::move(beginning));
    }
  }

  /// The first place in `line` where a beginning may match; the end of `line` if there is none.
  std::size_t next_in(std::string_view line, std::size_t from) const {
    while (from + kLeast <= line.size() && !may_begin_[key_of(line.data() + from)]) ++from;
    return from + kLeast <= line.size() ? from : line.size();
  }

  /// The bytes of `line` that the longest matching beginning covers; 0 if none matches.
  std::size_t match(std::string_view line) const {
    if (line.size() < kLeast || !may_begin_[key_of(line.data())]) return 0;
    const std::string_view start = clip_utf8(line, longest_ + kSlack);
    const bool ascii =
        std::none_of(start.begin(), start.end(), [](char c) { return (c & 0x80) != 0; });
    if (ascii) return longest_of(start);
    const std::string folded = fold_case(start);
    if (folded.size() < kLeast) return 0;
    const std::size_t best = longest_of(folded);
    return folded.size() == start.size() ? best : unfolded(start, best);
  }

 private:
  static constexpr std::size_t kSlack = 16;  // folding changes the length of a text
  static constexpr std::size_t kLeast = 3;   // bytes of the shortest beginning
  static constexpr unsigned kKeyBits = 16;

  /// A hash of the first bytes; ignores the case of ASCII letters.
  static std::size_t key_of(const char* text) {
    const auto byte = [text](std::size_t i) {
      return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])) | 0x20U;
    };
    return (((byte(0) << 16U) | (byte(1) << 8U) | byte(2)) * 0x9E3779B1U) >> (32U - kKeyBits);
  }

  std::size_t longest_of(std::string_view start) const {
    const auto found = by_key_.find(key_of(start.data()));
    if (found == by_key_.end()) return 0;
    std::size_t best = 0;
    for (const std::string& b : found->second) {
      if (b.size() > best && starts_with_ignore_case(start, b)) best = b.size();
    }
    return best;
  }

  /// Capitals beyond ASCII have other bytes: admits beginnings with a capital first letter, and
  /// with two.
  void admit_capitals(std::string_view beginning) {
    std::size_t pos = 0;
    const std::string first = capital_of(next_code_point(beginning, pos));
    const std::size_t second = pos;
    const std::string next = capital_of(next_code_point(beginning, pos));
    for (const std::string& start : {first + std::string(beginning.substr(second)), first + next}) {
      if (start.size() >= kLeast) may_begin_.set(key_of(start.data()));
    }
  }

  static std::string capital_of(char32_t c) {
    std::string out;
    append_utf8(out, static_cast<char32_t>(u_toupper(static_cast<UChar32>(c))));
    return out;
  }

  /// The bytes of `start` that fold to `size` bytes.
  static std::size_t unfolded(std::string_view start, std::size_t size) {
    std::size_t pos = 0;
    while (pos < start.size() && fold_case(start.substr(0, pos)).size() < size) {
      next_code_point(start, pos);
    }
    return pos;
  }

  std::bitset<std::size_t{1} << kKeyBits> may_begin_;
  std::unordered_map<std::size_t, std::vector<std::string>> by_key_;
  std::size_t longest_ = 0;
};

const LineBeginnings& announcements() {
  static const LineBeginnings kAll(phrases(Phrases::kAnnouncements));
  return kAll;
}

const LineBeginnings& credits() {
  static const LineBeginnings kAll(phrases(Phrases::kCredits));
  return kAll;
}

const LineBeginnings& credit_marks() {
  static const LineBeginnings kAll(phrases(Phrases::kCreditMarks));
  return kAll;
}

bool ends_in_credit(std::string_view line) {
  constexpr std::size_t kEnd = 60;
  // Marks have a colon or slash, and sentences rarely have one so near their full stop.
  const std::string_view end = line.substr(line.size() - std::min(line.size(), kEnd));
  const bool plain =
      end.find(':') == std::string_view::npos && end.find('/') == std::string_view::npos;
  if (plain && line.ends_with('.')) return false;
  const LineBeginnings& marks = credit_marks();
  std::size_t i = marks.next_in(line, line.size() - end.size());
  while (i < line.size() && marks.match(line.substr(i)) == 0) i = marks.next_in(line, i + 1);
  return i < line.size();
}

bool is_word_at(std::string_view text, std::size_t pos) {
  return pos < text.size() &&
         CharacterTable::instance()[next_code_point(text, pos)].is(Character::kWord);
}

/// Returns `line` without bullets, arrows and brackets before its first word.
std::string_view from_first_word(std::string_view line) {
  constexpr std::size_t kMostMarks = 16;
  std::size_t pos = 0;
  while (pos < std::min(line.size(), kMostMarks) && !is_word_at(line, pos)) {
    next_code_point(line, pos);
  }
  return line.substr(std::min(pos, line.size()));
}

/// The end of the word at `pos`, as a phrase may match only its beginning.
std::size_t end_of_word(std::string_view line, std::size_t pos) {
  while (is_word_at(line, pos)) next_code_point(line, pos);
  return pos;
}

bool has_word(std::string_view text) { return !from_first_word(text).empty(); }

bool starts_with_colon(std::string_view text) {
  return text.starts_with(':') || text.starts_with("\xEF\xBC\x9A");
}

bool ends_as_sentence(std::string_view line) {
  return line.ends_with('.') || line.ends_with("\xE3\x80\x82") || line.ends_with("\xE0\xA5\xA4");
}

bool may_be_headline(std::string_view text) {
  constexpr std::size_t kLeast = 12;
  std::size_t pos = 0;
  if (text.size() < kLeast || (ends_as_sentence(text) && !text.ends_with("..."))) return false;
  const Character first = CharacterTable::instance()[next_code_point(text, pos)];
  return first.is(Character::kUpper) || first.is(Character::kDigit) ||
         !first.is(Character::kWord) || first.is(Character::kUnspaced);
}

}  // namespace

LineKind kind_of(std::string_view line) {
  constexpr std::size_t kLongestCaption = 500;  // together with its credit
  if (line.empty() || line.size() > kLongestCaption) return LineKind::kText;
  if (ends_in_credit(line)) return LineKind::kCredit;
  if (line.size() > kMaxBoilerplateLine) return LineKind::kText;
  if (credits().match(line) > 0) return LineKind::kCredit;
  const std::string_view words = from_first_word(line);
  return announcements().match(words) > 0 ? LineKind::kAnnounces : LineKind::kText;
}

Announcement announcement_in(std::string_view line) {
  const std::string_view words = from_first_word(line);
  const std::size_t phrase = announcements().match(words);
  if (phrase == 0) return {};
  std::string_view rest = words.substr(end_of_word(words, phrase));
  const bool colon = starts_with_colon(trim(rest)) || words.substr(0, phrase).ends_with(':');
  if (!has_word(rest)) return {true, {}};
  constexpr std::size_t kLongestHeading = 40;
  if (!colon && (line.ends_with(':') && line.size() <= kLongestHeading)) return {true, {}};
  // A phrase of one word begins many headlines of news.
  const bool stock = words.substr(0, phrase).find(' ') != std::string_view::npos;
  if (!colon && !(stock && may_be_headline(trim(rest)))) return {};
  return {true, from_first_word(rest)};
}

bool is_credit(std::string_view line) {
  if (line.empty() || line.size() > kMaxBoilerplateLine) return false;
  const std::size_t phrase = credits().match(line);
  if (phrase == 0) return ends_in_credit(line);
  const std::string_view beginning = line.substr(0, phrase);
  const std::string_view rest = line.substr(phrase);
  const bool marked = beginning.ends_with(':') || beginning.starts_with('(') ||
                      starts_with_colon(rest) || rest.starts_with('/');
  const bool whole = beginning.ends_with(' ') || !is_word_at(line, phrase);
  return marked || !has_word(rest) || (whole && !ends_as_sentence(line));
}

}  // namespace wirefold::text
