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
#include "language_files.h"
#include "letters.h"
#include "token_edits.h"
#include "wirefold/base/strings.h"
#include "wirefold/text/analyse.h"

namespace wirefold::text {
namespace {

/// Pairs of bytes that stand in a word that has a digraph, and hardly in others.
class PairsOfBytes {
 public:
  void add(char a, char b) { may_.set(index(a, b)); }
  bool are_in(std::string_view word) const {
    for (std::size_t i = 1; i < word.size(); ++i) {
      if (may_[index(word[i - 1], word[i])]) return true;
    }
    return false;
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
  bool contains(std::span<const Token> words) const { return keys_.contains(sequence_hash(words)); }

 private:
  std::unordered_set<std::uint64_t> keys_;
};

/// Letter and digraph of a line "a ae".
struct Digraph {
  char letter = 0;
  std::string typed;
};

struct Spelling {
  std::vector<Digraph> digraphs;
  PairsOfBytes pairs;  // where a word may have one
  WordSet prefixes;    // that belong to the word behind them
  WordSet suffixes;
  WordSet before_times;
  WordSet behind_times;
  bool affixes = false;
  bool times = false;

  /// A digraph is its letter, and so is one that this makes: "søen", "soeen" and "soen".
  std::string contracted(std::string normal) const {
    std::string out;
    for (const char c : normal) {
      const auto is_it = [&](const Digraph& d) {
        return !out.empty() && out.back() == d.letter && d.typed[1] == c;
      };
      if (std::none_of(digraphs.begin(), digraphs.end(), is_it)) out += c;
    }
    return out;
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
        s.affixes = true;
        add_words(line, s.prefixes, s.suffixes);
      } else if (line.section == "clock") {
        Spelling& s = at(line.file);
        s.times = true;
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
    problems_.push_back(std::string(line.file) + ".txt:" + std::to_string(line.number) + ": " +
                        std::string(what));
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

  /// "a ae": the second letter is what stands behind the first for its sign.
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
      s.digraphs.push_back({letter, std::string(typed)});
      const auto capital = [](char c) { return static_cast<char>(c & ~0x20); };
      for (const char a : {letter, capital(letter)}) {
        for (const char b : {typed[1], capital(typed[1])}) s.pairs.add(a, b);
      }
      for (int byte = 0x80; byte < 0xC0; ++byte) {  // behind a letter with its sign
        for (const char b : {typed[1], capital(typed[1])}) s.pairs.add(static_cast<char>(byte), b);
      }
      add_ligatures(typed, s.pairs);
    }
  }

  /// Letters whose normal form is a digraph: "æ".
  static void add_ligatures(std::string_view typed, PairsOfBytes& pairs) {
    constexpr char32_t kFirst = 0x80;
    constexpr char32_t kEnd = 0x250;
    for (char32_t c = kFirst; c < kEnd; ++c) {
      if (CharacterTable::instance()[c].folded_text() != typed) continue;
      std::string bytes;
      append_utf8(bytes, c);
      pairs.add(bytes[0], bytes[1]);
    }
  }

  std::map<std::string_view, std::unique_ptr<Spelling>> files_;
  std::vector<std::string> problems_;
};

/// Gives the words of one text their spelling.
class Respeller {
 public:
  Respeller(Words& words, std::string_view text, const Spelling& spelling)
      : words_(words), text_(text), spelling_(spelling) {}

  void run() {
    if (!spelling_.digraphs.empty()) contract_digraphs();
    if (spelling_.affixes) join_affixes();
    if (spelling_.times) split_times();
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

  /// What stands before a token.
  std::string_view gap_before(std::size_t token) const {
    const std::size_t begin = words_.token_bytes[token - 1].second;
    const std::size_t end = words_.token_bytes[token].first;
    return begin < end ? text_.substr(begin, end - begin) : std::string_view();
  }

  void contract_digraphs() {
    for (std::size_t i = 0; i < words_.tokens.size(); ++i) {
      if (!is_word(i) || !spelling_.pairs.are_in(raw(i))) continue;
      words_.tokens[i].hash = word_hash(spelling_.contracted(normal_word(raw(i))));
    }
  }

  /// True if one space or a non-joiner stands before a word.
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
    TokenEdit edit{first, last};
    edit.tokens[0] = {{word_hash(normal_word(word)), words_.tokens[first].kind},
                      {words_.token_bytes[first].first, words_.token_bytes[last - 1].second},
                      {}};
    edits_.push_back(edit);
  }

