#include "wirefold/fold/judge_partial.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

namespace wirefold::fold {
namespace {

double least_score(const Rules& rules) {
  return std::log(rules.min_probability / (1 - rules.min_probability));
}

bool are_of_one_day(const Side& a, const Side& b) {
  const auto apart = time_between(a, b);
  return apart && *apart <= kAnotherDay;
}

/// True for equal headlines of about four rare words within a day, if one article has no body.
bool are_one_headline(const Side& a, const Side& b, const Rules& rules, const Rarity& rarity) {
  if (!rules.equal_headlines || (has_body(a) && has_body(b))) return false;
  return equal_words(a.title, b.title) && rarity.info(a.title) >= kTellingHeadline &&
         are_of_one_day(a, b);
}

/// True for two issues of one column or daily notice.
bool are_issues(const Side& a, const Side& b, double share, std::uint32_t recurrences) {
  if (recurrences > 0 && share < kRecurringShare) return true;
  const auto apart = time_between(a, b);
  return recurrences >= kColumn && apart && *apart > kAnotherDay;
}

bool has(std::span<const Token> words, const Token& wanted) {
  return std::any_of(words.begin(), words.end(),
                     [&wanted](const Token& word) { return word.hash == wanted.hash; });
}

/// True if the headline of `a` has a number that stands nowhere in `b`.
bool has_other_numbers(const Side& a, const Side& b) {
  return std::any_of(a.title.begin(), a.title.end(), [&](const Token& word) {
    return word.kind == WordClass::kNumber && !has(b.title, word) && !has(b.body, word);
  });
}

// Most words before the first common run, and after the last, that count as replacing others. A
// longer beginning is a teaser.
constexpr std::uint32_t kMostReplaced = 8;

/// The gaps before the first common run and after the last, where feeds cut their texts off.
std::vector<Gap> end_gaps(const Side& a, const Side& b, const Comparison& c) {
  std::vector<Gap> out;
  if (c.runs.empty()) return out;
  const auto in_order = [](const CommonRun& x, const CommonRun& y) { return x.a < y.a; };
  const CommonRun first = *std::min_element(c.runs.begin(), c.runs.end(), in_order);
  const CommonRun last = *std::max_element(c.runs.begin(), c.runs.end(), in_order);
  if (first.a <= kMostReplaced && first.b <= kMostReplaced) out.push_back({0, first.a, 0, first.b});
  const auto behind = [](const Side& side, std::uint32_t end) {
    return std::min(end + kMostReplaced, static_cast<std::uint32_t>(side.body.size()));
  };
  const std::uint32_t end_a = last.a + last.length;
  const std::uint32_t end_b = last.b + last.length;
  out.push_back({end_a, behind(a, end_a), end_b, behind(b, end_b)});
  return out;
}

std::span<const Token> in_first(const Side& a, const Gap& gap) {
  return a.body.subspan(gap.first_a, gap.last_a - gap.first_a);
}
std::span<const Token> in_second(const Side& b, const Gap& gap) {
  return b.body.subspan(gap.first_b, gap.last_b - gap.first_b);
}

/// True if numbers stand in the place of others, also before and after the common runs.
bool have_other_numbers(const Side& a, const Side& b, const Comparison& c) {
  if (c.number_conflicts >= 1) return true;
  const std::vector<Gap> ends = end_gaps(a, b, c);
  return std::any_of(ends.begin(), ends.end(), [&](const Gap& gap) {
    return replaced(in_first(a, gap), in_second(b, gap), WordClass::kNumber) > 0;
  });
}

/// True if one of `words` is in the headline of `own`, is not a common word, and stands nowhere in
/// `other`.
bool names_own(std::span<const Token> words, const Side& own, const Side& other) {
  return std::any_of(words.begin(), words.end(), [&](const Token& word) {
    return word.kind != WordClass::kCommon && has(own.title, word) && !has(other.title, word) &&
           !has(other.body, word);
  });
}

/// True for one form in which the subjects of the two headlines stand in each other's place: "Leeds
/// library closed", "Oslo library closed".
bool swap_subjects(const Side& a, const Side& b, const Comparison& c) {
  constexpr std::uint32_t kShort = 4;
  std::vector<Gap> gaps = gaps_between(c.runs);
  const std::vector<Gap> ends = end_gaps(a, b, c);
  gaps.insert(gaps.end(), ends.begin(), ends.end());
  return std::any_of(gaps.begin(), gaps.end(), [&](Gap gap) {
    gap.last_a = std::min(gap.last_a, gap.first_a + kShort);
    gap.last_b = std::min(gap.last_b, gap.first_b + kShort);
    return names_own(in_first(a, gap), a, b) && names_own(in_second(b, gap), b, a);
  });
}

/// True if the longest run begins one text and ends the other, after a teaser: the other text is an
/// outlet's teaser with the first sentence of the report, as far as the feed goes.
bool is_cut_lead(const Side& a, const Side& b, const Comparison& c) {
  CommonRun longest{0, 0, 0};
  for (const CommonRun& run : c.runs) {
    if (run.length > longest.length) longest = run;
  }
  const auto begins = [](std::uint32_t place) { return place <= kNearBeginning; };
  const auto ends = [](const Side& side, std::size_t last) { return last + 1 >= side.body.size(); };
  return (begins(longest.a) && !begins(longest.b) && ends(b, longest.b + longest.length)) ||
         (begins(longest.b) && !begins(longest.a) && ends(a, longest.a + longest.length));
}

/// Share of the words of `title`, without common ones, that stand among the covered words of
/// `body`.
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

/// Shares of the two headlines that stand in the common words, the smaller first.
std::pair<double, double> headlines_in_common(const Side& a, const Side& b, const Comparison& c) {
  const bool first = a.body.size() <= b.body.size();
  const std::span<const Token> body = first ? a.body : b.body;
  const Cover& cover = first ? c.first : c.second;
  return std::minmax(
      {share_in_common(a.title, body, cover), share_in_common(b.title, body, cover)});
}

/// True if the headlines share no word but common ones. False if one has nothing but common words.
bool are_unlike(std::span<const Token> a, std::span<const Token> b) {
  const auto says = [](const Token& word) { return word.kind != WordClass::kCommon; };
  return std::any_of(a.begin(), a.end(), says) && std::any_of(b.begin(), b.end(), says) &&
         std::none_of(a.begin(), a.end(),
                      [&](const Token& word) { return says(word) && has(b, word); });
}

}  // namespace

Side without_repeated_headline(Side side) {
  constexpr std::size_t kOutletName = 5;  // at most this many words after the headline are no body
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
  return has_body(a) && has_body(b) && c.longest < kOwnWords;
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
  if (have_other_numbers(a, b, c)) return Outcome::kTemplate;
  if (has_other_numbers(a, b) && has_other_numbers(b, a)) return Outcome::kOtherNumber;
  if (c.matched == 0) return std::nullopt;
  if (!guard_holds(c) || swap_subjects(a, b, c)) return Outcome::kTemplate;
  const auto [less, more] = headlines_in_common(a, b, c);
  const bool brief = c.matched < kLongerThanPleas;
  if (brief && more == 0 && are_unlike(a.title, b.title)) return Outcome::kOtherSubject;
  const bool is_report = less >= kHeadlinesInCommon || (less > 0 && more >= kHeadlineInCommon);
  const bool is_whole = c.matched == c.shorter;  // not a matter for against_copies()
  return is_whole || is_report || is_cut_lead(a, b, c) ? std::nullopt : against_copies(a, b, c);
}

Weighed weigh(const Side& a, const Side& b, const Comparison& c, double least, const Rarity& rarity,
              Background& background) {
  Weighed out;
  out.features = features_of(a, b, c, rarity);
  const double without = score_of(out.features);
  if (c.longest >= kOwnWords) set_earlier_copies(out.features, background.earlier_copies());
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
  if (const auto against = against_partial(a, b, c)) {
    Verdict out{*against, share};
    out.parted = *against == Outcome::kOtherPart || *against == Outcome::kOtherNumber ||
                 (*against == Outcome::kTemplate && have_other_numbers(a, b, c));
    return out;
  }
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
