#include "wirefold/fold/judge.h"

#include <algorithm>
#include <array>
#include <utility>

#include "subject.h"

namespace wirefold::fold {
namespace {

bool beginnings_agree(const Comparison& c) {
  if (c.first_conflicts <= kMostFirstConflicts) return true;
  return 100 * c.first_conflicts <= kMostFirstConflictsPer100 * c.first_matched;
}

/// True if nothing but one number, or less, differs in a long common text.
bool is_correction(const Comparison& c) {
  return c.conflicts <= 1 && c.matched >= kCorrectedMatch && c.coverage() >= kCorrectedShare;
}

bool far_apart(const Side& a, const Side& b, std::chrono::seconds window) {
  if (!a.published || !b.published) return false;
  return std::chrono::abs(*a.published - *b.published) > window;
}

std::optional<Timestamp> time_of(const Side& side) {
  return side.published ? side.published : side.seen;
}

/// Words of `a` that are in `b`.
std::size_t shared_words(std::span<const Token> a, std::span<const Token> b) {
  return static_cast<std::size_t>(std::count_if(a.begin(), a.end(), [b](const Token& word) {
    return std::any_of(b.begin(), b.end(), [&word](const Token& t) { return t.hash == word.hash; });
  }));
}

/// True if half of the shorter title's words are in the other.
bool titles_agree(std::span<const Token> a, std::span<const Token> b) {
  if (a.size() > b.size()) std::swap(a, b);
  return 2 * shared_words(a, b) >= a.size();
}

bool have_one_headline(std::span<const Token> a, std::span<const Token> b) {
  if (a.size() > b.size()) std::swap(a, b);
  return a.size() >= kHeadlineWords &&
         static_cast<double>(shared_words(a, b)) >= kHeadlineShare * static_cast<double>(a.size());
}

/// True if the headlines of two brief texts have different numbers after the same words.
bool are_numbered(const Side& a, const Side& b, const Comparison& c) {
  if (c.longer > kBriefWords) return false;
  const auto equal = [](const Token& x, const Token& y) { return x.hash == y.hash; };
  const auto [in_a, in_b] =
      std::mismatch(a.title.begin(), a.title.end(), b.title.begin(), b.title.end(), equal);
  return in_a - a.title.begin() >= kSameBefore && in_a != a.title.end() && in_b != b.title.end() &&
         in_a->kind == WordClass::kNumber && in_b->kind == WordClass::kNumber;
}

/// Words among the first `last` that are not common.
std::size_t own_words_of(const Cover& cover, std::size_t last) { return last - cover.count(last); }

/// True if most own words of a text's first half stand before the common words: kTeaserShare.
bool has_teaser(const Cover& cover) {
  return cover.before() >=
         kTeaserShare * static_cast<double>(own_words_of(cover, cover.size() / 2));
}

/// True if a text has as many words as an opening before the common words.
bool begins_with_own(const Cover& cover) {
  return cover.size() > 0 && cover.before() >= opening_of(cover.size());
}

/// True if both texts begin with other news, or report other news in an equal frame.
bool have_other_heads(const Surroundings& s) {
  if (s.teasers) return s.openings && s.subject() < kOpeningSubject;
  const bool form = s.rest >= kEqualRest && s.head <= kOtherHead && s.own_head >= kHeadWords;
  if (form && s.subject_beside_headlines < kHeadSubject) return true;
  return s.opening() <= kUnlikeOpening &&
         s.subject() < kOpeningSubject - kOpeningSubjectSlope * s.opening();
}

/// True for two short texts of which one begins with other news and has a sentence of the other.
bool is_bulletin(const Surroundings& s, const Comparison& c) {
  if (c.longer > kShortText || c.containment() >= kWholeText) return false;
  return s.own_words >= kLeastOwnWords &&
         ((s.first_opening <= kUnlikeOpening && s.first_subject < kLeastSubject) ||
          (s.second_opening <= kUnlikeOpening && s.second_subject < kLeastSubject));
}

/// True for brief texts around one long passage.
bool share_a_passage(const Comparison& c, const Rules& rules) {
  return c.longer <= kBriefWords && c.shorter >= rules.min_words && c.longest >= kBriefRun &&
         c.containment() >= least_share(rules);
}

/// The rule by which enough of the text is common, or by which too little is.
Outcome share_of_text(const Comparison& c, const Rules& rules) {
  const double allowance = c.matched >= kLongMatch ? kLongAllowance : 0;
  const bool enough = c.containment() >= rules.min_similarity - allowance;
  if (c.matched >= rules.min_words && enough) return Outcome::kText;
  if (share_a_passage(c, rules)) return Outcome::kPassage;
  return c.matched < rules.min_words ? Outcome::kTooFewWords : Outcome::kTooLittle;
}

}  // namespace

std::string_view rule_of(Outcome outcome) {
  constexpr std::array<std::string_view, 18> kNames = {
      "link",     "text",    "passage", "update", "evidence", "history",
      "headline", "time",    "words",   "share",  "template", "number",
      "outlet",   "opening", "subject", "part",   "column",   "doubt"};
  return kNames.at(static_cast<std::size_t>(outcome));
}

bool guard_holds(const Comparison& c) {
  if (100 * (c.conflicts + c.untold_conflicts) > kMostUntoldPer100 * c.matched) return false;
  if (c.conflicts == 0 || is_correction(c)) return true;
  return beginnings_agree(c) && 100 * c.conflicts / c.matched <= kMaxConflictsPer100 &&
         c.conflicts / (c.conflicts + c.agreements) <= kMaxConflictShare;
}

std::optional<Outcome> against_copies(const Side& a, const Side& b, const Comparison& c) {
  const Surroundings s = surroundings_of(a, b, c);
  if (have_other_heads(s)) return Outcome::kOtherOpening;
  const bool both_own = s.own_words >= kLeastOwnWords && s.own_text >= kMinSentenceWords;
  if (both_own && s.subject() < kLeastSubject) return Outcome::kOtherSubject;
  return is_bulletin(s, c) ? std::optional(Outcome::kOtherSubject) : std::nullopt;
}

bool are_two_parts(const Side& a, const Side& b) {
  return a.part != 0 && b.part != 0 && a.part != b.part;
}

bool have_one_link(const Side& a, const Side& b) {
  return a.link != 0 && a.link == b.link && titles_agree(a.title, b.title);
}

bool texts_agree(const Side& a, const Side& b, const Comparison& c, const Rules& rules) {
  const bool both = std::min(a.body.size(), b.body.size()) >= kLinkText;
  return !both || c.containment() >= (a.outlet == b.outlet ? rules.min_similarity : kLinkShare);
}

std::optional<Verdict> judge_facts(const Side& a, const Side& b, const Rules& rules) {
  const bool no_text = std::min(a.body.size(), b.body.size()) < kLinkText;
  if (no_text && have_one_link(a, b)) return Verdict{Outcome::kSameLink, 1};
  if (far_apart(a, b, rules.window)) return Verdict{Outcome::kFarApart, 0};
  return std::nullopt;
}

namespace {

Verdict verdict_of(const Side& a, const Side& b, const Comparison& c, const Rules& rules) {
  const double similarity = c.containment();
  if (are_two_parts(a, b)) return {Outcome::kOtherPart, similarity};
  if (have_one_link(a, b) && texts_agree(a, b, c, rules)) return {Outcome::kSameLink, 1};
  const Outcome share = share_of_text(c, rules);
  if (!is_copy(share)) return {share, similarity};
  if (!guard_holds(c)) return {Outcome::kTemplate, similarity};
  if (c.matched < kShortMatch && c.number_conflicts > 0 &&
      title_numbers_conflict(a.title, b.title)) {
    return {Outcome::kOtherNumber, similarity};
  }
  if (are_numbered(a, b, c)) return {Outcome::kOtherPart, similarity};
  if (const auto against = against_copies(a, b, c)) return {*against, similarity};
  if (a.outlet != b.outlet) return {share, similarity};
  const bool same = c.coverage() >= kUpdateCoverage && c.conflicts == 0;
  return {same ? Outcome::kUpdate : Outcome::kSameOutlet, similarity};
}

}  // namespace

std::optional<std::chrono::seconds> time_between(const Side& a, const Side& b) {
  const auto one = time_of(a);
  const auto two = time_of(b);
  return one && two ? std::optional(std::chrono::abs(*one - *two)) : std::nullopt;
}

bool equal_words(std::span<const Token> a, std::span<const Token> b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Token& x, const Token& y) { return x.hash == y.hash; });
}

