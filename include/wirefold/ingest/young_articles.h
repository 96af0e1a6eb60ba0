// Remembers which articles may still move to another story.
#pragma once

#include <chrono>
#include <deque>
#include <optional>
#include <utility>

#include "wirefold/base/thread_check.h"
#include "wirefold/ingest/fold_clock.h"
#include "wirefold/model/ids.h"

namespace wirefold::ingest {

/// Articles and stories are young for the time fold.settle after their arrival. Fold thread only.
class YoungArticles {
 public:
  /// `clock` must outlive this object.
  explicit YoungArticles(const FoldClock& clock) : clock_(clock) {}

  void set_settle(std::chrono::seconds settle) { settle_ = settle; }

  /// True for what came at `came` and may still change.
  bool is_young(Timestamp came) const { return clock_.wall() <= came + settle_; }

  /// Adds the next article.
  void add(ArticleId article, Timestamp came) { articles_.emplace_back(article, came); }

  /// The last article that is no longer young; nullopt if there is none since the last call.
  /// Articles settle in order of arrival.
  std::optional<ArticleId> take_settled();

  /// Moves the times after a jump of the clock.
  void shift(std::chrono::seconds by);

 private:
  const FoldClock& clock_;
  std::chrono::seconds settle_{};
  std::deque<std::pair<ArticleId, Timestamp>> articles_;  // oldest first
  [[no_unique_address]] ThreadCheck check_;
};

}  // namespace wirefold::ingest
