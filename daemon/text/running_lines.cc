#include "running_lines.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstddef>
#include <optional>

#include "text/words/characters.h"
#include "wirefold/base/strings.h"
#include "wirefold/text/line_kind.h"
#include "wirefold/text/time_lines.h"

namespace wirefold::text {
namespace {

/// In characters; longer lines are paragraphs.
constexpr std::size_t kLongestHeadline = 140;
constexpr std::size_t kMostHeadlineWords = 20;

/// In scripts without full stops headlines are recognized by size alone, in characters.
constexpr std::size_t kLongestUnstopped = 90;

/// For rows of headlines without an announcement: the least number of lines, and their least mean
/// of words and of characters. Verses and items of recipes are shorter.
constexpr std::size_t kLeastRow = 3;
constexpr std::size_t kLeastRowWords = 6;
constexpr std::size_t kLeastRowLength = 42;
constexpr std::size_t kLeastRowIdeographs = 14;

/// The least text in bytes, some 20 words, that must remain when a row is taken for headlines. A
/// quarter of the text must remain too.
constexpr std::size_t kLeastLeft = 140;

struct Line {
  std::string_view text;
  bool told = false;  ///< Running text: the line is long, or ends as a sentence.
  bool idle = false;
};

bool ends_in_dots(std::string_view line) {
  return line.ends_with("...") || line.ends_with("\xE2\x80\xA6");
}

/// Removes the quotes and brackets after a full stop.
std::string_view without_closing_marks(std::string_view line) {
  constexpr std::string_view kMarks[] = {"\"",
                                         "'",
                                         ")",
                                         "]",
                                         "\xE2\x80\x9D",
                                         "\xE2\x80\x99",
                                         "\xC2\xBB",
                                         "\xE2\x80\x9C",
                                         "\xE3\x80\x8D",
                                         "\xEF\xBC\x89"};
  for (bool found = true; found;) {
    found = false;
    for (const std::string_view mark : kMarks) {
      if (!line.ends_with(mark)) continue;
      line.remove_suffix(mark.size());
      found = true;
    }
  }
  return line;
}

template <std::size_t size>
bool ends_with_one_of(std::string_view line, const std::string_view (&marks)[size]) {
  return std::any_of(std::begin(marks), std::end(marks),
                     [line](std::string_view mark) { return line.ends_with(mark); });
}

bool ends_in_stop(std::string_view line) {
  constexpr std::string_view kStops[] = {".",
                                         "\xE3\x80\x82",
                                         "\xE0\xA5\xA4",
                                         "\xDB\x94",
                                         "\xE1\x8D\xA2",
                                         "\xE1\x9F\x94",
                                         "\xE1\x81\x8B",
                                         "\xEF\xBC\x8E"};
  return !ends_in_dots(line) && ends_with_one_of(line, kStops);
}

/// True for marks that end headlines as well as sentences.
bool ends_in_call(std::string_view line) {
  constexpr std::string_view kCalls[] = {"!", "?", "\xEF\xBC\x81", "\xEF\xBC\x9F", "\xD8\x9F"};
  return ends_with_one_of(line, kCalls);
}

/// True if the line promises more: the next lines belong to its sentence.
bool is_open(std::string_view line) {
  constexpr std::string_view kOpen[] = {":",
                                        ",",
                                        ";",
                                        "\xEF\xBC\x9A",
                                        "\xE3\x80\x81",
                                        "\xEF\xBC\x8C",
                                        "\xD8\x8C",
                                        "\xD8\x9B",
                                        "\xEF\xBC\x9B",
                                        "-",
                                        "\xE2\x80\x94"};
  return ends_with_one_of(line, kOpen);
}

char32_t last_character(std::string_view line) {
  std::size_t pos = line.size();
  while (pos > 0 && (line[pos - 1] & 0xC0) == 0x80) --pos;
  if (pos > 0) --pos;
  return next_code_point(line, pos);
}

/// True for Thai, Lao, Burmese and Khmer.
bool is_unstopped(char32_t c) {
  return (c >= 0x0E00 && c < 0x0F00) || (c >= 0x1000 && c < 0x10A0) || (c >= 0x1780 && c < 0x1800);
}

std::size_t characters_in(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

bool is_long(std::string_view line) {
  constexpr std::size_t kMostBytes = 4;  // of one character
  return line.size() > kLongestHeadline &&
         (line.size() > kMostBytes * kLongestHeadline || characters_in(line) > kLongestHeadline);
}

/// The number of words between spaces; each ideograph or kana counts half a word.
std::size_t words_in(std::string_view text) {
  constexpr unsigned char kFirstWide = 0xE3;
  constexpr unsigned char kFirstHangul = 0xEA;
  const auto wide = std::count_if(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= kFirstWide && byte < kFirstHangul;
  });
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ') + 1 + wide / 2);
}

/// True if `line` ends as a sentence, and not as a headline.
bool ends_as_sentence(std::string_view line) {
  const auto last = static_cast<unsigned char>(line.back());
  if (last == '.') return !line.ends_with("...");
  if ((last >= 'a' && last <= 'z') || (last >= 'A' && last <= 'Z')) return false;
  const std::string_view end = without_closing_marks(line);
  const bool quoted = end.size() < line.size() && (ends_in_call(end) || end.ends_with(','));
  return quoted || ends_in_stop(end);
}

Line line_of(std::string_view text) { return {text, ends_as_sentence(text) || is_long(text)}; }

bool may_be_headline(const Line& line) {
  return !line.told && words_in(line.text) <= kMostHeadlineWords &&
         (!is_unstopped(last_character(line.text)) ||
          characters_in(line.text) <= kLongestUnstopped);
}

/// The number of words in `text` that begin with a digit.
std::size_t numbers_in(std::string_view text) {
  std::size_t count = 0;
  bool begin = true;
  for (const char c : text) {
    count += begin && c >= '0' && c <= '9';
    begin = c == ' ';
  }
  return count;
}

bool begins_small(std::string_view line) {
  std::size_t pos = 0;
  const char32_t first = next_code_point(line, pos);
  return first < 0x80 ? first >= 'a' && first <= 'z' : u_islower(static_cast<UChar32>(first)) != 0;
}

/// True for a script without capitals.
bool is_caseless(char32_t c) {
  return (c >= 0x0590 && c < 0x10A0) ||
         (c >= 0x2E80 && CharacterTable::instance()[c].is(Character::kWord));
}

/// The test for headlines without an announcement: excludes items of lists, results, and verses
/// that run on.
bool looks_like_headline(std::string_view line) {
  if (ends_in_call(line) || ends_in_dots(line) || is_open(line)) return false;
  if (is_unstopped(last_character(line))) return false;
  std::size_t pos = 0;
  const char32_t first = next_code_point(line, pos);
  const bool begins = CharacterTable::instance()[first].is(Character::kUpper) || first == U'"' ||
                      is_caseless(first);
  const std::size_t words = words_in(line);
  return begins && words >= 2 && words <= kMostHeadlineWords && numbers_in(line) * 4 <= words;
}

/// "A A A": buttons for the font size.
bool is_of_single_letters(std::string_view line) {
  const std::vector<std::string_view> words = split(line, ' ');
  return words.size() >= 2 && std::all_of(words.begin(), words.end(), [](std::string_view word) {
           return word.size() <= 1 || word == "A+" || word == "A-";
         });
}

/// True if `line` is the beginning of the next line with dots after it.
bool is_beginning_of(std::string_view line, std::string_view next) {
  if (!ends_in_dots(line)) return false;
  const std::string_view words = trim(line.substr(0, line.find_last_not_of("\xE2\x80\xA6. ") + 1));
  return !words.empty() && next.size() > words.size() && next.starts_with(words);
}

class Reader {
 public:
  explicit Reader(std::string_view text) {
    constexpr std::size_t kExpected = 128;  // bytes per line
    lines_.reserve(text.size() / kExpected + 1);
    for (std::size_t begin = 0; begin <= text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      const std::string_view line = trim(text.substr(begin, end - begin));
      if (!line.empty()) lines_.push_back(line_of(line));
      begin = end + 1;
    }
  }

