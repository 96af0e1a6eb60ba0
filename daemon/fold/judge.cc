#include "wirefold/fold/judge.h"

#include <algorithm>
#include <array>
#include <utility>

namespace wirefold::fold {
namespace {

bool guard_holds(const Comparison& c) {
  if (c.conflicts == 0) return true;
  return 100 * c.conflicts / c.matched <= kMaxConflictsPer100 &&
         c.conflicts / (c.conflicts + c.agreements) <= kMaxConflictShare;
}

bool far_apart(const Side& a, const Side& b, std::chrono::seconds window) {
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

/// Brief texts around one long passage.
bool share_a_passage(const Comparison& c, const Rules& rules) {
  return c.longer <= kBriefWords && c.shorter >= rules.min_words && c.longest >= kBriefRun &&
         c.containment() >= least_share(rules);
}

/// The rule by which enough of the text is common, or the one that says it is not.
Outcome share_of_text(const Comparison& c, const Rules& rules) {
  const double allowance = c.matched >= kLongMatch ? kLongAllowance : 0;
  const bool enough = c.containment() >= rules.min_similarity - allowance;
  if (c.matched >= rules.min_words && enough) return Outcome::kText;
  if (share_a_passage(c, rules)) return Outcome::kPassage;
  return c.matched < rules.min_words ? Outcome::kTooFewWords : Outcome::kTooLittle;
}

}  // namespace

std::string_view rule_of(Outcome outcome) {
  constexpr std::array<std::string_view, 10> kNames = {"link",   "text",  "passage", "update",
                                                       "time",   "words", "share",   "template",
                                                       "number", "outlet"};
  return kNames.at(static_cast<std::size_t>(outcome));
}

std::optional<Verdict> judge_facts(const Side& a, const Side& b, const Rules& rules) {
  if (a.link != 0 && a.link == b.link && titles_agree(a.title, b.title)) {
    return Verdict{Outcome::kSameLink, 1};
  }
  if (far_apart(a, b, rules.window)) return Verdict{Outcome::kFarApart, 0};
  return std::nullopt;
}

Verdict judge_words(const Side& a, const Side& b, const Comparison& c, const Rules& rules) {
  const double similarity = c.containment();
  const Outcome share = share_of_text(c, rules);
  if (!is_copy(share)) return {share, similarity};
  if (!guard_holds(c)) return {Outcome::kTemplate, similarity};
  if (c.matched < kShortMatch && c.number_conflicts > 0 &&
      title_numbers_conflict(a.title, b.title)) {
    return {Outcome::kOtherNumber, similarity};
  }
  if (a.outlet != b.outlet) return {share, similarity};
  const bool same = c.coverage() >= kUpdateCoverage && c.conflicts == 0;
  return {same ? Outcome::kUpdate : Outcome::kSameOutlet, similarity};
}

}  // namespace wirefold::fold
