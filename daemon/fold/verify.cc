#include "verify.h"

#include <algorithm>
#include <chrono>
#include <span>
#include <utility>

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

/// True if half of the shorter title's words are in the other. Sites give all of their pages one
/// canonical URL by mistake, and live pages have one entry after the other.
bool titles_agree(std::span<const Token> a, std::span<const Token> b) {
  if (a.size() > b.size()) std::swap(a, b);
  const auto shared = std::count_if(a.begin(), a.end(), [b](const Token& word) {
    return std::any_of(b.begin(), b.end(), [&word](const Token& t) { return t.hash == word.hash; });
  });
  return 2 * shared >= std::ssize(a);
}

}  // namespace

Verifier::Verifier(const Incoming& article, const Window& window, const Rules& rules)
    : article_(article),
      window_(window),
      rules_(rules),
      words_(window.boilerplate().own_words(article.outlet, article.document)) {}

const std::optional<Match>& Verifier::match(Slot slot) {
  const auto [it, first] = known_.try_emplace(slot);
  if (first) it->second = compare_with(window_.at(slot).article);
  return it->second;
}

std::optional<Match> Verifier::compare_with(const Incoming& other) const {
  const bool same_link = article_.link != 0 && article_.link == other.link;
  if (same_link && titles_agree(article_.document.title, other.document.title)) {
    return Match{1.0, "link"};
  }
  if (too_far_apart(article_, other, rules_.window)) return std::nullopt;
  const Comparison c =
      compare(words_, window_.boilerplate().own_words(other.outlet, other.document));
  if (c.matched < rules_.min_words || c.containment() < rules_.min_similarity) return std::nullopt;
  if (!guard_holds(c)) return std::nullopt;
  if (c.matched < kShortMatch && c.number_conflicts > 0 &&
      title_numbers_conflict(article_.document.title, other.document.title)) {
    return std::nullopt;
  }
  if (article_.outlet == other.outlet) {
    if (c.coverage() < kUpdateCoverage || c.conflicts > 0) return std::nullopt;
    return Match{c.containment(), "update"};
  }
  return Match{c.containment(), "text"};
}

}  // namespace wirefold::fold
