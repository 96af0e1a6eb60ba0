// Two articles of which one is partial: all that is known of it are a headline and a few words.
#pragma once

#include <cstdint>
#include <optional>

#include "wirefold/fold/judge.h"
#include "wirefold/fold/score.h"

namespace wirefold::fold {

/// True for pairs that judge_partial() decides: one is partial, and they are of two outlets.
/// Whether an outlet has published its text again is told by the words alone.
constexpr bool is_partial_pair(const Side& a, const Side& b) noexcept {
  return (a.partial || b.partial) && a.outlet != b.outlet;
}

/// A body less the headline that some feeds repeat before it, and the outlet's name behind that.
Side without_repeated_headline(Side side);

/// Takes the headlines off that are repeated before the bodies, and compares these. Headlines of
/// two outlets that are not equal may be the first sentence of one text: where more stands behind
/// them they are left where they are, if more is common so. `of_a` is made of the body of `a`.
Comparison compare_partial(Side& a, Side& b, const Comparer& of_a);

/// Common words are the report itself, whatever each outlet puts before them, if they have so much
/// of both headlines, or so much of one: then against_copies() is not asked. On the labelled sets
/// this keeps 18 of the 20 copies that it would part, and parts all pairs of our fixtures that have
/// boilerplate alone in common.
inline constexpr double kHeadlinesInCommon = 0.25;
inline constexpr double kHeadlineInCommon = 0.5;

/// What outlets put in the place of a text ("Subscribe to our newsletter") has fewer words. So few
/// in common, of which none is in either headline, are no report if the headlines are unlike too.
inline constexpr std::uint32_t kLongerThanPleas = 40;

/// What speaks against two articles whatever they have in common.
std::optional<Outcome> against_partial(const Side& a, const Side& b, const Comparison& comparison);

/// What a pair shows, and what the window knows of it.
struct Weighed {
  Features features{};
  double score = 0;
  double history = 0;  ///< What earlier copies between the two outlets add to the score.
  std::uint32_t recurrences = 0;
  Sharers sharers;
};

/// Asks `background` what speaks against a pair only if the score without that is `least` or more.
Weighed weigh(const Side& a, const Side& b, const Comparison& comparison, double least,
              const Rarity& rarity, Background& background);

/// Of copies by their headlines: measured on equal headlines within a day in the labelled sets.
inline constexpr double kHeadlineProbability = 0.96;

/// Bodies with fewer words in a row in common tell one event in own words, whatever their
/// headlines.
inline constexpr std::uint32_t kOwnWords = 7;
bool are_own_words(const Side& a, const Side& b, const Comparison& comparison);

/// False if one has no text, and the headlines are of few words ("Photo of the day") or may not
/// fold by themselves: Rules::equal_headlines.
bool say_enough(const Side& a, const Side& b, const Rules& rules, const Rarity& rarity);

/// Under a headline that recurs, so much of the shorter body must stand in the other.
inline constexpr double kRecurringShare = 0.55;

/// With so many others under it a headline is that of a column, and two articles of two days are
/// two of its issues.
inline constexpr std::uint32_t kColumn = 2;

/// The verdict on a pair of is_partial_pair() which judge_facts() does not decide, as
/// compare_partial() has left and compared the two. Equal headlines of kTellingHeadline are enough
/// where one has no text and less than kAnotherDay is between them.
Verdict judge_partial(const Side& a, const Side& b, const Comparison& comparison,
                      const Rules& rules, const Rarity& rarity, Background& background);

}  // namespace wirefold::fold
