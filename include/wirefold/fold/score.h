// Scores by weighed evidence whether two articles, one of them partial, are copies.
//
// A headline and a sentence or two are too little for a rule on one number. Each observation on a
// pair is a feature. The sum of the weighed features is the logarithm of the odds that the whole
// texts are copies. The weights are in daemon/fold/weights.txt, which tests/bench/run train makes
// from labelled articles.
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

/// A run begins with a text or a sentence if at most this many words of the text or sentence stand
/// before the run, such as the name of a place.
inline constexpr std::size_t kNearBeginning = 3;

/// Information, in nats, of a headline that identifies one event: about four rare words.
inline constexpr double kTellingHeadline = 15;

/// The features of a pair; all values are 0 or more. i() is Rarity::info() in nats; for two texts,
/// the smaller value. The telling run is the common run with the most information.
enum class Feature : std::uint8_t {
  kBias,         ///< 1.
  kTitleEqual,   ///< Headlines of two words or more are equal: min(1, i(headline) / 15).
  kTitleCommon,  ///< i(longest common subsequence of the headlines) / (i(headline) + 3).
  kTitleRecurs,  ///< Equal headlines: min(3, log2(1 + Background::recurrences())).
  /// The share of a headline, by information, that stands in the other headline or in the first 150
  /// words of its body, (found + 1) / (all + 4); the greater of both directions.
  kCross,
  kRun,        ///< sqrt(min(100, i(telling run))) / 10.
  kMatched,    ///< sqrt(min(150, i(common words))) / 10.
  kContained,  ///< i(common words) / (i(body) + 5).
  /// The telling run begins and ends with a text or with sentences of both: min(1, i(run) / 40).
  kWholeRun,
  kReplaced,  ///< Words that replace others between runs in the same order: min(2, i / 40).
  kOtherEnd,  ///< Words after the last common run: min(2, i / 40).
  /// min(2, log2(1 + numbers that the other text lacks)), in the first 150 words of both; the
  /// smaller count of the two texts.
  kNumbers,
  kTime,         ///< log2(1 + hours between the two) / 4; 24 hours if one has no time.
  kBoilerplate,  ///< min(3, log2(1 + Sharers::strangers)).
  kOtherDays,    ///< min(3, log2(1 + Sharers::of_other_days)).
  /// 24 words and .6 of the shorter text are common, as required for whole texts.
  kTextRule,
  /// Not kTextRule, but 18 common words in a row and .45 of a shorter text of 20 words or more.
  kPassageRule,
  kNoBody,   ///< One article has a body of fewer than three words.
  kHistory,  ///< min(2, log2(1 + earlier copies of the two outlets)) / 2.
};
inline constexpr std::size_t kFeatures = 19;

using Features = std::array<double, kFeatures>;

/// "title_equal", as in weights.txt.
std::string_view name_of(Feature feature);

/// Articles more than this long apart are of different days.
inline constexpr std::chrono::hours kAnotherDay(20);

struct Sharers {
  std::uint32_t strangers = 0;      ///< Articles about other things.
  std::uint32_t of_other_days = 0;  ///< Articles more than kAnotherDay from both.
};

/// Answers questions about a pair from the other articles. Each answer may be costly. Fold thread
/// only.
class Background {
 public:
  Background() = default;
  virtual ~Background() = default;
  Background(const Background&) = delete;
  Background& operator=(const Background&) = delete;

  /// Number of other articles under the common headline, of other days or with another text.
  virtual std::uint32_t recurrences() = 0;

  /// Counts other articles that contain `passage` and are about other things or of other days.
  virtual Sharers sharers(std::span<const Token> passage) = 0;

  /// Number of earlier copies between the two outlets.
  virtual std::uint32_t earlier_copies() = 0;
};

/// Features of the two texts themselves; the features that need a Background are 0.
Features features_of(const Side& a, const Side& b, const Comparison& comparison,
                     const Rarity& rarity);

void set_recurrences(Features& features, std::uint32_t count);
void set_sharers(Features& features, const Sharers& sharers);
void set_earlier_copies(Features& features, std::uint32_t count);

/// The weights of weights.txt.
const Features& weights();

/// The sum of the weighed features: log odds.
double score_of(const Features& features);

/// The probability, 0 to 1, for log odds.
double probability_of(double score);

/// The words of `run` in the body of `a`.
std::span<const Token> passage_of(const Side& a, const CommonRun& run);

/// The common run with the most information; of length 0 if there is none.
CommonRun telling_run(const Side& a, const Comparison& comparison, const Rarity& rarity);

}  // namespace wirefold::fold
