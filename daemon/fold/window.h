// The articles that a new one is compared with, and the indexes that find them.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <unordered_map>
#include <vector>

#include "boilerplate.h"
#include "wirefold/fold/folder.h"
#include "wirefold/fold/near_index.h"

namespace wirefold::fold {

/// Slots are numbered in the order of coming and never reused.
using Slot = std::uint32_t;

/// A remembered article.
struct Kept {
  Incoming article;
  StoryId story{};
  bool taught = false;  ///< Its sentences are counted as its outlet's.
};

/// What speaks for comparing two articles.
struct Evidence {
  int distance = -1;  ///< Smallest Hamming distance of any pair of fingerprints; -1 = none near.
  std::uint32_t shared_samples = 0;
  bool same_link = false;
};

using Candidates = std::map<Slot, Evidence>;

/// Fold thread only.
class Window {
 public:
  Window();

  void add(Incoming article, StoryId story);
  void replace(ArticleId id, Document document);

  /// No kept article was seen before `seen`.
  void begin_at(Timestamp seen);

  /// Drops what came before `oldest`.
  void expire(Timestamp oldest);

  /// Articles worth comparing with `article`, oldest first.
  Candidates candidates(const Incoming& article) const;

  const Kept& at(Slot slot) const { return kept_[slot - first_]; }

  /// Members of `story` that are still in the window, oldest first.
  const std::vector<Slot>& members(StoryId story) const { return members_.at(to_int(story)); }

  const Boilerplate& boilerplate() const noexcept { return boilerplate_; }
  Boilerplate& boilerplate() noexcept { return boilerplate_; }
  std::size_t size() const noexcept { return kept_.size(); }

 private:
  void index(const Incoming& article, Slot slot);
  void unindex(const Incoming& article, Slot slot);
  void drop_oldest();
  bool outlet_is_in(StoryId story, std::uint64_t outlet) const;
  void find_near(const Incoming& article, Candidates& out) const;
  void find_shared(const Incoming& article, Candidates& out) const;

  std::deque<Kept> kept_;
  Slot first_ = 0;  // slot of kept_.front()
  NearIndex sentences_;
  NearIndex texts_;  // whole texts and leads together: a cut copy is near the other's lead
  std::unordered_map<std::uint64_t, std::vector<Slot>> samples_;
  std::unordered_map<std::uint64_t, std::vector<Slot>> links_;
  std::unordered_map<std::int64_t, Slot> slot_of_;               // by article id
  std::unordered_map<std::int64_t, std::vector<Slot>> members_;  // by story id
  Boilerplate boilerplate_;
};

}  // namespace wirefold::fold
