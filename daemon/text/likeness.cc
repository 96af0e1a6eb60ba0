#include "wirefold/text/likeness.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
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

std::string spelled_number(std::size_t n) {
  constexpr std::string_view kNumbers[] = {"no",   "one",    "two",   "three", "four",
                                           "five", "six",    "seven", "eight", "nine",
                                           "ten",  "eleven", "twelve"};
  return n < std::size(kNumbers) ? std::string(kNumbers[n]) : std::to_string(n);
}

std::string words(std::size_t n) { return fmt::format("{} {}", n, n == 1 ? "word" : "words"); }

/// "first paragraph", "last two paragraphs".
std::string paragraphs(std::string_view which, std::size_t n) {
  return n == 1 ? fmt::format("{} paragraph", which)
                : fmt::format("{} {} paragraphs", which, spelled_number(n));
}

/// The phrase for a likeness, without the time.
class Phrase {
 public:
  explicit Phrase(const Likeness& likeness)
      : is_(likeness),
        shorter_(std::min(is_.first_words, is_.second_words)),
        longer_(std::max(is_.first_words, is_.second_words)) {}

  std::string run() const {
    if (shorter_ == 0) return without_text();
    for (const auto& phrase : {whole(), part(), nearly(), mostly()}) {
      if (!phrase.empty()) return phrase;
    }
    return hardly();
  }

 private:
  std::string without_text() const {
    if (!is_.same_headline) return {};
    const bool no_text = is_.second_words == 0 && !is_.second_cut;
    return no_text ? "same headline, no text" : "same headline";
  }

  std::string whole() const {
    if (is_.word_for_word) return "word for word" + under_another();
    if (is_.other_order) return "the same paragraphs in another order";
    if (is_.other_word_order) return "the same words in another order";
    if (is_.cut() && is_.beginning == shorter_ && is_.first_cut == is_.second_cut) {
      return "word for word as far as compared";
    }
    return {};
  }

  /// For texts of which one is a part of the other.
  std::string part() const {
    if (!is_.second_cut && is_.added() == 0) return second_in_first();
    if (!is_.first_cut && is_.removed() == 0) return first_in_second();
    return {};
  }

  std::string second_in_first() const {
    if (is_.beginning == is_.second_words) return beginning() + under_another();
    if (!is_.cut() && is_.removed() <= is_.first_words / kTwentieth) return with_changes();
    if (!is_.cut() && is_.removed() <= is_.first_words / 2 && in_passages()) {
      return "the same text, cut by " + words(is_.left_out());
    }
    return in_passages() ? "contained in the other text" : "";
  }

  std::string beginning() const {
    constexpr std::size_t kFew = 3;
    if (!is_.ends_paragraph || is_.paragraphs == 0) return "the first " + words(is_.beginning);
    const bool all_but = !is_.cut() && is_.other_paragraphs > 0 &&
                         is_.other_paragraphs < is_.paragraphs && is_.other_paragraphs <= kFew;
    return all_but ? paragraphs("all but the last", is_.other_paragraphs)
                   : paragraphs("the first", is_.paragraphs);
  }

  std::string first_in_second() const {
    if (!in_passages()) return {};
    if (is_.cut()) return "contains the other text";
    if (is_.added() <= is_.first_words / kFifth) return with_changes();
    return "contains the other text, with " + words(is_.new_words()) + " more";
  }

  /// For texts that are nearly the same.
  std::string nearly() const {
    const std::size_t compared = is_.first_cut && is_.second_cut ? shorter_ : longer_;
    if (is_.common < compared - compared / kFifth) return {};
    if (is_.cut()) return "nearly the same text as far as compared";
    return with_changes();
  }

  std::string with_changes() const {
    std::string out = "the same text";
    if (is_.new_words() > 0) {
      out +=
          fmt::format(" with {} new {}", is_.new_words(), is_.new_words() == 1 ? "word" : "words");
      if (is_.left_out() > 0) out += fmt::format(", {} left out", is_.left_out());
    } else if (is_.left_out() > 0) {
      out += ", " + words(is_.left_out()) + " left out";
    }
    return is_.moved > 0 ? out + ", partly in another order" : out;
  }

