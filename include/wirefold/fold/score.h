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

/// What is seen in a pair. All are 0 or more; most are at most 2. Information is that of Rarity.
enum class Feature : std::uint8_t {
  kBias,         ///< 1.
  kTitleEqual,   ///< The headlines are equal: information of the headline.
  kTitleCommon,  ///< Share of the shorter headline that is in the other, in order.
  kTitleRecurs,  ///< Equal headlines: other articles that have it.
  kCross,        ///< Share of a headline that stands anywhere in the other article.
  kRun,          ///< Information of the longest common run.
  kMatched,      ///< Information of all common runs.
  kContained,    ///< Share of the shorter body that is in the other.
  kWholeRun,     ///< The longest run is whole sentences: information of the run.
  kReplaced,     ///< What stands between common runs in the place of other words.
  kOtherEnd,     ///< What both texts have behind the last common run.
  kNumbers,      ///< Numbers that each text has and the other has not.
  kTime,         ///< Between the two.
  kFurniture,    ///< Articles about other things that have the longest run.
  kOtherDays,    ///< Articles of other days that have the longest run.
  kTextRule,     ///< Outcome::kText would fold them.
  kPassageRule,  ///< Else Outcome::kPassage would.
  kNoBody,       ///< One of them has no body.
  kHistory,      ///< Copies that the two outlets have had between them.
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
