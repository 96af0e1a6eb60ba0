// How pairs of young articles were found to be related. Private to the fold area.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>

#include "partition.h"
#include "wirefold/fold/judge.h"
#include "wirefold/model/ids.h"

namespace wirefold::fold {

/// A relation with the rule that found it.
struct Judged : Relation {
  Outcome outcome = Outcome::kTooFewWords;
};

/// Each pair is compared once, however often stories are looked at again. Holds pairs of which one
/// article is young, kMost of them: of more it forgets all, and they are compared again. Fold
/// thread only.
class Relations {
 public:
  /// As seen from `one`: `in_one` is where the common text stands in it.
  std::optional<Judged> find(ArticleId one, ArticleId two) const;
  void keep(ArticleId one, ArticleId two, const Judged& judged);

  /// An article has another text.
  void forget(ArticleId id);

  /// Articles up to `id` are young no more.
  void forget_until(ArticleId id);

  /// What counts as common text has changed.
  void clear() { judged_.clear(); }

  static constexpr std::size_t kMost = 200'000;  // some 25 MB

 private:
  using Pair = std::pair<std::int64_t, std::int64_t>;  // the later article first

  std::map<Pair, Judged> judged_;  // as seen from the later one
};

}  // namespace wirefold::fold