  /// For texts of which at least half is in the other.
  std::string mostly() const {
    const bool of_first = 2 * (is_.passages + is_.moved_of_first) >= is_.first_words;
    const bool of_second = 2 * shared() >= is_.second_words;
    if (!of_first && !of_second) return {};
    if (is_.first_cut && is_.second_cut) return "much of the text in common";
    const std::size_t rest = is_.second_words - shared();
    const std::string own = is_.cut() || rest == 0 ? "" : ", with " + words(rest) + " of its own";
    if (is_.paragraphs > 0 && begins_with(shared())) {
      return paragraphs("the same first", is_.paragraphs) + own;
    }
    if (!of_first && !is_.second_cut) return "most of it is in the other text" + own;
    if (!of_second && !is_.first_cut) return "contains most of the other text" + own;
    const std::string order = is_.moved > 0 ? ", partly in another order" : "";
    return (is_.cut() ? "much of the text in common" : "most of the text in common") + own + order;
  }

  std::string hardly() const {
    const std::string head = is_.same_headline ? "same headline and " : "";
    if (is_.paragraphs > 0) {
      return head + paragraphs("the same first", is_.paragraphs) + rest(is_.beginning);
    }
    if (is_.same_first_sentence) {
      return is_.same_headline ? head + "same first sentence"
                               : "same first sentence" + rest(is_.beginning);
    }
    if (is_.longest >= kTelling) return head + passage();
    if (is_.cut()) return is_.same_headline ? "same headline" : "";
    const bool own = kFifth * shared() <= is_.second_words;
    const std::string text = own ? "its own text" : "mostly its own text";
    if (is_.same_headline) return "same headline, " + text;
    return is_.other_headline ? "another headline, " + text : text;
  }

  /// The phrase for the rest of the text beside `named` common words.
  std::string rest(std::size_t named) const {
    if (is_.cut()) return {};
    return shared() <= named + named / 3 ? ", otherwise its own text"
                                         : ", otherwise mostly its own text";
  }

  /// True if nearly all of `common` words are at the beginning.
  bool begins_with(std::size_t common) const {
    return common <= is_.beginning + is_.beginning / kTenth;
  }

  std::string passage() const {
    const std::string least = is_.cut() ? "at least " : "";
    if (2 * shared() > 3 * is_.longest) {
      return "common passages of " + least + words(shared()) + " together" + rest(shared());
    }
    return "a common passage of " + least + words(is_.longest) + rest(is_.longest);
  }

  std::string under_another() const { return is_.other_headline ? " under another headline" : ""; }

  /// Words of the second text that are in passages of the first.
  std::size_t shared() const { return is_.passages + is_.moved; }
  /// True if the common words are unlikely to be chance.
  bool in_passages() const {
    return is_.longest == shorter_ || is_.passages >= is_.common - is_.common / kTenth;
  }

  static constexpr std::size_t kFifth = 5;
  static constexpr std::size_t kTenth = 10;
  static constexpr std::size_t kTwentieth = 20;
  // A shorter passage is a name or a turn of phrase.
  static constexpr std::size_t kTelling = 12;

  const Likeness& is_;
  std::size_t shorter_;
  std::size_t longer_;
};

/// Uses the largest unit with a count of at least two, or of exactly one without a rest.
std::string time_apart(std::chrono::seconds apart) {
  if (apart < std::chrono::minutes(1)) return "at the same time";
  const auto counted = [](auto n, std::string_view unit) {
    return fmt::format("{} {}{} apart", n.count(), unit, n.count() == 1 ? "" : "s");
  };
  const auto minutes = std::chrono::round<std::chrono::minutes>(apart);
  if (minutes < std::chrono::hours(2) && minutes != std::chrono::hours(1))
    return counted(minutes, "minute");
  const auto hours = std::chrono::round<std::chrono::hours>(apart);
  if (hours < std::chrono::days(2) && hours != std::chrono::days(1)) return counted(hours, "hour");
  return counted(std::chrono::round<std::chrono::days>(apart), "day");
}

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

std::string in_words(const Likeness& likeness) {
  std::string out = Phrase(likeness).run();
  if (out.empty() || !likeness.apart) return out;
  return out + ", " + time_apart(*likeness.apart);
}

}  // namespace wirefold::text
