#include "wirefold/fold/score.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "weights.h"

namespace wirefold::fold {
namespace {

using Tokens = std::span<const Token>;
using Hashes = std::vector<std::uint32_t>;

// Most words of a headline that are compared, and most words of a body in which these words and
// numbers are searched. A report names its subject there.
constexpr std::size_t kTitleWords = 40;
constexpr std::size_t kBodyWords = 150;

/// The smaller information of two texts. The longer text is read only as far as necessary.
double lesser_info(Tokens a, Tokens b, const Rarity& rarity) {
  if (a.size() > b.size()) std::swap(a, b);
  const double least = rarity.info(a);
  double other = 0;
  for (const Token& word : b) {
    other += rarity.info(word);
    if (other >= least) return least;
  }
  return other;
}

double covered_info(Tokens words, const Cover& cover, const Rarity& rarity) {
  double out = 0;
  for (std::size_t i = 0; i < words.size(); ++i) out += cover.has(i) ? rarity.info(words[i]) : 0;
  return out;
}

Tokens beginning(Tokens words, std::size_t most) {
  return words.first(std::min(words.size(), most));
}

/// Information of the longest common subsequence.
double common_in_order(Tokens a, Tokens b, const Rarity& rarity) {
  std::array<double, kTitleWords + 1> row{};
  for (const Token& word : a) {
    double diagonal = 0;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const double above = row.at(j + 1);
      row.at(j + 1) =
          word.hash == b[j].hash ? diagonal + rarity.info(word) : std::max(above, row.at(j));
      diagonal = above;
    }
  }
  return row.at(b.size());
}

/// Share of the headline of `a`, by information, that stands in the headline or the beginning of
/// `b`, 0 to 1.
double cross_share(const Side& a, const Side& b, const Rarity& rarity) {
  Hashes others;
  for (const Tokens words : {beginning(b.title, kTitleWords), beginning(b.body, kBodyWords)}) {
    for (const Token& word : words) others.push_back(word.hash);
  }
  std::sort(others.begin(), others.end());
  double all = 0;
  double found = 0;
  for (const Token& word : beginning(a.title, kTitleWords)) {
    all += rarity.info(word);
    if (std::binary_search(others.begin(), others.end(), word.hash)) found += rarity.info(word);
  }
  return (found + 1) / (all + 4);
}

bool is_sentence_end(const Side& side, std::size_t place) {
  return std::binary_search(side.ends.begin(), side.ends.end(),
                            static_cast<std::uint32_t>(place + side.skipped));
}

/// True if a sentence begins at `place` or up to three words before it.
bool begins_sentence(const Side& side, std::size_t place) {
  if (place <= kNearBeginning) return true;
  for (std::size_t back = 0; back <= kNearBeginning; ++back) {
    if (is_sentence_end(side, place - back)) return true;
  }
  return false;
}

/// True if the run consists of whole sentences, as far as both texts go: feeds cut the last
/// sentence off.
bool is_whole(const Side& a, const Side& b, const CommonRun& run) {
  const bool at_beginning = run.a <= kNearBeginning || run.b <= kNearBeginning;
  if (!at_beginning && !(begins_sentence(a, run.a) && begins_sentence(b, run.b))) return false;
  const std::size_t end_a = run.a + run.length;
  const std::size_t end_b = run.b + run.length;
  const bool at_end = end_a + 1 >= a.body.size() || end_b + 1 >= b.body.size();
  return at_end || (is_sentence_end(a, end_a) && is_sentence_end(b, end_b));
}

/// Information of the words that replace others between neighbouring runs in the same order.
double replaced_info(const Side& a, const Side& b, const std::vector<CommonRun>& runs,
                     const Rarity& rarity) {
  double out = 0;
  for (std::size_t k = 1; k < runs.size(); ++k) {
    const std::size_t end_a = runs[k - 1].a + runs[k - 1].length;
    const std::size_t end_b = runs[k - 1].b + runs[k - 1].length;
    if (runs[k].a < end_a || runs[k].b < end_b) continue;
    out += lesser_info(a.body.subspan(end_a, runs[k].a - end_a),
                       b.body.subspan(end_b, runs[k].b - end_b), rarity);
  }
  return out;
}

/// Information of the words after the last common run; of the whole bodies if there is no run.
double info_behind(const Side& a, const Side& b, const std::vector<CommonRun>& runs,
                   const Rarity& rarity) {
  std::size_t end_a = 0;
  std::size_t end_b = 0;
  for (const CommonRun& run : runs) {
    end_a = std::max(end_a, std::size_t{run.a} + run.length);
    end_b = std::max(end_b, std::size_t{run.b} + run.length);
  }
  return lesser_info(a.body.subspan(end_a), b.body.subspan(end_b), rarity);
}

double log2_of(std::size_t count) { return std::log2(1 + static_cast<double>(count)); }

double hours_between(const Side& a, const Side& b) {
  constexpr double kUnknown = 24;
  const auto apart = time_between(a, b);
  return apart ? static_cast<double>(apart->count()) / 3600 : kUnknown;
}

double& at(Features& features, Feature feature) {
  return features.at(static_cast<std::size_t>(feature));
}

void set_headlines(const Side& a, const Side& b, const Rarity& rarity, Features& out) {
  const double info = lesser_info(a.title, b.title, rarity);
  if (a.title.size() >= 2 && equal_words(a.title, b.title)) {
    at(out, Feature::kTitleEqual) = std::min(1.0, info / kTellingHeadline);
  }
  at(out, Feature::kTitleCommon) =
      common_in_order(beginning(a.title, kTitleWords), beginning(b.title, kTitleWords), rarity) /
      (info + 3);
  at(out, Feature::kCross) = std::max(cross_share(a, b, rarity), cross_share(b, a, rarity));
}

void set_bodies(const Side& a, const Side& b, const Comparison& c, const Rarity& rarity,
                Features& out) {
  const CommonRun longest = telling_run(a, c, rarity);
  const double run = rarity.info(passage_of(a, longest));
  const double matched =
      std::min(covered_info(a.body, c.first, rarity), covered_info(b.body, c.second, rarity));
  const double shorter = lesser_info(a.body, b.body, rarity);
  at(out, Feature::kRun) = std::sqrt(std::min(run, 100.0)) / 10;
  at(out, Feature::kMatched) = std::sqrt(std::min(matched, 150.0)) / 10;
  at(out, Feature::kContained) = matched / (shorter + 5);
  if (longest.length > 0 && is_whole(a, b, longest)) {
    at(out, Feature::kWholeRun) = std::min(1.0, run / 40);
  }
  at(out, Feature::kNumbers) =
      std::min(2.0, log2_of(replaced(beginning(a.body, kBodyWords), beginning(b.body, kBodyWords),
                                     WordClass::kNumber)));
  at(out, Feature::kReplaced) = std::min(2.0, replaced_info(a, b, c.runs, rarity) / 40);
  at(out, Feature::kOtherEnd) = std::min(2.0, info_behind(a, b, c.runs, rarity) / 40);
  const bool by_text = c.matched >= Rules().min_words && c.containment() >= Rules().min_similarity;
  const bool by_passage = !by_text && c.longest >= kBriefRun &&
                          c.containment() >= least_share(Rules()) && c.shorter >= kBriefRun + 2;
  at(out, Feature::kTextRule) = by_text ? 1 : 0;
  at(out, Feature::kPassageRule) = by_passage ? 1 : 0;
  at(out, Feature::kNoBody) = has_body(a) && has_body(b) ? 0 : 1;
}

}  // namespace

