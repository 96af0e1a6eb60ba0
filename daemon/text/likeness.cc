#include "wirefold/text/likeness.h"

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <vector>

#include "running_text.h"
#include "wirefold/base/hash.h"
#include "wirefold/base/strings.h"
#include "wirefold/text/normal.h"

namespace wirefold::text {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

// Shorter rows of equal words may be chance.
constexpr std::size_t kLeastPassage = 4;

// A shorter line is a heading or an item of a list.
constexpr std::size_t kLeastParagraph = 5;

constexpr std::size_t kLeastSentence = 5;

/// Words [first, last) of a text.
struct Stretch {
  std::size_t first;
  std::size_t last;
  std::uint64_t hash;
  std::size_t size() const noexcept { return last - first; }
};

/// The words of a text that are compared, without boilerplate.
struct Running {
  std::vector<std::uint32_t> words;  // hashes
  std::vector<std::size_t> number;   // index in `words` of each ComparedText::Word, or kNone
  std::vector<Stretch> paragraphs;   // lines, or blocks between blank lines
  std::size_t first_sentence = 0;    // number of its words; 0 if unknown
};

std::uint64_t hash_of(std::span<const std::uint32_t> words) {
  std::uint64_t h = 0;
  for (const std::uint32_t word : words) h = mix_hash(h, word);
  return h;
}

bool has_blank_line(std::string_view text) {
  for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at)) {
    at = text.find_first_not_of(" \t\r", at + 1);
    if (at != std::string_view::npos && text[at] == '\n') return true;
  }
  return false;
}

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

/// True if the full stop before `end` may be that of an abbreviation or an ordinal: "Mr.", "9.".
/// `next` is where the text continues.
bool may_be_abbreviation(std::string_view text, std::size_t end, std::size_t next) {
  constexpr std::size_t kLongest = 4;
  const std::size_t last = text.substr(0, end).find_last_not_of(" \t\"')");
  if (last == std::string_view::npos || text[last] != '.') return false;
  const std::size_t begin = text.substr(0, last).find_last_of(" \n\t.") + 1;
  return is_lower(text[next]) || (last - begin <= kLongest && !is_lower(text[begin]));
}

/// Where the first sentence ends, in bytes of `text`; if in doubt too late rather than too early.
std::size_t end_of_first_sentence(std::string_view text, const RunningText& running) {
  const std::size_t offset = static_cast<std::size_t>(running.text.data() - text.data());
  const auto& sentences = running.words.sentence_bytes;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    const std::size_t end = sentences[i].second;
    if (i + 1 == sentences.size()) return offset + end;
    const std::size_t next = sentences[i + 1].first;
    const bool line_ends =
        running.text.substr(end - 1, next - end + 1).find('\n') != std::string_view::npos;
    if (line_ends || !may_be_abbreviation(running.text, end, next)) return offset + end;
  }
  return 0;
}

class RunningWords {
 public:
  explicit RunningWords(const ComparedText& compared)
      : compared_(compared), running_(running_text(compared.text, kMostCompared, Places::kKeep)) {}

  Running take() {
    Running out;
    for (const ComparedText::Word& word : compared_.words) {
      const bool counts = is_running(word.at);
      out.number.push_back(counts ? out.words.size() : kNone);
      if (counts) out.words.push_back(word.hash);
    }
    out.paragraphs = cut_at(ends_of_paragraphs(out), out.words);
    const std::size_t end = end_of_first_sentence(compared_.text, running_);
    for (std::size_t i = 0; i < compared_.words.size() && compared_.words[i].at < end; ++i) {
      out.first_sentence += out.number[i] != kNone;
    }
    // A sentence that was cut off does not count.
    if (compared_.cut && out.first_sentence == out.words.size()) out.first_sentence = 0;
    return out;
  }

 private:
  /// To be called with rising places.
  bool is_running(std::size_t at) {
    const auto& sentences = running_.words.sentence_bytes;
    const auto offset = static_cast<std::size_t>(running_.text.data() - compared_.text.data());
    while (sentence_ < sentences.size() && offset + sentences[sentence_].second <= at) ++sentence_;
    return sentence_ < sentences.size() && offset + sentences[sentence_].first <= at;
  }

  std::vector<std::size_t> ends_of_paragraphs(const Running& running) const {
    const bool blank = has_blank_line(trim(compared_.text));
    std::vector<std::size_t> out;
    std::size_t place = 0;
    for (std::size_t i = 0; i < compared_.words.size(); ++i) {
      if (running.number[i] == kNone) continue;
      const std::size_t at = compared_.words[i].at;
      const std::string_view between = compared_.text.substr(place, at - place);
      const bool ends =
          blank ? has_blank_line(between) : between.find('\n') != std::string_view::npos;
      if (ends) out.push_back(running.number[i]);
      place = at;
    }
    out.push_back(running.words.size());
    return out;
  }

  static std::vector<Stretch> cut_at(const std::vector<std::size_t>& ends,
                                     const std::vector<std::uint32_t>& words) {
    std::vector<Stretch> out;
    std::size_t first = 0;
    for (const std::size_t last : ends) {
      if (last == first) continue;
      out.push_back({first, last, hash_of({words.data() + first, last - first})});
      first = last;
    }
    return out;
  }

  const ComparedText& compared_;
  RunningText running_;
  std::size_t sentence_ = 0;
};