  std::vector<std::string_view> idle() {
    if (lines_.size() < 2 || is_wrapped()) return {};
    read_lines();
    read_rows();
    std::vector<std::string_view> out;
    for (const Line& line : lines_) {
      if (line.idle) out.push_back(line.text);
    }
    if (out.size() == lines_.size()) out.clear();
    return out;
  }

 private:
  /// Marks lines that are idle by themselves, and headlines or readers' posts after an
  /// announcement.
  void read_lines() {
    bool listed = false;
    bool begun = false;   // a paragraph has been seen
    bool posted = false;  // a reader's post has been seen in this list
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      Line& line = lines_[i];
      const Announcement announcement =
          line.text.size() <= kMaxBoilerplateLine ? announcement_in(line.text) : Announcement{};
      if (announcement.found) {
        line.idle = true;
        listed = announcement.rest.empty() || listed;
      } else if (take_dotted(i) || is_idle_alone(line, begun)) {
        line.idle = true;
      } else if (listed && may_be_headline(line)) {
        if (!is_unstopped(last_character(line.text)) || ends_in_headlines(i)) line.idle = true;
      } else if (listed && is_post(i, posted)) {
        line.idle = posted = true;
      } else {
        listed = posted = false;
        begun = begun || line.told;
      }
    }
  }