std::string_view name_of(Feature feature) {
  constexpr std::array<std::string_view, kFeatures> kNames = {
      "bias",       "title_equal", "title_common", "title_recurs", "cross",   "run",  "matched",
      "contained",  "whole_run",   "replaced",     "other_end",    "numbers", "time", "furniture",
      "other_days", "text_rule",   "passage_rule", "no_body",      "history"};
  return kNames.at(static_cast<std::size_t>(feature));
}

Features features_of(const Side& a, const Side& b, const Comparison& comparison,
                     const Rarity& rarity) {
  Features out{};
  at(out, Feature::kBias) = 1;
  set_headlines(a, b, rarity, out);
  set_bodies(a, b, comparison, rarity, out);
  at(out, Feature::kTime) = std::log2(1 + hours_between(a, b)) / 4;
  return out;
}

void set_recurrences(Features& features, std::uint32_t count) {
  at(features, Feature::kTitleRecurs) = std::min(3.0, log2_of(count));
}

void set_sharers(Features& features, const Sharers& sharers) {
  at(features, Feature::kBoilerplate) = std::min(3.0, log2_of(sharers.strangers));
  at(features, Feature::kOtherDays) = std::min(3.0, log2_of(sharers.of_other_days));
}

void set_earlier_copies(Features& features, std::uint32_t count) {
  at(features, Feature::kHistory) = std::min(2.0, log2_of(count)) / 2;
}

const Features& weights() {
  static const Features kWeights = read_weights(weights_text());
  return kWeights;
}

double score_of(const Features& features) {
  double out = 0;
  for (std::size_t i = 0; i < kFeatures; ++i) out += features.at(i) * weights().at(i);
  return out;
}

double probability_of(double score) { return 1 / (1 + std::exp(-score)); }

Tokens passage_of(const Side& a, const CommonRun& run) { return a.body.subspan(run.a, run.length); }

CommonRun telling_run(const Side& a, const Comparison& comparison, const Rarity& rarity) {
  CommonRun best{0, 0, 0};
  double most = 0;
  for (const CommonRun& run : comparison.runs) {
    const double info = rarity.info(passage_of(a, run));
    if (info <= most) continue;
    best = run;
    most = info;
  }
  return best;
}

}  // namespace wirefold::fold
