// The stories that an article touches, looked at together. Private to the fold area.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "partition.h"
#include "relations.h"
#include "window.h"

namespace wirefold::fold {

/// An article of the circle.
struct Companion {
  std::optional<Slot> slot;  ///< None: the article that is decided on.
  StoryId story{};
  bool leads = false;    ///< The first of its story.
  bool movable = false;  ///< It may be put elsewhere.
  bool sampled = false;  ///< It stands for its story, of which no other is in the circle.

  /// Its story is where it is.
  bool anchors() const noexcept { return slot && (leads || !movable); }
};

/// Articles with the relations of all pairs, and what follows from them.
class Circle {
 public:
  using Related = std::function<Judged(std::size_t one, std::size_t two)>;

  Circle(std::vector<Companion> companions, std::vector<Graph::Node> nodes, const Related& related);

  std::size_t size() const noexcept { return companions_.size(); }
  const Companion& at(std::size_t i) const { return companions_[i]; }

  /// As seen from the lower of the two numbers, whichever is `i`.
  const Judged& relation(std::size_t i, std::size_t j) const { return judged_[i * size() + j]; }

  bool is_compilation(std::size_t i) const { return partition_.compilation[i]; }
  std::optional<std::size_t> whole_of(std::size_t part) const { return partition_.whole[part]; }
  bool together(std::size_t i, std::size_t j) const {
    return partition_.group[i] == partition_.group[j];
  }

  /// The most similar copy of `i` that `wanted` says yes to; the first of the circle wins a tie.
  std::optional<std::size_t> nearest(std::size_t i,
                                     const std::function<bool(std::size_t)>& wanted) const;

  /// The oldest story that a member of the group of `i` anchors; for one that may not move its own,
  /// if a member anchors that.
  std::optional<StoryId> home_of(std::size_t i) const;

 private:
  std::vector<Companion> companions_;
  std::vector<Judged> judged_;  // the one's row, the other's column
  Partition partition_;
};

}  // namespace wirefold::fold
