#include "spelling.h"

#include <algorithm>
#include <bitset>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <unordered_set>
#include <utility>
#include <vector>

#include "characters.h"
#include "letters.h"
#include "text/language_files.h"
#include "text/token_edits.h"
#include "wirefold/base/strings.h"

namespace wirefold::text {
namespace {

/// A filter of byte pairs that words with digraphs have, and few others.
class PairsOfBytes {
 public:
  void add(char a, char b) { may_.set(index(a, b)); }
  /// The place of the second byte of the first such pair from `pos` on; the end if there is none.
  std::size_t find(std::string_view text, std::size_t pos) const {
    while (pos < text.size() && !may_[index(text[pos - 1], text[pos])]) ++pos;
    return pos;
  }

 private:
  static std::size_t index(char a, char b) {
    return static_cast<std::size_t>(static_cast<unsigned char>(a)) << 8 |
           static_cast<unsigned char>(b);
  }
  std::bitset<std::size_t{1} << 16> may_;
};

/// Phrases of one or two words.
class WordSet {
 public:
  void add(std::string_view phrase) {
    std::vector<Token> tokens;
    for (const std::string_view word : split(phrase, '_')) {
      tokens.push_back({word_hash(normal_word(word)), WordClass::kPlain});
    }
    keys_.insert(sequence_hash(tokens));
  }
  bool empty() const noexcept { return keys_.empty(); }
  bool contains(std::span<const Token> words) const { return keys_.contains(sequence_hash(words)); }

 private:
  std::unordered_set<std::uint64_t> keys_;
};

/// The two letters of the digraph in a line "a ae".
struct Digraph {
  char letter;
  char second;
};

struct Spelling {
  std::vector<Digraph> digraphs;
  PairsOfBytes pairs;  // pairs that a word with a digraph has
  WordSet prefixes;    // words that belong to the next word
  WordSet suffixes;
  WordSet before_times;
  WordSet behind_times;

  bool has_affixes() const { return !prefixes.empty() || !suffixes.empty(); }
  bool has_time_words() const { return !before_times.empty() || !behind_times.empty(); }

  /// Replaces digraphs by their letter, also digraphs that a replacement creates: "søen", "soeen"
  /// and "soen" are one word.
  void contract(std::string& word) const {
    std::size_t size = 0;
    for (const char c : word) {
      const auto is_it = [&](const Digraph& d) {
        return size > 0 && word[size - 1] == d.letter && d.second == c;
      };
      if (std::none_of(digraphs.begin(), digraphs.end(), is_it)) word[size++] = c;
    }
    word.resize(size);
  }
};

class Spellings {
 public:
  static const Spellings& instance() {
    static const Spellings kOnly;
    return kOnly;
  }

  const Spelling* of(std::string_view file) const {
    const auto found = files_.find(file);
    return found == files_.end() ? nullptr : found->second.get();
  }

  const std::vector<std::string>& problems() const noexcept { return problems_; }

 private:
  Spellings() {
    for_each_line([this](const LanguageLine& line) {
      if (line.section == "digraphs") {
        add_digraph(line);
      } else if (line.section == "affixes") {
        Spelling& s = at(line.file);
        add_words(line, s.prefixes, s.suffixes);
      } else if (line.section == "clock") {
        Spelling& s = at(line.file);
        add_words(line, s.before_times, s.behind_times);
      }
    });
  }

  Spelling& at(std::string_view file) {
    std::unique_ptr<Spelling>& spelling = files_[file];
    if (spelling == nullptr) spelling = std::make_unique<Spelling>();
    return *spelling;
  }

  void complain(const LanguageLine& line, std::string_view what) {
    problems_.push_back(problem_at(line, what));
  }

  /// "before um", "behind Uhr".
  void add_words(const LanguageLine& line, WordSet& before, WordSet& behind) {
    const std::vector<std::string_view> words = split(line.text, ' ');
    if (words[0] != "before" && words[0] != "behind") {
      return complain(line, "neither \"before\" nor \"behind\"");
    }
    for (std::size_t i = 1; i < words.size(); ++i) {
      if (split(words[i], '_').size() > 2) complain(line, "more than two words");
      (words[0] == "before" ? before : behind).add(words[i]);
    }
  }

  /// "a ae": the second letter, after the first, stands for a mark on the first.
  void add_digraph(const LanguageLine& line) {
    const auto is_small = [](char c) { return c >= 'a' && c <= 'z'; };
    const std::vector<std::string_view> words = split(line.text, ' ');
    const char letter = words[0].empty() ? ' ' : words[0][0];
    for (const std::string_view typed : std::span(words).subspan(1)) {
      if (typed.size() != 2 || typed[0] != letter || !is_small(letter) || !is_small(typed[1])) {
        complain(line, "no small letter and digraphs that begin with it");
        continue;
      }
      Spelling& s = at(line.file);
      s.digraphs.push_back({letter, typed[1]});
      for (const char a : {letter, capital(letter)}) {
        for (const char b : {typed[1], capital(typed[1])}) s.pairs.add(a, b);
      }
      add_letters(typed, s.pairs);
    }
  }

