#include "circle.h"

#include <utility>

namespace wirefold::fold {

Circle::Circle(std::vector<Companion> companions, std::vector<Graph::Node> nodes,
               const Related& related)
    : companions_(std::move(companions)), judged_(companions_.size() * companions_.size()) {
  Graph graph(std::move(nodes));
  for (std::size_t i = 0; i < size(); ++i) {
    for (std::size_t j = i + 1; j < size(); ++j) {
      const Judged judged = related(i, j);
      graph.relate(i, j, judged);
      judged_[i * size() + j] = judged_[j * size() + i] = judged;
    }
  }
  partition_ = partition(std::move(graph));
}

std::optional<std::size_t> Circle::nearest(std::size_t i,
                                           const std::function<bool(std::size_t)>& wanted) const {
  std::optional<std::size_t> best;
  for (std::size_t j = 0; j < size(); ++j) {
    if (j == i || !relation(i, j).copies || !wanted(j)) continue;
    if (!best || relation(i, j).similarity > relation(i, *best).similarity) best = j;
  }
  return best;
}

std::optional<StoryId> Circle::home_of(std::size_t i) const {
  std::optional<StoryId> out;
  for (std::size_t j = 0; j < size(); ++j) {
    if (!together(i, j) || !at(j).anchors()) continue;
    if (!at(i).movable && at(j).story == at(i).story) return at(j).story;
    if (!out || at(j).story < *out) out = at(j).story;
  }
  return out;
}

}  // namespace wirefold::fold
