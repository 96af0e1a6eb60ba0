#include "unspaced.h"

#include <algorithm>

#include "characters.h"
#include "dictionary_words.h"
#include "letters.h"
#include "text/numbers/numeral_letters.h"
#include "wirefold/base/strings.h"
#include "wirefold/text/normal.h"

namespace wirefold::text {
namespace {

// The longest run in bytes; the dictionaries read a run as a whole.
constexpr std::size_t kMaxRun = 4096;

/// The extent of a run and the properties of its characters.
struct Extent {
  std::size_t end = 0;
  bool same = true;  // the dictionaries can read it unchanged
  bool numerals = false;
};

bool is_space(char32_t c) { return c == ' ' || c == 0xA0 || c == 0x3000; }

/// True for ideographs and kana, which pages and their readers may separate by spaces.
bool is_set_apart(char32_t c) {
  constexpr char32_t kFirst = 0x2E80;
  constexpr char32_t kYi = 0xA000;  // other scripts follow up to kCompatible
  constexpr char32_t kCompatible = 0xF900;
  return c >= kFirst && (c < kYi || c >= kCompatible) &&
         CharacterTable::instance()[c].is(Character::kUnspaced);
}

/// Where a row of `least` or more single characters with a space between each two ends: "北 京 市";
/// `start` if there is none.
std::size_t end_of_row(std::string_view text, std::size_t start, std::size_t least) {
  std::size_t end = start;
  std::size_t count = 0;
  for (std::size_t pos = start; pos < text.size() && pos - start < kMaxRun;) {
    if (!is_set_apart(next_code_point(text, pos))) break;
    const std::size_t behind = pos;
    const char32_t next = pos < text.size() ? next_code_point(text, pos) : U' ';
    if (is_set_apart(next)) break;  // the last character was not single
    end = behind;
    ++count;
    if (!is_space(next)) break;
  }
  return count < least ? start : end;
}

Extent extent_of(std::string_view text, std::size_t start) {
  const CharacterTable& characters = CharacterTable::instance();
  const NumeralLetters& numerals = NumeralLetters::instance();
  Extent out{start};
  bool same = true;  // up to here
  bool numeral = false;
  for (std::size_t pos = start; pos < text.size() && pos - start < kMaxRun;) {
    const char32_t c = next_code_point(text, pos);
    const Character character = characters[c];
    if (character.is(Character::kIgnored)) {
      same = false;
      continue;
    }
    if (!character.is(Character::kUnspaced)) break;
    const bool counts = numerals.contains(c);
    out.numerals = out.numerals || (counts && numeral);
    numeral = counts;
    same = same && !character.is(Character::kNeedsContext);
    out.same = same;
    out.end = pos;
  }
  return out;
}

/// Fills `run` from `raw`: drops invisible characters and unifies letters of several characters.
void read_letters(std::string_view raw, UnspacedRun& run) {
  for (std::size_t pos = 0; pos < raw.size();) {
    const std::size_t begin = pos;
    const char32_t c = next_code_point(raw, pos);
    const Character character = CharacterTable::instance()[c];
    if (character.is(Character::kIgnored) || is_space(c)) continue;
    run.places.emplace_back(run.letters.size(), begin);
    run.letters.append(raw, begin, pos - begin);
    if (!character.is(Character::kNeedsContext)) continue;
    const std::size_t size = run.letters.size();
    const std::size_t form = size - replace_form(run.letters);
    while (form < size && run.places.back().first > form) run.places.pop_back();
  }
}

std::size_t place_of(const UnspacedRun& run, std::size_t letter, std::size_t at_end) {
  if (run.places.empty()) return letter;
  const auto found = std::lower_bound(run.places.begin(), run.places.end(),
                                      std::pair<std::size_t, std::size_t>(letter, 0));
  return found == run.places.end() ? at_end : found->second;
}

using Range = std::pair<std::size_t, std::size_t>;

/// Stretches of two or more numeral letters.
std::vector<Range> numeral_ranges(std::string_view letters) {
  const NumeralLetters& numerals = NumeralLetters::instance();
  std::vector<Range> out;
  std::size_t begin = 0;
  std::size_t count = 0;
  const auto end_range = [&](std::size_t end) {
    if (count > 1) out.emplace_back(begin, end);
    count = 0;
  };
  for (std::size_t pos = 0; pos < letters.size();) {
    const std::size_t here = pos;
    if (!numerals.contains(next_code_point(letters, pos))) {
      end_range(here);
    } else if (count++ == 0) {
      begin = here;
    }
  }
  end_range(letters.size());
  return out;
}

/// True if the dictionary has a word boundary at the start of the stretch, and no single word that
/// begins there and continues past its end: "五十嵐" is a name, "百二|十人" is
/// not.
bool is_apart(Range range, const std::vector<std::size_t>& ends) {
  const auto is_end = [&](std::size_t at) {
    return at == 0 || std::binary_search(ends.begin(), ends.end(), at);
  };
  const auto inside = std::upper_bound(ends.begin(), ends.end(), range.first);
  return is_end(range.first) && (is_end(range.second) || *inside < range.second);
}

class Cutter {
 public:
  explicit Cutter(const UnspacedRun& run) : run_(run) {}