  /// The hours and minutes of "8.30", as places in the text.
  struct Time {
    std::size_t token;
    std::size_t dot;
    std::string hours, minutes;
    bool sure = false;
  };

  std::optional<Time> time_at(std::size_t token) const {
    constexpr std::size_t kShortest = 4;
    constexpr std::size_t kLongest = 16;  // of other digits
    const std::string_view spelled = raw(token);
    if (spelled.size() < kShortest || spelled.size() > kLongest) return std::nullopt;
    Time out{token, 0, {}, {}};
    for (std::size_t pos = 0; pos < spelled.size();) {
      const std::size_t begin = pos;
      const Character c = CharacterTable::instance()[next_code_point(spelled, pos)];
      if (c.is(Character::kDigit) && !c.is(Character::kNumberSign)) {
        (out.dot == 0 ? out.hours : out.minutes) += c.folded[0];
      } else if (spelled[begin] == '.' && out.dot == 0) {
        out.dot = words_.token_bytes[token].first + begin;
      } else {
        return std::nullopt;
      }
    }
    const std::size_t digits = out.hours.size();
    if (digits == 0 || digits > 2 || out.minutes.size() != 2) return std::nullopt;
    if (std::stoi(out.hours) > 24 || std::stoi(out.minutes) > 59) return std::nullopt;
    out.sure = has_time_word(token);
    return out;
  }

  bool has_time_word(std::size_t token) const {
    const std::span<const Token> all(words_.tokens);
    constexpr std::size_t kMostWords = 2;
    for (std::size_t n = 1; n <= kMostWords; ++n) {
      const bool behind = token + n < all.size() && is_gap(token + 1, " -") &&
                          spelling_.behind_times.contains(all.subspan(token + 1, n));
      const bool before = token >= n && is_gap(token, " .:(") &&
                          spelling_.before_times.contains(all.subspan(token - n, n));
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

  /// "8.30" is a time beside a word that says so, or beside another time: "8.30 to 10.15 Uhr".
  void split_times() {
    constexpr std::size_t kNear = 2;  // tokens
    std::vector<Time> times;
    for (const NumberToken& number : words_.numbers) {
      if (std::optional<Time> time = time_at(number.token)) times.push_back(std::move(*time));
    }
    for (std::size_t i = times.size(); i-- > 1;) {
      const bool near = times[i].token - times[i - 1].token <= kNear;
      if (near && times[i].sure) times[i - 1].sure = true;
    }
    for (std::size_t i = 1; i < times.size(); ++i) {
      const bool near = times[i].token - times[i - 1].token <= kNear;
      if (near && times[i - 1].sure) times[i].sure = true;
    }
    for (const Time& time : times) {
      const bool room = words_.tokens.size() + edits_.size() < kMaxWords;
      if (time.sure && room) add_split(time);
    }
  }

  void add_split(const Time& time) {
    const auto [begin, end] = words_.token_bytes[time.token];
    const Decimal hours = Decimal::parse(time.hours).value_or(Decimal());
    const Decimal minutes = Decimal::parse(time.minutes).value_or(Decimal());
    TokenEdit edit{time.token, time.token + 1, 2, {}};
    edit.tokens = {
        NewToken{{word_hash(hours.text()), WordClass::kNumber}, {begin, time.dot}, hours},
        NewToken{{word_hash(minutes.text()), WordClass::kNumber}, {time.dot + 1, end}, minutes}};
    edits_.push_back(edit);
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
  const bool has = spelling != nullptr && !spelling->digraphs.empty();
  return has ? spelling->contracted(std::move(normal)) : normal;
}

const std::vector<std::string>& spelling_problems() { return Spellings::instance().problems(); }

}  // namespace wirefold::text