  static bool is_time(const Line& line) { return !line.told && is_time_line(line.text); }

  /// True for a text with line breaks inside its sentences: many lines go on with a small letter.
  bool is_wrapped() const {
    constexpr std::size_t kOneIn = 4;
    std::size_t open = 0;
    std::size_t going_on = 0;
    for (std::size_t i = 1; i < lines_.size(); ++i) {
      if (lines_[i - 1].told) continue;
      ++open;
      going_on += begins_small(lines_[i].text) ? 1 : 0;
    }
    return going_on > 0 && going_on * kOneIn >= open;
  }

  static bool is_idle_alone(const Line& line, bool begun) {
    if (line.text.size() > kMaxBoilerplateLine) return false;
    if (is_credit(line.text) || is_time(line)) return true;
    return !begun && !line.told && (is_of_single_letters(line.text) || ends_in_dots(line.text));
  }

  /// True for a paragraph right after a time, if another post comes before or a time follows soon:
  /// readers' comments have a name, a time and a text.
  bool is_post(std::size_t i, bool after_post) const {
    constexpr std::size_t kReach = 4;
    if (i == 0 || !is_time(lines_[i - 1])) return false;
    const auto next = lines_.begin() + static_cast<std::ptrdiff_t>(i) + 1;
    const auto end = std::min(lines_.end() - next, std::ptrdiff_t{kReach}) + next;
    return after_post || std::any_of(next, end, is_time);
  }

  /// Marks a headline that dots cut off and the whole headline after it; returns whether line `i`
  /// is idle.
  bool take_dotted(std::size_t i) {
    if (i + 1 == lines_.size() || lines_[i].told || lines_[i + 1].told) return lines_[i].idle;
    if (is_beginning_of(lines_[i].text, lines_[i + 1].text)) {
      lines_[i].idle = lines_[i + 1].idle = true;
    }
    return lines_[i].idle;
  }

  /// True if only headlines follow line `i`. Looks at each line once.
  bool ends_in_headlines(std::size_t i) {
    if (!tail_) {
      tail_ = lines_.size();
      while (*tail_ > 0 && may_be_headline(lines_[*tail_ - 1])) --*tail_;
    }
    return i >= *tail_;
  }

  /// Marks rows of headlines without an announcement, at the end or between paragraphs.
  void read_rows() {
    std::size_t left = 0;
    for (const Line& line : lines_) left += line.idle ? 0 : line.text.size();
    const std::size_t least = std::max(kLeastLeft, left / 4);
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const std::size_t first = i;
      while (i < lines_.size() && (lines_[i].idle || !lines_[i].told)) ++i;
      if (first == 0 || i - first < kLeastRow || is_open(lines_[first - 1].text)) continue;
      const std::size_t bytes = row_bytes(first, i);
      if (bytes == 0 || left < least + bytes) continue;
      for (std::size_t k = first; k < i; ++k) lines_[k].idle = true;
      left -= bytes;
    }
  }

  /// The bytes of the lines [first, last) that are not idle; 0 if they are no row of headlines.
  std::size_t row_bytes(std::size_t first, std::size_t last) const {
    std::size_t lines = 0;
    std::size_t words = 0;
    std::size_t length = 0;
    std::size_t bytes = 0;
    for (std::size_t i = first; i < last; ++i) {
      const std::string_view line = lines_[i].text;
      if (lines_[i].idle) continue;
      if (!looks_like_headline(line)) return 0;
      ++lines;
      words += words_in(line);
      length += characters_in(line);
      bytes += line.size();
    }
    const std::size_t least = bytes > 2 * length ? kLeastRowIdeographs : kLeastRowLength;
    const bool row =
        lines >= kLeastRow && words >= kLeastRowWords * lines && length >= least * lines;
    return row ? bytes : 0;
  }

  std::vector<Line> lines_;
  std::optional<std::size_t> tail_;  // where the headlines at the end of the text begin
};

}  // namespace

std::vector<std::string_view> idle_lines(std::string_view text) { return Reader(text).idle(); }

}  // namespace wirefold::text