  /// Adds letters whose normal form is a digraph, "æ", or begins one, "øe".
  static void add_letters(std::string_view typed, PairsOfBytes& pairs) {
    constexpr char32_t kFirst = 0x80;
    constexpr char32_t kEnd = 0x250;
    for (char32_t c = kFirst; c < kEnd; ++c) {
      const Character character = CharacterTable::instance()[c];
      const std::string_view folded = character.folded_text();
      std::string bytes;
      append_utf8(bytes, c);
      if (folded == typed) pairs.add(bytes[0], bytes[1]);
      if (folded != typed.substr(0, 1)) continue;
      pairs.add(bytes[1], typed[1]);
      pairs.add(bytes[1], capital(typed[1]));
    }
  }

  static char capital(char c) { return static_cast<char>(c & ~0x20); }

  std::map<std::string_view, std::unique_ptr<Spelling>> files_;
  std::vector<std::string> problems_;
};

/// Gives the words of one text a uniform spelling.
class Respeller {
 public:
  Respeller(Words& words, std::string_view text, const Spelling& spelling)
      : words_(words), text_(text), spelling_(spelling) {}

  void run() {
    if (!spelling_.digraphs.empty()) contract_digraphs();
    if (spelling_.has_affixes()) join_affixes();
    if (spelling_.has_time_words()) join_times();
    std::sort(edits_.begin(), edits_.end(),
              [](const TokenEdit& a, const TokenEdit& b) { return a.first < b.first; });
    apply_edits(edits_, words_);
  }

 private:
  std::string_view raw(std::size_t token) const {
    const auto [begin, end] = words_.token_bytes[token];
    return text_.substr(begin, end - begin);
  }

  bool is_word(std::size_t token) const {
    return token < words_.tokens.size() && words_.tokens[token].kind != WordClass::kNumber;
  }

  /// The text between a token and the token before it.
  std::string_view gap_before(std::size_t token) const {
    const std::size_t begin = words_.token_bytes[token - 1].second;
    const std::size_t end = words_.token_bytes[token].first;
    return begin < end ? text_.substr(begin, end - begin) : std::string_view();
  }

  void contract_digraphs() {
    std::string word;
    std::size_t pos = 1;
    for (std::size_t i = 0; i < words_.tokens.size();) {
      pos = spelling_.pairs.find(text_, std::max(pos, words_.token_bytes[i].first + 1));
      while (i < words_.tokens.size() && words_.token_bytes[i].second <= pos) ++i;
      if (i == words_.tokens.size()) return;
      if (words_.token_bytes[i].first >= pos) continue;  // the pair is not inside the token
      if (is_word(i)) {
        word = normal_word(raw(i));
        spelling_.contract(word);
        words_.tokens[i].hash = word_hash(word);
      }
      ++i;
    }
  }

  /// True for a word after a single space or a non-joiner.
  bool is_near(std::size_t token) const {
    if (!is_word(token)) return false;
    const std::string_view gap = gap_before(token);
    return gap == " " || gap == "\u200C" || gap == "\u00A0";
  }

  bool is_of(const WordSet& set, std::size_t token) const {
    return set.contains(std::span(words_.tokens).subspan(token, 1));
  }

  void join_affixes() {
    for (std::size_t i = 0; i + 1 < words_.tokens.size();) {
      std::size_t last = i + 1;
      if (is_word(i) && is_of(spelling_.prefixes, i) && is_near(last)) ++last;
      while (is_word(i) && last < words_.tokens.size() && is_of(spelling_.suffixes, last) &&
             is_near(last)) {
        ++last;
      }
      if (last > i + 1) add_join(i, last);
      i = last;
    }
  }

  void add_join(std::size_t first, std::size_t last) {
    std::string word;
    for (std::size_t i = first; i < last; ++i) word += raw(i);
    add_edit(first, last, {word_hash(normal_word(word)), words_.tokens[first].kind});
  }

  /// Tokens [first, last) that may be a time of day.
  struct Time {
    std::size_t first, last;
    std::string normal;  // "8:30", and "8" for "8.00"
    bool sure = false;
  };

  /// A time such as "8.30", which is one token.
  std::optional<Time> dotted_time(std::size_t token) const {
    constexpr std::size_t kLongest = 16;  // allows for digits of other scripts
    const std::string_view spelled = raw(token);
    const std::size_t dot = spelled.size() > kLongest ? spelled.npos : spelled.find('.');
    if (dot == spelled.npos) return std::nullopt;
    return time_of(spelled.substr(0, dot), spelled.substr(dot + 1), token, token + 1);
  }

