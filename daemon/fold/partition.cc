#include "partition.h"

#include <algorithm>
#include <bit>
#include <numeric>
#include <tuple>
#include <utility>

namespace wirefold::fold {
namespace {

/// True if the text of `part` is a part of the text of `whole`, and not nearly all of it.
bool is_part(const Graph& g, std::size_t part, std::size_t whole) {
  return (g.copies(part, whole) || g.held(part, whole)) &&
         g.node(part).words < g.node(whole).words &&
         std::popcount(g.place(part, whole)) < kWholeParts;
}

/// True if `whole` is the article `part` with others behind it.
bool goes_on_from(const Graph& g, std::size_t part, std::size_t whole) {
  return g.one_headline(part, whole) && (g.place(part, whole) & 1) != 0;
}

/// True if `one` and `two` stand in two places of `whole`.
bool are_apart_in(const Graph& g, std::size_t one, std::size_t two, std::size_t whole) {
  const std::uint64_t a = g.place(one, whole);
  const std::uint64_t b = g.place(two, whole);
  return kOverlap * std::popcount(a & b) <= std::min(std::popcount(a), std::popcount(b));
}

std::vector<std::size_t> parts_of(const Graph& g, std::size_t whole) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < g.size(); ++i) {
    if (i != whole && is_part(g, i, whole)) out.push_back(i);
  }
  return out;
}

/// True if `whole` was a compilation before, or if two of `parts` in different places are about
/// different things. Keeps parts in different places apart.
bool is_compilation(Graph& g, std::size_t whole, const std::vector<std::size_t>& parts) {
  bool out = g.node(whole).compilation;
  for (const std::size_t one : parts) {
    for (const std::size_t two : parts) {
      if (one >= two || g.copies(one, two) || !are_apart_in(g, one, two, whole)) continue;
      g.keep_apart(one, two);
      out = out || g.kindred(one, two) < kUnlike;
    }
  }
  return out;
}

/// Keeps unlike articles apart even if both have text in common with a third: a quotation, a part,
/// a template without the number.
void keep_strangers_apart(Graph& g) {
  for (std::size_t i = 0; i < g.size(); ++i) {
    for (std::size_t j = i + 1; j < g.size(); ++j) {
      const bool strangers = !g.copies(i, j) && g.kindred(i, j) < kUnlike;
      if (strangers || g.parted(i, j)) g.keep_apart(i, j);
    }
  }
}

bool are_one_text(const Graph& g, std::size_t i, std::size_t j) {
  return g.copies(i, j) && std::popcount(g.place(i, j)) >= kWholeParts &&
         std::popcount(g.place(j, i)) >= kWholeParts;
}

/// Finds the compilations by the unchanged relations. Whether an article is a compilation does not
/// depend on other compilations, except that a copy of a whole compilation is one too.
std::vector<bool> compilations_of(Graph& g) {
  std::vector<bool> out(g.size());
  for (std::size_t i = 0; i < g.size(); ++i) out[i] = is_compilation(g, i, parts_of(g, i));
  const std::vector<bool> found = out;
  for (std::size_t i = 0; i < g.size(); ++i) {
    for (std::size_t j = 0; j < g.size(); ++j) {
      if (found[j] && are_one_text(g, i, j)) out[i] = true;
    }
  }
  return out;
}

void set_compilations_apart(Graph& g, Partition& out) {
  out.compilation = compilations_of(g);
  std::vector<std::pair<std::size_t, std::size_t>> held;  // pairs of part and whole
  for (std::size_t i = 0; i < g.size(); ++i) {
    if (!out.compilation[i]) continue;
    for (const std::size_t part : parts_of(g, i)) {
      if (!goes_on_from(g, part, i)) held.emplace_back(part, i);
    }
  }
  keep_strangers_apart(g);
  for (const auto& [part, whole] : held) {
    g.part(part, whole);
    std::optional<std::size_t>& named = out.whole[part];
    if (!named || g.node(whole).key < g.node(*named).key) named = whole;
  }
}

struct Edge {
  double similarity;
  std::uint64_t low;  // the smaller key of the two, for the order of equally similar pairs
  std::uint64_t high;
  std::size_t one;
  std::size_t two;
};

std::vector<Edge> edges_of(const Graph& g) {
  std::vector<Edge> out;
  for (std::size_t i = 0; i < g.size(); ++i) {
    for (std::size_t j = i + 1; j < g.size(); ++j) {
      if (!g.copies(i, j)) continue;
      const auto [low, high] = std::minmax(g.node(i).key, g.node(j).key);
      out.push_back({g.similarity(i, j), low, high, i, j});
    }
  }
  std::sort(out.begin(), out.end(), [](const Edge& x, const Edge& y) {
    return std::tuple(-x.similarity, x.low, x.high) < std::tuple(-y.similarity, y.low, y.high);
  });
  return out;
}

std::vector<std::size_t> members_of(const std::vector<std::size_t>& group, std::size_t name) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < group.size(); ++i) {
    if (group[i] == name) out.push_back(i);
  }
  return out;
}

/// True if `i` of the group `own` is a copy of a third of the other articles of both groups, and is
/// kept apart from none of `other`.
bool fits(const Graph& g, std::size_t i, const std::vector<std::size_t>& own,
          const std::vector<std::size_t>& other) {
  const auto is_copy = [&g, i](std::size_t j) { return g.copies(i, j); };
  const auto copies = std::count_if(own.begin(), own.end(), is_copy) +
                      std::count_if(other.begin(), other.end(), is_copy);
  return 3 * copies >= std::ssize(own) + std::ssize(other) - 1 &&
         std::none_of(other.begin(), other.end(),
                      [&g, i](std::size_t j) { return g.kept_apart(i, j); });
}

/// True if half of the pairs between two groups are copies, and every article fits.
bool belong_together(const Graph& g, const std::vector<std::size_t>& one,
                     const std::vector<std::size_t>& two) {
  std::size_t across = 0;
  for (const std::size_t i : one) {
    for (const std::size_t j : two) across += g.copies(i, j) ? 1 : 0;
  }
  const auto all_fit = [&g](const auto& own, const auto& other) {
    return std::all_of(own.begin(), own.end(),
                       [&](std::size_t i) { return fits(g, i, own, other); });
  };
  return 2 * across >= one.size() * two.size() && all_fit(one, two) && all_fit(two, one);
}

}  // namespace

Graph::Graph(std::vector<Node> nodes)
    : nodes_(std::move(nodes)), relations_(nodes_.size() * nodes_.size()) {}

void Graph::relate(std::size_t one, std::size_t two, const Relation& relation) {
  at(one, two) = relation;
  at(two, one) = relation;
  std::swap(at(two, one).in_one, at(two, one).in_two);
}

Partition partition(Graph graph) {
  Partition out{std::vector<std::size_t>(graph.size()), std::vector<bool>(graph.size()),
                std::vector<std::optional<std::size_t>>(graph.size())};
  set_compilations_apart(graph, out);
  std::iota(out.group.begin(), out.group.end(), std::size_t{0});
  const std::vector<Edge> edges = edges_of(graph);
  // A group that was too far from another may fit after a later join.
  for (bool joined = true; joined;) {
    joined = false;
    for (const Edge& edge : edges) {
      const std::size_t a = out.group[edge.one];
      const std::size_t b = out.group[edge.two];
      if (a == b) continue;
      if (!belong_together(graph, members_of(out.group, a), members_of(out.group, b))) continue;
      std::replace(out.group.begin(), out.group.end(), b, a);
      joined = true;
    }
  }
  return out;
}

}  // namespace wirefold::fold
