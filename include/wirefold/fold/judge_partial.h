// Judges two articles of which one is partial: only its headline and a few words are known.
#pragma once

#include <cstdint>
#include <optional>

#include "wirefold/fold/judge.h"
#include "wirefold/fold/score.h"

namespace wirefold::fold {

/// True for pairs that judge_partial() decides: one is partial, and they are of two outlets. For
/// one outlet, the words alone decide whether a text was published again.
constexpr bool is_partial_pair(const Side& a, const Side& b) noexcept {
  return (a.partial || b.partial) && a.outlet != b.outlet;
}

/// Removes the headline that some feeds repeat before the body, and an outlet's name behind it.
Side without_repeated_headline(Side side);

/// Removes the headlines that are repeated before the bodies, and compares the bodies. Headlines of
/// two outlets that are not equal may be the first sentence of one text. Such headlines stay if
/// more is common with them. `of_a` is made from the body of `a`.
Comparison compare_partial(Side& a, Side& b, const Comparer& of_a);

/// Common words are the report itself if they contain kHeadlinesInCommon of both headlines, or
/// kHeadlineInCommon of one headline and any word of the other. against_copies() then does not
/// apply. On the labelled sets this keeps 18 of the 20 copies that against_copies() would part. All
/// pairs of our fixtures with only boilerplate in common are still parted.
inline constexpr double kHeadlinesInCommon = 0.25;
inline constexpr double kHeadlineInCommon = 0.5;

/// Texts that outlets show in the place of a report ("Subscribe to our newsletter") have fewer
/// words than this. So few common words, with none of them in either headline, are not a report if
/// the headlines are unlike too.
inline constexpr std::uint32_t kLongerThanPleas = 40;

/// The outcome that keeps two articles apart whatever their score; nullopt if there is none.
std::optional<Outcome> against_partial(const Side& a, const Side& b, const Comparison& comparison);

/// The evidence of a pair, from its texts and from the window.
struct Weighed {
  Features features{};
  double score = 0;
  double history = 0;  ///< Part of `score` from earlier copies between the two outlets.
  std::uint32_t recurrences = 0;
  Sharers sharers;
};

/// Asks `background` for recurrences and sharers, which lower the score, only if the score without
/// them is at least `least`.
Weighed weigh(const Side& a, const Side& b, const Comparison& comparison, double least,
              const Rarity& rarity, Background& background);

/// Probability of copies by their headlines alone, measured on equal headlines within a day in the
/// labelled sets.
inline constexpr double kHeadlineProbability = 0.96;

/// Two bodies whose longest common run is shorter report one event in their own words, whatever
/// their headlines.
inline constexpr std::uint32_t kOwnWords = 7;
bool are_own_words(const Side& a, const Side& b, const Comparison& comparison);

/// False if one article has no text, and a headline has too little information ("Photo of the
/// day") or Rules::equal_headlines is off.
bool say_enough(const Side& a, const Side& b, const Rules& rules, const Rarity& rarity);

/// Under a headline that recurs, at least this share of the shorter body must stand in the other.
inline constexpr double kRecurringShare = 0.55;

/// A headline with at least this many other articles belongs to a column, and two articles of two
/// days are two of its issues.
inline constexpr std::uint32_t kColumn = 2;

/// The verdict on a pair of is_partial_pair() that judge_facts() does not decide, with the sides
/// and the comparison of compare_partial(). Equal headlines of at least kTellingHeadline are enough
/// if one article has no text and at most kAnotherDay lies between the two.
Verdict judge_partial(const Side& a, const Side& b, const Comparison& comparison,
                      const Rules& rules, const Rarity& rarity, Background& background);

}  // namespace wirefold::fold
