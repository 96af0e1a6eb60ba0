#include "verify.h"

#include <algorithm>
#include <chrono>

#include "wirefold/fold/compare.h"

namespace wirefold::fold {
namespace {

// The template guard ("Gempa M 7,1 guncang Tonga", "Gempa M 5,2 guncang Maluku"): changed numbers
// and names per 100 common words, and their share of all numbers and names, that a copy may have.
// On planted copies and templates these took the accepted templates from 80 % to 3 %.
constexpr double kMaxConflictsPer100 = 2.0;
constexpr double kMaxConflictShare = 0.25;

// Below this many common words one changed number in title and body makes it another event.
constexpr std::uint32_t kShortMatch = 150;

// Two articles of one outlet are one story only if nearly all of both is the same: the outlet's
// recurring page text gave unrelated stories a containment of .52.
constexpr double kUpdateCoverage = 0.8;

bool guard_holds(const Comparison& c) {
  if (c.conflicts == 0) return true;
  return 100 * c.conflicts / c.matched <= kMaxConflictsPer100 &&
         c.conflicts / (c.conflicts + c.agreements) <= kMaxConflictShare;
}

bool too_far_apart(const Incoming& a, const Incoming& b, std::chrono::seconds window) {
  if (!a.published || !b.published) return false;
  return std::chrono::abs(*a.published - *b.published) > window;
}

}  // namespace

std::optional<Match> verify(const Incoming& a, const Incoming& b, const Boilerplate& boilerplate,
                            const Rules& rules) {
  if (a.link != 0 && a.link == b.link) return Match{1.0, "link"};
  if (too_far_apart(a, b, rules.window)) return std::nullopt;
  const std::vector<Token> words_a = boilerplate.own_words(a.outlet, a.document);
  const std::vector<Token> words_b = boilerplate.own_words(b.outlet, b.document);
  const Comparison c = compare(words_a, words_b);
  if (c.matched < rules.min_words || c.containment() < rules.min_similarity) return std::nullopt;
  if (!guard_holds(c)) return std::nullopt;
  if (c.matched < kShortMatch && c.number_conflicts > 0 &&
      title_numbers_conflict(a.document.title, b.document.title)) {
    return std::nullopt;
  }
  if (a.outlet == b.outlet) {
    if (c.coverage() < kUpdateCoverage || c.conflicts > 0) return std::nullopt;
    return Match{c.containment(), "update"};
  }
  return Match{c.containment(), "text"};
}

}  // namespace wirefold::fold
