// Computes the weights of the features in include/wirefold/fold/score.h from labelled articles.
//
//   fold_train FOLDER...   prints daemon/fold/weights.txt, and on standard error the results of the
//                          weights for a set that they were not trained with
//
// A folder has articles.jsonl with whole texts in the order of arrival, and labels.jsonl. Each set
// is seen through feeds of several habits. The whole texts decide whether a pair that the net shows
// is a pair of copies. One thread and one order: the same folders give the same bytes.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "bench/train/labelled_set.h"
#include "bench/train/pairs.h"
#include "bench/train/regression.h"
#include "wirefold/fold/score.h"

namespace {

using namespace wirefold;
using namespace wirefold::train;

constexpr double kRidge = 3;

/// Set by hand: only one of the measured sets has outlets that copy one another every day. Three
/// earlier copies multiply the odds by 20. In that set the odds of a doubtful pair were 40 times
/// those of two outlets without earlier copies.
constexpr double kHistoryWeight = 3;

/// Sets with labels for traps are reports of one agency and alike by nature, so they count less.
constexpr double kTrapWeight = 0.3;
constexpr std::size_t kManyTraps = 50;

/// One view plants recurring sentences, which are no real boilerplate. So its pairs count less.
constexpr double kPlantedWeight = 0.1;

struct Scored {
  double score;
  bool copies;
};

/// Prints the recall at some precisions: the share of copies above the threshold with that
/// precision.
void print_recall(const char* what, std::vector<Scored> scored) {
  std::stable_sort(scored.begin(), scored.end(),
                   [](const Scored& x, const Scored& y) { return x.score > y.score; });
  const auto all = static_cast<std::size_t>(
      std::count_if(scored.begin(), scored.end(), [](const Scored& s) { return s.copies; }));
  std::fprintf(stderr, "%-20s %5zu pairs, %4zu copies; found at precision", what, scored.size(),
               all);
  for (const double precision : {0.99, 0.97, 0.95}) {
    std::size_t right = 0;
    std::size_t best = 0;
    for (std::size_t i = 0; i < scored.size(); ++i) {
      right += scored[i].copies ? 1 : 0;
      if (static_cast<double>(right) >= precision * static_cast<double>(i + 1)) best = right;
    }
    std::fprintf(stderr, "  %.2f: %zu (%.3f)", precision, best,
                 static_cast<double>(best) / static_cast<double>(std::max<std::size_t>(all, 1)));
  }
  std::fputc('\n', stderr);
}

/// Prints for each band of probability the share of its pairs that are copies.
void print_calibration(const std::vector<Scored>& scored) {
  constexpr double kBands[] = {0, 0.1, 0.3, 0.5, 0.7, 0.8, 0.88, 0.95, 0.99, 1.001};
  for (std::size_t band = 0; band + 1 < std::size(kBands); ++band) {
    double said = 0;
    std::size_t all = 0;
    std::size_t right = 0;
    for (const Scored& s : scored) {
      const double p = fold::probability_of(s.score);
      if (p < kBands[band] || p >= kBands[band + 1]) continue;
      said += p;
      ++all;
      right += s.copies ? 1 : 0;
    }
    if (all == 0) continue;
    std::fprintf(stderr, "  said %.3f  were %.3f  of %zu pairs\n", said / static_cast<double>(all),
                 static_cast<double>(right) / static_cast<double>(all), all);
  }
}

void print_left_out(const std::vector<Pair>& pairs, const std::vector<LabelledSet>& sets) {
  std::map<View, std::vector<Scored>> by_view;
  std::vector<Scored> all;
  for (std::size_t out = 0; out < sets.size(); ++out) {
    std::vector<const Pair*> others;
    for (const Pair& pair : pairs) {
      if (pair.set != out) others.push_back(&pair);
    }
    const fold::Features weights = fitted(others, kRidge, kHistoryWeight);
    std::vector<Scored> of_set;
    for (const Pair& pair : pairs) {
      if (pair.set != out) continue;
      of_set.push_back({score_of(pair, weights), pair.copies});
      by_view[pair.view].push_back(of_set.back());
      all.push_back(of_set.back());
    }
    print_recall(sets[out].name.c_str(), std::move(of_set));
  }
  std::fprintf(stderr, "\nBy view, of sets that were left out:\n");
  for (const auto& [view, scored] : by_view) print_recall(name_of(view), scored);
  std::fprintf(stderr, "\nProbabilities of sets that were left out:\n");
  print_calibration(all);
}

void print_weights(const fold::Features& weights) {
  std::printf(
      "# Weights of the features in include/wirefold/fold/score.h, in nats. Made by\n"
      "# tests/bench/run train, which says how.\n");
  for (std::size_t i = 0; i < fold::kFeatures; ++i) {
    const std::string_view name = fold::name_of(static_cast<fold::Feature>(i));
    std::printf("%.*s %.2f\n", static_cast<int>(name.size()), name.data(), weights.at(i));
  }
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<LabelledSet> sets;
  for (int i = 1; i < argc; ++i) {
    if (std::filesystem::exists(std::filesystem::path(argv[i]) / "articles.jsonl")) {
      sets.push_back(read_set(std::filesystem::path(argv[i]) / ""));
    }
  }
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < sets.size(); ++i) {
    const double weight = sets[i].apart.size() / 2 >= kManyTraps ? kTrapWeight : 1;
    for (const View view : kViews) {
      const double of_view = view == View::kBoilerplate ? kPlantedWeight : 1;
      const std::vector<Pair> some = pairs_of(sets[i], i, view, weight * of_view);
      pairs.insert(pairs.end(), some.begin(), some.end());
    }
  }
  if (pairs.empty()) {
    std::fprintf(stderr, "usage: fold_train FOLDER...  (with articles.jsonl and labels.jsonl)\n");
    return 2;
  }
  print_left_out(pairs, sets);
  std::vector<const Pair*> all;
  for (const Pair& pair : pairs) all.push_back(&pair);
  print_weights(fitted(all, kRidge, kHistoryWeight));
}