  std::vector<UnspacedWord> run() {
    const std::string_view letters = run_.letters;
    const std::vector<std::size_t> ends = dictionary_words(letters);
    std::size_t done = 0;
    if (run_.numerals) {
      for (const Range& range : numeral_ranges(letters)) {
        if (!is_apart(range, ends)) continue;
        const auto value = NumeralLetters::instance().value_of(
            letters.substr(range.first, range.second - range.first));
        if (!value) continue;
        add_piece(done, range.first);
        add(range.first, range.second, value->text(), value);
        done = range.second;
      }
    }
    if (done == 0) {
      add_words(0, ends);
    } else {
      add_piece(done, letters.size());
    }
    return std::move(words_);
  }

 private:
  void add(std::size_t begin, std::size_t end, std::string normal, std::optional<Decimal> value) {
    words_.push_back({place_of(run_, begin, run_.size), place_of(run_, end, run_.size),
                      std::move(normal), value});
  }

  void add_words(std::size_t begin, const std::vector<std::size_t>& ends) {
    std::size_t first = begin;
    for (const std::size_t end : ends) {
      const std::size_t last = begin + end;
      add(first, last, fold_case(std::string_view(run_.letters).substr(first, last - first)), {});
      first = last;
    }
  }

  /// Text beside a number is cut as if it stood alone, as beside digits.
  void add_piece(std::size_t begin, std::size_t end) {
    if (begin == end) return;
    add_words(begin, dictionary_words(std::string_view(run_.letters).substr(begin, end - begin)));
  }

  const UnspacedRun& run_;
  std::vector<UnspacedWord> words_;
};

}  // namespace

UnspacedRun read_unspaced_run(std::string_view text, std::size_t start, bool in_row) {
  constexpr std::size_t kFewest = 3;
  constexpr std::size_t kFewestInRow = 2;
  UnspacedRun run;
  const std::size_t row_end = end_of_row(text, start, in_row ? kFewestInRow : kFewest);
  run.row = row_end > start;
  if (run.row) {
    run.size = row_end - start;
    run.numerals = true;  // may have numerals; Cutter checks
    read_letters(text.substr(start, run.size), run);
    return run;
  }
  const Extent extent = extent_of(text, start);
  run.size = extent.end - start;
  run.numerals = extent.numerals;
  const std::string_view raw = text.substr(start, run.size);
  if (extent.same) {
    run.letters = raw;
  } else {
    read_letters(raw, run);
  }
  return run;
}

std::vector<UnspacedWord> words_of(const UnspacedRun& run) { return Cutter(run).run(); }

}  // namespace wirefold::text