/// The longest row of words that both texts have.
std::size_t longest_row(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  // The length of the row that ends at the current word of `a` and at each word of `b`.
  std::vector<std::size_t> row(b.size() + 1);
  std::size_t out = 0;
  for (const std::uint32_t word : a) {
    for (std::size_t j = b.size(); j > 0; --j) {
      row[j] = b[j - 1] == word ? row[j - 1] + 1 : 0;
      out = std::max(out, row[j]);
    }
  }
  return out;
}

class Comparing {
 public:
  Comparing(const Difference& difference, Likeness& out)
      : a_(RunningWords(difference.from()).take()),
        b_(RunningWords(difference.to()).take()),
        out_(out),
        partner_(a_.words.size(), kNone),
        in_a_(a_.words.size()),
        in_b_(b_.words.size()) {
    const auto [end, other] =
        std::mismatch(a_.words.begin(), a_.words.end(), b_.words.begin(), b_.words.end());
    beginning_ = static_cast<std::size_t>(end - a_.words.begin());
    for (std::size_t i = 0; i < beginning_; ++i) join(i, i);
    for (const EqualWords& run : difference.equal()) {
      for (std::size_t k = 0; k < run.count; ++k) {
        const std::size_t i = a_.number[run.from + k];
        const std::size_t j = b_.number[run.to + k];
        if (i == kNone || j == kNone) continue;
        // The difference was made of all words; boilerplate may have led it astray.
        if (i >= beginning_ && j >= beginning_) join(i, j);
      }
    }
  }

  void run() {
    out_.first_words = a_.words.size();
    out_.second_words = b_.words.size();
    out_.word_for_word = a_.words == b_.words && !out_.cut() && !a_.words.empty();
    out_.beginning = beginning_;
    count_common();
    out_.longest = longest_row(a_.words, b_.words);
    count_paragraphs();
    find_order();
    out_.same_first_sentence = a_.first_sentence >= kLeastSentence &&
                               a_.first_sentence == b_.first_sentence &&
                               out_.beginning >= a_.first_sentence;
  }

 private:
  void join(std::size_t i, std::size_t j) {
    partner_[i] = j;
    in_a_[i] = in_b_[j] = true;
  }

  void count_common() {
    std::size_t row = 0;
    for (std::size_t i = 0; i <= partner_.size(); ++i) {
      const bool common = i < partner_.size() && partner_[i] != kNone;
      const bool goes_on =
          common && i > 0 && partner_[i - 1] != kNone && partner_[i] == partner_[i - 1] + 1;
      if (!goes_on) {
        if (row >= kLeastPassage) out_.passages += row;
        row = 0;
      }
      if (common) ++row;
      out_.common += common;
    }
  }

  void count_paragraphs() {
    for (const Stretch& p : a_.paragraphs) {
      const bool breaks_off = out_.first_cut && p.last == a_.words.size();
      const bool whole = p.last <= out_.beginning && !breaks_off;
      if (p.size() >= kLeastParagraph) ++(whole ? out_.paragraphs : out_.other_paragraphs);
      if (whole) out_.ends_paragraph = p.last == out_.beginning;
    }
  }

  /// The number of times each paragraph occurs.
  static std::map<std::uint64_t, std::size_t> paragraphs_of(const Running& text) {
    std::map<std::uint64_t, std::size_t> out;
    for (const Stretch& p : text.paragraphs) ++out[p.hash];
    return out;
  }

  void find_order() {
    if (!out_.cut() && a_.words != b_.words) {
      out_.other_order = paragraphs_of(a_) == paragraphs_of(b_);
      out_.other_word_order =
          std::is_permutation(a_.words.begin(), a_.words.end(), b_.words.begin(), b_.words.end());
    }
    out_.moved = found_in(a_, b_, in_b_);
    out_.moved_of_first = found_in(b_, a_, in_a_);
    if (out_.moved == 0 || out_.moved_of_first == 0) {  // one text only repeats words
      out_.moved = out_.moved_of_first = 0;
    }
  }

  /// Words of `text` without a partner that are in rows of kLeastMoved words which `other` has.
  static std::size_t found_in(const Running& other, const Running& text,
                              const std::vector<bool>& has_partner) {
    const auto row = [](const Running& of, std::size_t first) {
      return hash_of({of.words.data() + first, kLeastMoved});
    };
    std::set<std::uint64_t> rows;
    for (std::size_t i = 0; i + kLeastMoved <= other.words.size(); ++i) rows.insert(row(other, i));
    std::size_t out = 0;
    std::size_t next = 0;  // words before this index are already counted
    for (std::size_t i = 0; i + kLeastMoved <= text.words.size(); ++i) {
      if (!rows.contains(row(text, i))) continue;
      for (next = std::max(next, i); next < i + kLeastMoved; ++next) out += !has_partner[next];
    }
    return out;
  }

  Running a_;
  Running b_;
  Likeness& out_;
  std::vector<std::size_t> partner_;  // the second text's word for each of the first's, or kNone
  std::vector<bool> in_a_;            // whether each word has a partner
  std::vector<bool> in_b_;
  std::size_t beginning_;
};

}  // namespace

Likeness likeness(const Heading& first, const Heading& second, const Difference& difference) {
  Likeness out;
  const std::string headline = comparison_key(first.headline);
  const std::string other = comparison_key(second.headline);
  out.same_headline = !headline.empty() && headline == other;
  out.other_headline = !headline.empty() && !other.empty() && headline != other;
  out.first_cut = difference.from().cut;
  out.second_cut = difference.to().cut;
  if (first.published && second.published) {
    out.apart = std::chrono::abs(*first.published - *second.published);
  }
  Comparing(difference, out).run();
  return out;
}

}  // namespace wirefold::text
