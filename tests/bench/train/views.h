// What feeds may say of an article: the same set seen through feeds of several habits, so that no
// habit of one set is learned.
#pragma once

#include <cstdint>
#include <vector>

#include "cli/input_article.h"
#include "bench/train/labelled_set.h"

namespace wirefold::train {

enum class View : std::uint8_t {
  kWords,       ///< Headline and 40 words.
  kSentence,    ///< Headline and the first sentence, of 30 words at most.
  kLengths,     ///< Headline and a sentence, 25, 40, 60 words or nothing, by article.
  kHalfTitles,  ///< As kWords, every other article without its headline.
  kTeasers,     ///< 40 words that begin with a sentence from further down.
  kFurniture,   ///< As kWords, with one of 60 sentences of other articles in every tenth text.
  kWhole,       ///< As kWords, every other article with its whole text.
};
inline constexpr View kViews[] = {View::kWords,      View::kSentence, View::kLengths,
                                  View::kHalfTitles, View::kTeasers,  View::kFurniture,
                                  View::kWhole};

const char* name_of(View view);

/// The articles of `set` as `view` shows them, in their order. The same each time.
std::vector<app::InputArticle> seen_through(View view, const LabelledSet& set);

}  // namespace wirefold::train
