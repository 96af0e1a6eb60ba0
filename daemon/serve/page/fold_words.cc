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
    {kByOperator, {About::kArticle, "why_operator"}},
    {kContained, {About::kArticle, "why_contained"}},
    {kCompilation, {About::kArticle, "why_compilation"}},
    {"link", {About::kPair, "why_link"}},
    {"update", {About::kPair, "why_update"}},
    {"history", {About::kPair, "why_history"}},
    {"passage", {About::kTexts, "why_passage"}},
    {"evidence", {About::kTexts, "why_evidence"}},
    {"headline", {About::kTexts, "alike_same_headline"}},
};

std::string_view in_common(double similarity) {
  constexpr double kNearlyAll = 0.9;
  constexpr double kMost = 0.5;
  if (similarity >= kNearlyAll) return "why_nearly_all";
  return similarity >= kMost ? "why_most" : "why_part";
}

}  // namespace

Why why(const FoldReason& reason) {
  const auto rule = std::find_if(std::begin(kRules), std::end(kRules),
                                 [&reason](const RuleWords& r) { return r.rule == reason.rule; });
  const bool known = rule != std::end(kRules);
  if (known && rule->why.about == About::kArticle) return rule->why;
  if (to_int(reason.like) == 0) return {About::kArticle, "why_first"};
  return known ? rule->why : Why{About::kTexts, in_common(reason.similarity)};
}

}  // namespace wirefold::serve
