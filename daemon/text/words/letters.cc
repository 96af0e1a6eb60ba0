#include "letters.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "normal_form.h"
#include "text/language_files.h"
#include "wirefold/base/strings.h"
#include "wirefold/text/normal.h"

namespace wirefold::text {
namespace {

std::size_t size_of(std::string_view form) {
  std::size_t size = 0;
  for (std::size_t pos = 0; pos < form.size(); ++size) next_code_point(form, pos);
  return size;
}

char32_t first_of(std::string_view form) {
  std::size_t pos = 0;
  return form.empty() ? 0 : next_code_point(form, pos);
}

/// The sections [letters] of all languages.
class Letters {
 public:
  static const Letters& instance() {
    static const Letters kOnly;
    return kOnly;
  }

  /// Appends the form that `c` becomes.
  void append_form(std::string& text, char32_t c) const {
    const auto found = std::lower_bound(forms_.begin(), forms_.end(), Form{c, {}});
    if (found != forms_.end() && found->first == c) {
      text += found->second;
    } else {
      append_utf8(text, c);
    }
  }

  bool ends_sequence(char32_t c) const {
    return std::find(last_characters_.begin(), last_characters_.end(), c) != last_characters_.end();
  }

  std::size_t replace_sequence(std::string& text) const {
    for (const Sequence& s : sequences_) {
      if (!text.ends_with(s.form)) continue;
      text.replace(text.size() - s.form.size(), s.form.size(), s.becomes);
      return s.form.size();
    }
    return 0;
  }

  const std::vector<std::string>& problems() const noexcept { return problems_; }

 private:
  struct Sequence {
    std::string form;
    std::string becomes;
  };
  using Form = std::pair<char32_t, std::string>;  // a letter as written, and the form it becomes

  Letters() {
    for_each_line([this](const LanguageLine& line) {
      if (line.section == "letters") add(line);
    });
    std::sort(forms_.begin(), forms_.end());
  }

  void add(const LanguageLine& line) {
    const auto complain = [&](std::string_view what) {
      problems_.push_back(problem_at(line, what));
    };
    const std::vector<std::string_view> forms = split(line.text, ' ');
    const char32_t first = first_of(forms[0]);
    const bool one = size_of(forms[0]) == 1;  // the form that the others become
    if (forms[0].empty()) return complain("a space at the beginning");
    for (std::size_t i = 1; i < forms.size(); ++i) {
      const char32_t c = first_of(forms[i]);
      if (size_of(forms[i]) == 0) {
        complain("two spaces");
      } else if (size_of(forms[i]) > 1 && !one) {
        complain("several characters become several");
      } else if (size_of(forms[i]) > 1) {
        sequences_.push_back({std::string(forms[i]), std::string(forms[0])});
        last_characters_.push_back(last_of(forms[i]));
      } else if (is_listed(c) || (one && c == first)) {
        complain("a form is listed twice");
      } else {
        forms_.emplace_back(c, forms[0]);
      }
    }
    if (one && is_listed(first)) complain("what a form becomes is a form of another letter");
  }

  static char32_t last_of(std::string_view form) {
    char32_t last = 0;
    for (std::size_t pos = 0; pos < form.size();) last = next_code_point(form, pos);
    return last;
  }

  bool is_listed(char32_t c) const {
    return std::any_of(forms_.begin(), forms_.end(), [c](const Form& f) { return f.first == c; });
  }

  std::vector<Form> forms_;  // sorted
  std::vector<Sequence> sequences_;
  std::vector<char32_t> last_characters_;  // of the sequences
  std::vector<std::string> problems_;
};

/// A number for each script that words mix; -1 for other characters.
int script_of(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(static_cast<UChar32>(c), &status)) {
    case USCRIPT_LATIN:
      return 0;
    case USCRIPT_GREEK:
      return 1;
    case USCRIPT_CYRILLIC:
      return 2;
    default:
      return -1;
  }
}

/// The sections [lookalikes]: rows of letters of several scripts that look alike.
class Lookalikes {
 public:
  static const Lookalikes& instance() {
    static const Lookalikes kOnly;
    return kOnly;
  }

  /// The letter of `script` that looks like `c`; 0 if there is none.
  char32_t in_script(char32_t c, int script) const {
    const auto found = std::lower_bound(rows_.begin(), rows_.end(), Row{c, {}});
    const bool listed = found != rows_.end() && found->first == c;
    return listed ? found->second.at(static_cast<std::size_t>(script)) : 0;
  }

  /// True if `c` looks like a letter of another script.
  bool contains(char32_t c) const {
    return std::binary_search(rows_.begin(), rows_.end(), Row{c, {}},
                              [](const Row& a, const Row& b) { return a.first < b.first; });
  }

  const std::vector<std::string>& problems() const noexcept { return problems_; }

 private:
  using Row = std::pair<char32_t, std::array<char32_t, 3>>;  // a letter, and its row by script

