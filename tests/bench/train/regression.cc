#include "bench/train/regression.h"

#include <array>
#include <cmath>

namespace wirefold::train {
namespace {

constexpr std::size_t kSize = fold::kFeatures;
constexpr int kSteps = 60;
constexpr auto kHistory = static_cast<std::size_t>(fold::Feature::kHistory);

using Row = std::array<double, kSize>;
using Matrix = std::array<Row, kSize>;

/// Solves `a` x = `b` for a symmetric positive definite `a`, by Cholesky factorisation.
Row solved(Matrix a, Row b) {
  for (std::size_t i = 0; i < kSize; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      double sum = a[i][j];
      for (std::size_t k = 0; k < j; ++k) sum -= a[i][k] * a[j][k];
      a[i][j] = i == j ? std::sqrt(sum) : sum / a[j][j];
    }
  }
  for (std::size_t i = 0; i < kSize; ++i) {
    for (std::size_t k = 0; k < i; ++k) b[i] -= a[i][k] * b[k];
    b[i] /= a[i][i];
  }
  for (std::size_t i = kSize; i-- > 0;) {
    for (std::size_t k = i + 1; k < kSize; ++k) b[i] -= a[k][i] * b[k];
    b[i] /= a[i][i];
  }
  return b;
}

/// Newton's step from `weights`.
Row step_from(const std::vector<const Pair*>& pairs, const Row& weights, double ridge) {
  Matrix curvature{};
  Row slope{};
  for (const Pair* pair : pairs) {
    const double p = fold::probability_of(score_of(*pair, weights));
    const double error = pair->weight * ((pair->copies ? 1 : 0) - p);
    const double spread = pair->weight * p * (1 - p);
    for (std::size_t i = 0; i < kSize; ++i) {
      slope[i] += error * pair->features[i];
      for (std::size_t j = 0; j <= i; ++j) {
        curvature[i][j] += spread * pair->features[i] * pair->features[j];
      }
    }
  }
  for (std::size_t i = 0; i < kSize; ++i) {
    for (std::size_t j = i + 1; j < kSize; ++j) curvature[i][j] = curvature[j][i];
    const double drawn = i == 0 ? 1e-6 : ridge;
    curvature[i][i] += drawn;
    slope[i] -= drawn * weights[i];
  }
  curvature[kHistory] = {};  // this weight stays fixed
  for (Row& row : curvature) row[kHistory] = 0;
  curvature[kHistory][kHistory] = 1;
  slope[kHistory] = 0;
  return solved(curvature, slope);
}

}  // namespace

double score_of(const Pair& pair, const fold::Features& weights) {
  double out = 0;
  for (std::size_t i = 0; i < kSize; ++i) out += pair.features[i] * weights[i];
  return out;
}

fold::Features fitted(const std::vector<const Pair*>& pairs, double ridge, double history) {
  Row weights{};
  weights[kHistory] = history;
  for (int i = 0; i < kSteps; ++i) {
    const Row step = step_from(pairs, weights, ridge);
    for (std::size_t k = 0; k < kSize; ++k) weights[k] += step[k];
  }
  return weights;
}

}  // namespace wirefold::train
