// Keeps the relations of pairs of young articles. Private to the fold area.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>

#include "partition.h"
#include "wirefold/base/thread_check.h"
#include "wirefold/fold/judge.h"
#include "wirefold/model/ids.h"

namespace wirefold::fold {

/// A relation with the outcome of the rules.
struct Judged : Relation {
  Outcome outcome = Outcome::kTooFewWords;
};

/// With this cache, each pair is compared once, however often its stories are revised. Holds at
/// most kMost pairs of which at least one article is young. When it is full, it forgets all pairs,
/// which are then compared again. Fold thread only.
class Relations {
 public:
  /// As seen from `one`: `in_one` is the place of the common text in `one`.
  std::optional<Judged> find(ArticleId one, ArticleId two) const;
  void keep(ArticleId one, ArticleId two, const Judged& judged);

  /// Forgets all pairs of an article whose text has changed.
  void forget(ArticleId id);

  /// Forgets the pairs in which both articles are at most `id`: these are no longer young.
  void forget_until(ArticleId id);

  /// Forgets all pairs. Call it when the rules or the boilerplate have changed.
  void clear() { judged_.clear(); }

  static constexpr std::size_t kMost = 200'000;  // about 25 MB

 private:
  using Pair = std::pair<std::int64_t, std::int64_t>;  // the later article first

  std::map<Pair, Judged> judged_;  // as seen from the later article
  [[no_unique_address]] ThreadCheck check_;
};

}  // namespace wirefold::fold
