#include "weights.h"

#include <charconv>
#include <cmath>
#include <set>
#include <stdexcept>

#include "wirefold/base/strings.h"

namespace wirefold::fold {
namespace {

/// The number of the feature `name`; kFeatures if there is none.
std::size_t feature_named(std::string_view name) {
  std::size_t i = 0;
  while (i < kFeatures && name_of(static_cast<Feature>(i)) != name) ++i;
  return i;
}

[[noreturn]] void refuse(std::string_view line) {
  throw std::invalid_argument("daemon/fold/weights.txt: " + std::string(line));
}

}  // namespace

Features read_weights(std::string_view text) {
  Features out{};
  std::set<std::size_t> seen;
  for (const std::string_view line : split(text, '\n')) {
    const std::string_view row = trim(line.substr(0, line.find('#')));
    if (row.empty()) continue;
    const std::size_t end = row.find(' ');
    const std::size_t feature = feature_named(row.substr(0, end));
    const std::string_view number = end == std::string_view::npos ? "" : trim(row.substr(end));
    if (feature == kFeatures || !seen.insert(feature).second) refuse(row);
    double& weight = out.at(feature);
    const auto [last, error] =
        std::from_chars(number.data(), number.data() + number.size(), weight);
    const bool whole = error == std::errc() && last == number.data() + number.size();
    if (!whole || !std::isfinite(weight)) refuse(row);
  }
  if (seen.size() != kFeatures) refuse("a feature has no weight");
  return out;
}

}  // namespace wirefold::fold
