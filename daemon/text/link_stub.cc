#include "wirefold/text/link_stub.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "wirefold/base/strings.h"
#include "wirefold/text/languages.h"
#include "wirefold/text/normal.h"

namespace wirefold::text {
namespace {

using Words = std::vector<std::string>;

/// "https://…", "www.…", "/u/anna", "r/news", "@anna": these are no words.
bool is_address(std::string_view token) {
  constexpr std::string_view kBeginnings[] = {"www.", "/u/", "u/", "/r/", "r/", "@"};
  while (!token.empty() && (token.front() == '[' || token.front() == '(')) token.remove_prefix(1);
  return token.find("://") != std::string_view::npos ||
         std::any_of(std::begin(kBeginnings), std::end(kBeginnings),
                     [token](std::string_view b) { return token.starts_with(b); });
}

bool is_of_word(char32_t c) {
  const auto mask = U_GET_GC_MASK(static_cast<UChar32>(c));
  return (mask & (U_GC_L_MASK | U_GC_M_MASK | U_GC_ND_MASK)) != 0;
}

bool is_number(std::string_view word) {
  return word.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Adds the runs of letters in `folded`, without numbers.
void add_words(std::string_view folded, Words& out) {
  std::string word;
  const auto end_word = [&word, &out] {
    if (!word.empty() && !is_number(word)) out.push_back(word);
    word.clear();
  };
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(folded, at);
    if (is_of_word(c)) {
      word += folded.substr(begin, at - begin);
    } else {
      end_word();
    }
  }
  end_word();
}

Words words_of(std::string_view text) {
  Words out;
  const std::string folded = fold_case(collapse_space(text));
  for (const std::string_view token : split(folded, ' ')) {
    if (!is_address(token)) add_words(token, out);
  }
  return out;
}

/// The labels of all languages, as words, longest first.
const std::vector<Words>& labels() {
  static const std::vector<Words> kLabels = [] {
    std::vector<Words> out;
    for (const std::string& label : phrases(Phrases::kLinkLabels)) out.push_back(words_of(label));
    std::stable_sort(out.begin(), out.end(),
                     [](const Words& a, const Words& b) { return a.size() > b.size(); });
    return out;
  }();
  return kLabels;
}

/// The number of words of the label at `at`; 0 if there is none.
std::size_t label_at(const Words& words, std::size_t at) {
  for (const Words& label : labels()) {
    const bool there =
        label.size() <= words.size() - at &&
        std::equal(label.begin(), label.end(), words.begin() + static_cast<std::ptrdiff_t>(at));
    if (there) return label.size();
  }
  return 0;
}

}  // namespace

bool is_link_stub(std::string_view body) {
  if (body.size() > kLongestStub) return false;
  const Words words = words_of(body);
  std::size_t found = 0;
  std::size_t others = 0;
  for (std::size_t i = 0; i < words.size();) {
    const std::size_t size = label_at(words, i);
    found += size > 0 ? 1 : 0;
    others += size > 0 ? 0 : 1;
    i += std::max<std::size_t>(size, 1);
  }
  return found == 1 ? others == 0 : others <= found && found > 0;
}

}  // namespace wirefold::text
