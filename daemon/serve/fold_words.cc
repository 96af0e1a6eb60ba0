#include "fold_words.h"

#include <fmt/format.h>

namespace wirefold::serve {

std::string why(const FoldReason& reason) {
  if (reason.rule == kByOperator) return "put here by the operator";
  if (reason.rule == "link") return "same link";
  if (reason.rule == kContained) return "also contained in an article that holds several stories";
  if (reason.rule == kCompilation) return "an article that holds the texts of several stories";
  std::string out = fmt::format("{:.0f} % of the shorter text", reason.similarity * 100);
  if (reason.distance >= 0) {
    out += fmt::format(", nearest passage {} of 64 bits apart", reason.distance);
  }
  return out;
}

}  // namespace wirefold::serve