Surroundings surroundings_of(const Side& a, const Side& b, const Comparison& c) {
  const OwnSubject first = own_subject(a.title, a.body, c.first, b.title, b.body);
  const OwnSubject second = own_subject(b.title, b.body, c.second, a.title, a.body);
  Surroundings out;
  out.first_opening = c.first.of_opening();
  out.second_opening = c.second.of_opening();
  out.first_subject = first.shared;
  out.second_subject = second.shared;
  out.subject_beside_headlines =
      std::max(first.shared_beside_headlines, second.shared_beside_headlines);
  out.own_words = std::min(first.words, second.words);
  out.own_text =
      std::min(own_words_of(c.first, c.first.size()), own_words_of(c.second, c.second.size()));
  out.own_head = std::min(own_words_of(c.first, c.first.size() / 2),
                          own_words_of(c.second, c.second.size() / 2));
  out.head = std::max(c.first.share(0, 2 * c.first.size() / 5),
                      c.second.share(0, 2 * c.second.size() / 5));
  out.rest = std::min(c.first.share(c.first.size() / 2, c.first.size()),
                      c.second.share(c.second.size() / 2, c.second.size()));
  out.teasers = has_teaser(c.first) && has_teaser(c.second);
  out.openings = begins_with_own(c.first) && begins_with_own(c.second);
  return out;
}

Verdict judge_words(const Side& a, const Side& b, const Comparison& c, const Rules& rules) {
  return placed(verdict_of(a, b, c, rules), a, b, c);
}

Verdict placed(Verdict verdict, const Side& a, const Side& b, const Comparison& c) {
  const bool too_few =
      verdict.outcome == Outcome::kTooFewWords || verdict.outcome == Outcome::kDoubt;
  verdict.held = too_few && c.shorter >= kHeldWords && c.containment() >= kHeldShare;
  if (!is_copy(verdict.outcome) && !verdict.held) return verdict;
  constexpr std::uint64_t kEverywhere = ~std::uint64_t{0};  // for copies without common words
  verdict.in_first = c.matched == 0 ? kEverywhere : c.first.map();
  verdict.in_second = c.matched == 0 ? kEverywhere : c.second.map();
  verdict.one_headline = have_one_headline(a.title, b.title);
  return verdict;
}

}  // namespace wirefold::fold
