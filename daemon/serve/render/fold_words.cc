#include "fold_words.h"

#include <algorithm>
#include <iterator>

namespace wirefold::serve {
namespace {

struct RuleWords {
  std::string_view rule;
  Why why;
};

// Other rules are explained by the similarity.
constexpr RuleWords kRules[] = {
    {kByOperator, {About::kArticle, "placed here by a manual override"}},
    {kContained, {About::kArticle, "also contained in an article that holds several stories"}},
    {kCompilation, {About::kArticle, "an article that holds the texts of several stories"}},
    {"link", {About::kPair, "same link"}},
    {"update", {About::kPair, "the same outlet's text again"}},
    {"history",
     {About::kPair,
      "headline and first words in common; these two outlets have had copies between them before"}},
    {"passage", {About::kTexts, "one long passage in common"}},
    {"evidence", {About::kTexts, "headline and first words in common"}},
    {"headline", {About::kTexts, "same headline"}},
};

std::string_view in_common(double similarity) {
  constexpr double kNearlyAll = 0.9;
  constexpr double kMost = 0.5;
  if (similarity >= kNearlyAll) return "nearly all of the shorter text in common";
  return similarity >= kMost ? "most of the shorter text in common"
                             : "a part of the shorter text in common";
}

}  // namespace

Why why(const FoldReason& reason) {
  const auto rule = std::find_if(std::begin(kRules), std::end(kRules),
                                 [&reason](const RuleWords& r) { return r.rule == reason.rule; });
  const bool known = rule != std::end(kRules);
  if (known && rule->why.about == About::kArticle) return rule->why;
  if (to_int(reason.like) == 0) return {About::kArticle, "the first article with this text"};
  return known ? rule->why : Why{About::kTexts, in_common(reason.similarity)};
}

}  // namespace wirefold::serve
