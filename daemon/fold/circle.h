// Partitions all articles of the stories that one article touches. Private to the fold area.
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
  std::optional<Slot> slot;  ///< nullopt for the article that is decided on.
  StoryId story{};
  bool leads = false;    ///< The first article of its story.
  bool movable = false;  ///< May move to another story.
  bool sampled = false;  ///< Represents its story, of which no other article is in the circle.

  /// True if the story stays with this article.
  bool anchors() const noexcept { return slot && (leads || !movable); }
};

/// Articles with the relations of all pairs, and their partition into stories.
class Circle {
 public:
  using Related = std::function<Judged(std::size_t one, std::size_t two)>;

  Circle(std::vector<Companion> companions, std::vector<Graph::Node> nodes, const Related& related);

  std::size_t size() const noexcept { return companions_.size(); }
  const Companion& at(std::size_t i) const { return companions_[i]; }

  /// As seen from the article with the lower of the two numbers.
  const Judged& relation(std::size_t i, std::size_t j) const { return judged_[i * size() + j]; }

  bool is_compilation(std::size_t i) const { return partition_.compilation[i]; }
  std::optional<std::size_t> whole_of(std::size_t part) const { return partition_.whole[part]; }
  bool together(std::size_t i, std::size_t j) const {
    return partition_.group[i] == partition_.group[j];
  }

  /// The most similar copy of `i` for which `wanted` is true; the lowest number wins a tie.
  std::optional<std::size_t> nearest(std::size_t i,
                                     const std::function<bool(std::size_t)>& wanted) const;

  /// The oldest story that a member of the group of `i` anchors. If `i` may not move, its own
  /// story, provided that a member anchors it.
  std::optional<StoryId> home_of(std::size_t i) const;

 private:
  std::vector<Companion> companions_;
  std::vector<Judged> judged_;  // a matrix by rows, symmetric
  Partition partition_;
};

}  // namespace wirefold::fold