  /// A time such as "8:30", which is two tokens, but not in "8:30:15".
  std::optional<Time> parted_time(std::size_t token) const {
    const auto parted = [this](std::size_t at) {
      return at > 0 && at < words_.tokens.size() && gap_before(at) == ":";
    };
    if (!parted(token + 1) || parted(token) || parted(token + 2)) return std::nullopt;
    return time_of(raw(token), raw(token + 1), token, token + 2);
  }

  std::optional<Time> time_of(std::string_view hours, std::string_view minutes, std::size_t first,
                              std::size_t last) const {
    const std::optional<int> hour = two_digits(hours, 1);
    const std::optional<int> minute = hour ? two_digits(minutes, 2) : std::nullopt;
    if (!minute || *hour > 24 || *minute > 59) return std::nullopt;
    Time out{first, last, std::to_string(*hour), has_time_word(first, last)};
    if (*minute != 0) out.normal.append(*minute < 10 ? ":0" : ":").append(std::to_string(*minute));
    return out;
  }

  /// The value of one or two digits of any script; nullopt if there are fewer than `least`.
  static std::optional<int> two_digits(std::string_view spelled, std::size_t least) {
    constexpr std::size_t kMost = 2;
    int value = 0;
    std::size_t digits = 0;
    for (std::size_t pos = 0; pos < spelled.size(); ++digits) {
      const Character c = CharacterTable::instance()[next_code_point(spelled, pos)];
      if (!c.is(Character::kDigit) || c.is(Character::kNumberSign)) return std::nullopt;
      if (digits == kMost) return std::nullopt;
      value = value * 10 + (c.folded[0] - '0');
    }
    return digits < least ? std::nullopt : std::optional(value);
  }

  bool has_time_word(std::size_t first, std::size_t last) const {
    const std::span<const Token> all(words_.tokens);
    constexpr std::size_t kMostWords = 2;
    for (std::size_t n = 1; n <= kMostWords; ++n) {
      const bool behind = last + n <= all.size() && is_gap(last, " -") &&
                          spelling_.behind_times.contains(all.subspan(last, n));
      const bool before = first >= n && is_gap(first, " .:(") &&
                          spelling_.before_times.contains(all.subspan(first - n, n));
      if (behind || before) return true;
    }
    return false;
  }

  bool is_gap(std::size_t token, std::string_view of) const {
    constexpr std::size_t kMost = 2;
    std::string_view gap = gap_before(token);
    if (gap == "\u00A0" || gap == "\u202F") gap = " ";
    return gap.size() <= kMost && gap.find_first_not_of(of) == std::string_view::npos;
  }

  /// Makes "8.30" and "8:30" one token beside a word for times of day, or beside another such time:
  /// "8.30 to 10.15 Uhr".
  void join_times() {
    std::vector<Time> times;
    for (const NumberToken& number : words_.numbers) {
      std::optional<Time> time = dotted_time(number.token);
      if (!time) time = parted_time(number.token);
      if (time) times.push_back(std::move(*time));
    }
    const auto spread = [](Time& from, Time& to, std::size_t between) {
      constexpr std::size_t kNear = 1;
      if (from.sure && between <= kNear) to.sure = true;
    };
    for (std::size_t i = times.size(); i-- > 1;) {
      spread(times[i], times[i - 1], times[i].first - times[i - 1].last);
    }
    for (std::size_t i = 1; i < times.size(); ++i) {
      spread(times[i - 1], times[i], times[i].first - times[i - 1].last);
    }
    for (const Time& time : times) {
      if (time.sure) add_edit(time.first, time.last, {word_hash(time.normal), WordClass::kNumber});
    }
  }

  void add_edit(std::size_t first, std::size_t last, Token token) {
    edits_.push_back({first,
                      last,
                      token,
                      {words_.token_bytes[first].first, words_.token_bytes[last - 1].second}});
  }

  Words& words_;
  std::string_view text_;
  const Spelling& spelling_;
  std::vector<TokenEdit> edits_;
};

}  // namespace

void respell(Words& words, std::string_view text, std::string_view file) {
  const Spelling* spelling = Spellings::instance().of(file);
  if (spelling != nullptr) Respeller(words, text, *spelling).run();
}

std::string respelled(std::string normal, std::string_view file) {
  const Spelling* spelling = Spellings::instance().of(file);
  if (spelling != nullptr) spelling->contract(normal);
  return normal;
}

const std::vector<std::string>& spelling_problems() { return Spellings::instance().problems(); }

}  // namespace wirefold::text
