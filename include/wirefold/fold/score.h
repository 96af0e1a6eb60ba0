// How much speaks for two texts being copies of which one is partial: weighed evidence.
//
// A headline and a sentence or two are too little for a rule of one number: each thing that is seen
// in a pair is a feature, the features are weighed and added, and the sum is the logarithm of the
// odds that the whole texts are copies. Weights are in daemon/fold/weights.txt;
// tests/bench/run train makes that file from labelled articles.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "wirefold/fold/compare.h"
#include "wirefold/fold/judge.h"
#include "wirefold/fold/rarity.h"

namespace wirefold::fold {

/// A run begins with a text or a sentence if at most so many words stand before it there: the name
/// of a place.
inline constexpr std::size_t kNearBeginning = 3;

/// Information, in nats, of a headline that tells one event from others: four words that not every
/// text has.
inline constexpr double kTellingHeadline = 15;

/// What is seen in a pair: numbers from 0 up. i() is Rarity::info() in nats; of two texts that of
/// the one with less. The telling run is the common run with the most information.
enum class Feature : std::uint8_t {
  kBias,         ///< 1.
  kTitleEqual,   ///< Headlines of two words or more are equal: min(1, i(headline) / 15).
  kTitleCommon,  ///< i(longest common subsequence of the headlines) / (i(headline) + 3).
  kTitleRecurs,  ///< Equal headlines: min(3, log2(1 + others that have it)); see Background.
  /// Of the words of a headline the share by information that stands in the other headline or the
  /// first 150 words behind it, (found + 1) / (all + 4); the greater of both directions.
  kCross,
  kRun,        ///< sqrt(min(100, i(telling run))) / 10.
  kMatched,    ///< sqrt(min(150, i(common words))) / 10.
  kContained,  ///< i(common words) / (i(body) + 5).
  /// The telling run begins and ends with a text or with sentences of both: min(1, i(run) / 40).
  kWholeRun,
  kReplaced,  ///< Between common runs in one order, in the place of other words: min(2, i / 40).
  kOtherEnd,  ///< Behind the last common run: min(2, i / 40).
  /// min(2, log2(1 + numbers of each text that the other has not)), of the text with fewer.
  kNumbers,
  kTime,       ///< log2(1 + hours between the two) / 4; of 24 hours if one has no time.
  kFurniture,  ///< min(3, log2(1 + Sharers::strangers)).
  kOtherDays,  ///< min(3, log2(1 + Sharers::of_other_days)).
  /// 24 common words and .6 of the shorter text are common: what folds whole texts.
  kTextRule,
  /// Else: 18 common words in a row and .45 of a text of 20 words or more.
  kPassageRule,
  kNoBody,   ///< One of them has a body of less than three words.
  kHistory,  ///< min(2, log2(1 + earlier copies of the two outlets)) / 2.
};
inline constexpr std::size_t kFeatures = 19;

using Features = std::array<double, kFeatures>;

/// "title_equal", as in weights.txt.
std::string_view name_of(Feature feature);

/// What comes so much later is another day's.
inline constexpr std::chrono::hours kAnotherDay(20);

struct Sharers {
  std::uint32_t strangers = 0;      ///< Articles about other things.
  std::uint32_t of_other_days = 0;  ///< More than kAnotherDay from both.
};

/// What else is known of the words that two articles have in common. Each question may be costly.
/// Fold thread only.
class Background {
 public:
  Background() = default;
  virtual ~Background() = default;
  Background(const Background&) = delete;
  Background& operator=(const Background&) = delete;

  /// Other articles under the headline that both have: a day away, or with another text.
  virtual std::uint32_t recurrences() = 0;

  /// Other articles that have a common run too: those about other things, and those of other days.
  virtual Sharers sharers(std::span<const Token> passage) = 0;

  /// Copies that the two outlets have had between them.
  virtual std::uint32_t earlier_copies() = 0;
};

/// Features of the two texts themselves; those that Background knows are 0.
Features features_of(const Side& a, const Side& b, const Comparison& comparison,
                     const Rarity& rarity);

void set_recurrences(Features& features, std::uint32_t count);
void set_sharers(Features& features, const Sharers& sharers);
void set_earlier_copies(Features& features, std::uint32_t count);

/// The weights of weights.txt.
const Features& weights();

/// The sum of the weighed features: log odds.
double score_of(const Features& features);

/// 0 to 1.
double probability_of(double score);

/// The words of `run` in the body of `a`.
std::span<const Token> passage_of(const Side& a, const CommonRun& run);

/// The common run with the most information; of length 0 if there is none.
CommonRun telling_run(const Side& a, const Comparison& comparison, const Rarity& rarity);

}  // namespace wirefold::fold
