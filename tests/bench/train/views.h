// Views of an article in feeds. The same set is seen through feeds of several habits, so that the
// weights do not learn the habits of one set.
#pragma once

#include <cstdint>
#include <vector>

#include "bench/train/labelled_set.h"
#include "cli/input_article.h"

namespace wirefold::train {

enum class View : std::uint8_t {
  kWords,        ///< Headline and 40 words.
  kSentence,     ///< Headline and the first sentence, of at most 30 words.
  kLengths,      ///< Headline with a sentence, 25, 40 or 60 words, or nothing, chosen by article.
  kHalfTitles,   ///< As kWords, about every second article without its headline.
  kTeasers,      ///< 40 words that begin with a sentence from further down.
  kBoilerplate,  ///< As kWords, with one of 60 sentences of other articles in every tenth text.
  kWhole,        ///< As kWords, about every second article with its whole text.
};
inline constexpr View kViews[] = {View::kWords,      View::kSentence, View::kLengths,
                                  View::kHalfTitles, View::kTeasers,  View::kBoilerplate,
                                  View::kWhole};

const char* name_of(View view);

/// The articles of `set` as `view` shows them, in order. The result is always the same.
std::vector<cli::InputArticle> seen_through(View view, const LabelledSet& set);

}  // namespace wirefold::train