  Lookalikes() {
    for_each_line([this](const LanguageLine& line) {
      if (line.section == "lookalikes") add(line);
    });
    std::sort(rows_.begin(), rows_.end());
  }

  void add(const LanguageLine& line) {
    const auto complain = [&](std::string_view what) {
      problems_.push_back(problem_at(line, what));
    };
    std::array<char32_t, 3> row{};
    for (const std::string_view form : split(line.text, ' ')) {
      const char32_t c = first_of(form);
      const int script = script_of(c);
      if (size_of(form) != 1 || script < 0)
        return complain("no letter of a script with lookalikes");
      if (std::exchange(row.at(static_cast<std::size_t>(script)), c) != 0) {
        return complain("two letters of one script");
      }
    }
    for (const char32_t c : row) {
      const auto is_it = [c](const Row& r) { return r.first == c; };
      if (std::any_of(rows_.begin(), rows_.end(), is_it)) complain("a letter is listed twice");
      if (c != 0) rows_.emplace_back(c, row);
    }
  }

  std::vector<Row> rows_;  // sorted
  std::vector<std::string> problems_;
};

/// True for scripts whose marks with combining classes from 200 on are accents and vowel points,
/// and for "inherited".
bool has_accents(UScriptCode script) {
  switch (script) {
    case USCRIPT_INHERITED:
    case USCRIPT_COMMON:
    case USCRIPT_LATIN:
    case USCRIPT_GREEK:
    case USCRIPT_CYRILLIC:
    case USCRIPT_HEBREW:
    case USCRIPT_ARABIC:
    case USCRIPT_SYRIAC:
      return true;
    default:
      return false;
  }
}

/// True for a mark that only modifies the letter before it, and for a letter that only stretches a
/// word.
bool is_dropped(char32_t c) {
  constexpr int kNukta = 7;
  constexpr int kFirstPoint = 10;  // points of Hebrew, then of Arabic
  constexpr int kLastPoint = 35;
  constexpr int kFirstAccent = 200;
  const auto code_point = static_cast<UChar32>(c);
  const auto type = u_charType(code_point);
  if (type == U_MODIFIER_LETTER) {
    return u_getIntPropertyValue(code_point, UCHAR_JOINING_TYPE) == U_JT_JOIN_CAUSING;
  }
  if (type == U_ENCLOSING_MARK) return true;
  const int kind = u_getCombiningClass(code_point);
  if (type != U_NON_SPACING_MARK || kind == 0) return false;
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(code_point, &status);
  if (kind == kNukta) return script != USCRIPT_MYANMAR;  // in Burmese it is a tone
  if (kind >= kFirstPoint && kind <= kLastPoint) return true;
  return kind >= kFirstAccent && has_accents(script);
}

}  // namespace

std::string normal_word(std::string_view utf8) {
  std::string folded = fold_case(utf8);
  if (std::none_of(folded.begin(), folded.end(), [](char c) { return (c & 0x80) != 0; })) {
    return folded;
  }
  const std::string apart = decomposed(folded);
  const Letters& letters = Letters::instance();
  std::string kept;
  for (std::size_t pos = 0; pos < apart.size();) {
    const char32_t c = next_code_point(apart, pos);
    if (is_dropped(c)) continue;
    letters.append_form(kept, c);
    if (letters.ends_sequence(c)) letters.replace_sequence(kept);
  }
  return composed(kept);
}

std::string in_one_script(std::string_view normal) {
  const Lookalikes& lookalikes = Lookalikes::instance();
  // A letter that is unique to its script outweighs all lookalikes.
  constexpr int kSure = 1000;
  std::array<int, 3> counts{};
  for (std::size_t pos = 0; pos < normal.size();) {
    const char32_t c = next_code_point(normal, pos);
    const int script = script_of(c);
    if (script >= 0) {
      counts.at(static_cast<std::size_t>(script)) += lookalikes.contains(c) ? 1 : kSure;
    }
  }
  const auto most = std::max_element(counts.rbegin(), counts.rend());  // Latin wins only with more
  const auto script = static_cast<int>(std::prev(counts.rend()) - most);
  std::string out;
  for (std::size_t pos = 0; pos < normal.size();) {
    const char32_t c = next_code_point(normal, pos);
    const char32_t other = lookalikes.in_script(c, script);
    append_utf8(out, other == 0 ? c : other);
  }
  return out;
}

bool ends_form(char32_t c) { return Letters::instance().ends_sequence(c); }

std::size_t replace_form(std::string& text) { return Letters::instance().replace_sequence(text); }

std::vector<std::string> letter_problems() {
  std::vector<std::string> out = Letters::instance().problems();
  const std::vector<std::string>& more = Lookalikes::instance().problems();
  out.insert(out.end(), more.begin(), more.end());
  return out;
}

}  // namespace wirefold::text
