#include "wirefold/fold/judge_partial.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

namespace wirefold::fold {
namespace {

double least_score(const Rules& rules) {
  return std::log(rules.min_probability / (1 - rules.min_probability));
}

bool are_of_one_day(const Side& a, const Side& b) {
  const auto apart = time_between(a, b);
  return apart && *apart <= std::chrono::hours(24);
}

/// Four rare words as the headline of both, and nothing else of one of them.
bool are_one_headline(const Side& a, const Side& b, const Rules& rules, const Rarity& rarity) {
  if (!rules.equal_headlines || (has_body(a) && has_body(b))) return false;
  return equal_words(a.title, b.title) && rarity.info(a.title) >= kTellingHeadline &&
         are_of_one_day(a, b);
}

/// Two issues of one column or daily notice.
bool are_issues(const Side& a, const Side& b, double share, std::uint32_t recurrences) {
  if (recurrences > 0 && share < kRecurringShare) return true;
  const auto apart = time_between(a, b);
  return recurrences >= kColumn && apart && *apart > kAnotherDay;
}

/// True if the headline of `a` has a number that stands nowhere in `b`.
bool has_other_numbers(const Side& a, const Side& b) {
  const auto has = [](std::span<const Token> words, const Token& number) {
    return std::any_of(words.begin(), words.end(),
                       [&number](const Token& word) { return word.hash == number.hash; });
  };
  return std::any_of(a.title.begin(), a.title.end(), [&](const Token& word) {
    return word.kind == WordClass::kNumber && !has(b.title, word) && !has(b.body, word);
  });
}

// Words before the first common run and behind the last that may stand in the place of others;
// longer beginnings are teasers.
constexpr std::size_t kMostReplaced = 8;

/// Numbers in the place of others before the first common run, or behind the last: a feed cuts its
/// texts off there.
bool ends_conflict(const Side& a, const Side& b, const Comparison& c) {
  if (c.runs.empty()) return false;
  const auto in_order = [](const CommonRun& x, const CommonRun& y) { return x.a < y.a; };
  const CommonRun first = *std::min_element(c.runs.begin(), c.runs.end(), in_order);
  const CommonRun last = *std::max_element(c.runs.begin(), c.runs.end(), in_order);
  const auto conflict = [](std::span<const Token> x, std::span<const Token> y) {
    return replaced(x, y, WordClass::kNumber) > 0;
  };
  const bool brief = first.a <= kMostReplaced && first.b <= kMostReplaced;
  if (brief && conflict(a.body.first(first.a), b.body.first(first.b))) return true;
  const auto behind = [](const Side& side, std::size_t end) {
    return side.body.subspan(end, std::min(kMostReplaced, side.body.size() - end));
  };
  return conflict(behind(a, last.a + last.length), behind(b, last.b + last.length));
}

/// True if the longest run begins one text and ends the other: the outlet's own teaser, and then
/// the first sentence of the report, as far as the feed goes.
bool is_cut_lead(const Side& a, const Side& b, const Comparison& c) {
  constexpr std::uint32_t kNear = 3;
  CommonRun longest{0, 0, 0};
  for (const CommonRun& run : c.runs) {
    if (run.length > longest.length) longest = run;
  }
  const auto begins = [](std::uint32_t place) { return place <= kNear; };
  const auto ends = [](const Side& side, std::size_t last) { return last + 1 >= side.body.size(); };
  return (begins(longest.a) && !begins(longest.b) && ends(b, longest.b + longest.length)) ||
         (begins(longest.b) && !begins(longest.a) && ends(a, longest.a + longest.length));
}

/// Share of the words of `title`, common ones left out, that stand among the covered of `body`.
double share_in_common(std::span<const Token> title, std::span<const Token> body,
                       const Cover& cover) {
  std::size_t all = 0;
  std::size_t found = 0;
  for (const Token& word : title) {
    if (word.kind == WordClass::kCommon) continue;
    ++all;
    std::size_t i = 0;
    while (i < body.size() && !(cover.has(i) && body[i].hash == word.hash)) ++i;
    found += i < body.size() ? 1 : 0;
  }
  return all == 0 ? 0 : static_cast<double>(found) / static_cast<double>(all);
}

/// True if what both texts have says what the headlines say: it is the report, and no boilerplate.
bool speaks_of_headlines(const Side& a, const Side& b, const Comparison& c) {
  const double one = share_in_common(a.title, a.body, c.first);
  const double two = share_in_common(b.title, a.body, c.first);
  return std::min(one, two) >= kHeadlinesInCommon || std::max(one, two) >= kHeadlineInCommon;
}

}  // namespace

Side without_repeated_headline(Side side) {
  constexpr std::size_t kOutletName = 5;  // words behind the headline that are no body
  const std::size_t title = side.title.size();
  if (title < 2 || side.body.size() < title) return side;
  if (!equal_words(side.title, side.body.first(title))) return side;
  const std::size_t left = side.body.size() - title;
  const std::size_t skipped = left <= kOutletName ? side.body.size() : title;
  side.body = side.body.subspan(skipped);
  side.skipped += static_cast<std::uint32_t>(skipped);
  return side;
}

bool say_enough(const Side& a, const Side& b, const Rules& rules, const Rarity& rarity) {
  if (has_body(a) && has_body(b)) return true;
  return rules.equal_headlines &&
         std::min(rarity.info(a.title), rarity.info(b.title)) >= kTellingHeadline;
}

bool are_own_words(const Side& a, const Side& b, const Comparison& c) {
  return has_body(a) && has_body(b) && !equal_words(a.title, b.title) && c.longest < kOwnWords;
}

Comparison compare_partial(Side& a, Side& b, const Comparer& of_a) {
  const Side bare_a = without_repeated_headline(a);
  const Side bare_b = without_repeated_headline(b);
  if (bare_a.skipped == 0 && bare_b.skipped == 0) return of_a.with(b.body);
  Comparison bare = compare(bare_a.body, bare_b.body);
  if (!equal_words(a.title, b.title)) {
    Comparison whole = of_a.with(b.body);
    if (whole.containment() > bare.containment() && whole.matched > bare.matched) return whole;
  }
  a = bare_a;
  b = bare_b;
  return bare;
}

std::optional<Outcome> against_partial(const Side& a, const Side& b, const Comparison& c) {
  if (are_two_parts(a, b)) return Outcome::kOtherPart;
  if (c.number_conflicts >= 1 || ends_conflict(a, b, c)) return Outcome::kTemplate;
  if (has_other_numbers(a, b) && has_other_numbers(b, a)) return Outcome::kOtherNumber;
  if (c.matched == 0) return std::nullopt;
  if (!guard_holds(c)) return Outcome::kTemplate;
  if (is_cut_lead(a, b, c) || speaks_of_headlines(a, b, c)) return std::nullopt;
  return against_copies(a, b, c);
}

Weighed weigh(const Side& a, const Side& b, const Comparison& c, double least, const Rarity& rarity,
              Background& background) {
  Weighed out;
  out.features = features_of(a, b, c, rarity);
  const double without = score_of(out.features);
  set_earlier_copies(out.features, background.earlier_copies());
  out.score = score_of(out.features);
  out.history = out.score - without;
  if (out.score < least) return out;
  if (equal_words(a.title, b.title)) out.recurrences = background.recurrences();
  if (const CommonRun run = telling_run(a, c, rarity); run.length > 0) {
    out.sharers = background.sharers(passage_of(a, run));
  }
  set_recurrences(out.features, out.recurrences);
  set_sharers(out.features, out.sharers);
  out.score = score_of(out.features);
  return out;
}

Verdict judge_partial(const Side& a, const Side& b, const Comparison& c, const Rules& rules,
                      const Rarity& rarity, Background& background) {
  const double share = c.containment();
  if (const auto against = against_partial(a, b, c)) return {*against, share};
  if (have_one_link(a, b) && texts_agree(a, b, c, rules)) {
    return placed({Outcome::kSameLink, 1}, a, b, c);
  }
  const bool one_headline = are_one_headline(a, b, rules, rarity);
  const double least = least_score(rules);
  const Weighed weighed = weigh(
      a, b, c, one_headline ? std::numeric_limits<double>::lowest() : least, rarity, background);
  if (are_issues(a, b, share, weighed.recurrences)) return {Outcome::kColumn, share};
  const double probability = probability_of(weighed.score);
  if (one_headline) {
    return placed({Outcome::kHeadline, std::max(probability, kHeadlineProbability)}, a, b, c);
  }
  if (weighed.score < least || are_own_words(a, b, c) || !say_enough(a, b, rules, rarity)) {
    return placed({Outcome::kDoubt, share}, a, b, c);
  }
  const bool by_history = weighed.score - weighed.history < least;
  return placed({by_history ? Outcome::kHistory : Outcome::kEvidence, probability}, a, b, c);
}

}  // namespace wirefold::fold
