#include "wirefold/serve/words/likeness_words.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "wirefold/text/phrase.h"
#include "words.h"

namespace wirefold::serve {
namespace {

using text::Said;
using text::Statement;

enum class Form : std::uint8_t {
  kPlain,
  kCounted,
  kSpelled,  // counted, with the number in letters
  kAround,   // {0} is what was said before
};

struct Wording {
  Statement statement;
  std::string_view key;
  Form form = Form::kPlain;
};

// In the order of the statements.
constexpr Wording kWordings[] = {
    {Statement::kSameHeadline, "alike_same_headline"},
    {Statement::kOtherHeadline, "alike_other_headline"},
    {Statement::kNoText, "alike_no_text"},
    {Statement::kWordForWord, "alike_word_for_word"},
    {Statement::kWordForWordSoFar, "alike_word_for_word_so_far"},
    {Statement::kNearlyTheSameSoFar, "alike_nearly_the_same_so_far"},
    {Statement::kOtherOrder, "alike_other_order"},
    {Statement::kOtherWordOrder, "alike_other_word_order"},
    {Statement::kFirstWords, "alike_first_words", Form::kCounted},
    {Statement::kFirstParagraphs, "alike_first_paragraphs", Form::kSpelled},
    {Statement::kAllButLastParagraphs, "alike_all_but_last", Form::kSpelled},
    {Statement::kSameText, "alike_same_text"},
    {Statement::kNewWords, "alike_new_words", Form::kCounted},
    {Statement::kLeftOut, "alike_left_out", Form::kCounted},
    {Statement::kAlsoLeftOut, "alike_also_left_out", Form::kCounted},
    {Statement::kCutBy, "alike_cut_by", Form::kCounted},
    {Statement::kPartlyMoved, "alike_partly_moved"},
    {Statement::kContained, "alike_contained"},
    {Statement::kContains, "alike_contains"},
    {Statement::kMoreWords, "alike_more_words", Form::kCounted},
    {Statement::kMostlyContained, "alike_mostly_contained"},
    {Statement::kMostlyContains, "alike_mostly_contains"},
    {Statement::kMostInCommon, "alike_most_in_common"},
    {Statement::kMuchInCommon, "alike_much_in_common"},
    {Statement::kSameFirstParagraphs, "alike_same_first_paragraphs", Form::kSpelled},
    {Statement::kSameFirstSentence, "alike_same_first_sentence"},
    {Statement::kPassage, "alike_passage", Form::kCounted},
    {Statement::kPassageAtLeast, "alike_passage_at_least", Form::kCounted},
    {Statement::kPassages, "alike_passages", Form::kCounted},
    {Statement::kPassagesAtLeast, "alike_passages_at_least", Form::kCounted},
    {Statement::kWordsOfItsOwn, "alike_words_of_its_own", Form::kCounted},
    {Statement::kOwnText, "alike_own_text"},
    {Statement::kMostlyOwnText, "alike_mostly_own_text"},
    {Statement::kOtherwiseOwnText, "alike_otherwise_own_text"},
    {Statement::kOtherwiseMostlyOwnText, "alike_otherwise_mostly_own_text"},
    {Statement::kUnderOtherHeadline, "alike_under_other_headline", Form::kAround},
    {Statement::kAndSameHeadline, "alike_and_same_headline", Form::kAround},
    {Statement::kSameTime, "alike_same_time"},
    {Statement::kMinutesApart, "alike_minutes_apart", Form::kCounted},
    {Statement::kHoursApart, "alike_hours_apart", Form::kCounted},
    {Statement::kDaysApart, "alike_days_apart", Form::kCounted},
};

constexpr std::size_t index_of(Statement statement) { return static_cast<std::size_t>(statement); }

/// True if each statement has its wording at its index.
constexpr bool are_in_order() {
  std::size_t at = 0;
  return std::ranges::all_of(kWordings,
                             [&at](const Wording& w) { return index_of(w.statement) == at++; }) &&
         at == index_of(Statement::kDaysApart) + 1;
}
static_assert(are_in_order());

/// What is said once `said` has been added to `before`.
std::string with(const Words& words, const std::string& before, const Said& said) {
  const Wording& wording = kWordings[index_of(said.statement)];
  const auto joined = [&](const std::string& added) {
    return before.empty() ? added : words.text("joined", before, added);
  };
  switch (wording.form) {
    case Form::kPlain:
      return joined(words.text(wording.key));
    case Form::kCounted:
      return joined(words.count(wording.key, said.count));
    case Form::kSpelled:
      return joined(words.count_spelled(wording.key, said.count));
    case Form::kAround:
      return words.text(wording.key, before);
  }
  return before;
}

}  // namespace

std::string likeness_words(const text::Likeness& likeness, std::string_view language) {
  const Words& words = words_of(language);
  std::string out;
  for (const Said& said : text::phrase(likeness)) out = with(words, out, said);
  return out;
}

}  // namespace wirefold::serve
