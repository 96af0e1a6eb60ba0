// Which of a few articles are one story, and which of them hold others whole. Private to the fold
// area.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace wirefold::fold {

/// A text of a compilation covers less than this much of it; one that covers more is the same text.
inline constexpr int kWholeParts = 51;  // of the 64 of Cover::map()

/// Two places in one text that have at most one part in so many in common are two places.
inline constexpr int kOverlap = 4;

/// Two texts that have less than this share of their words in common speak of different things.
/// What is more may be two halves of one text.
inline constexpr double kUnlike = 0.1;

/// Two articles, compared.
struct Relation {
  bool copies = false;
  double similarity = 0;      ///< 0 to 1.
  std::uint64_t in_one = 0;   ///< Where the common text stands: Cover::map() of the one …
  std::uint64_t in_two = 0;   ///< … and of the other.
  double kindred = 0;         ///< Of two that are no copies: how much they speak of one thing.
  bool one_headline = false;  ///< Of copies.
  bool parted = false;        ///< In no group together: Verdict::parted.
  bool held = false;          ///< The shorter is too short to be a copy, and stands in the longer.
};

/// The articles, by number from 0, with the relation of each pair.
class Graph {
 public:
  /// What a node is told by: its words, and a key that does not depend on when it came.
  struct Node {
    std::size_t words = 0;
    std::uint64_t key = 0;
    bool compilation = false;  ///< It was found to be one before.
  };

  explicit Graph(std::vector<Node> nodes);

  void relate(std::size_t one, std::size_t two, const Relation& relation);

  std::size_t size() const noexcept { return nodes_.size(); }
  const Node& node(std::size_t i) const { return nodes_[i]; }
  bool copies(std::size_t i, std::size_t j) const { return at(i, j).copies; }
  bool held(std::size_t i, std::size_t j) const { return at(i, j).held; }
  bool parted(std::size_t i, std::size_t j) const { return at(i, j).parted; }
  double similarity(std::size_t i, std::size_t j) const { return at(i, j).similarity; }
  double kindred(std::size_t i, std::size_t j) const { return at(i, j).kindred; }

  /// Where `part` stands in `whole`.
  std::uint64_t place(std::size_t part, std::size_t whole) const { return at(whole, part).in_one; }

  bool one_headline(std::size_t i, std::size_t j) const { return at(i, j).one_headline; }

  /// They are no copies any more.
  void part(std::size_t i, std::size_t j) { at(i, j).copies = at(j, i).copies = false; }

  /// They are in no group together, whatever else is in it.
  void keep_apart(std::size_t i, std::size_t j) { kept_apart_.insert(std::minmax(i, j)); }
  bool kept_apart(std::size_t i, std::size_t j) const {
    return kept_apart_.contains(std::minmax(i, j));
  }

 private:
  Relation& at(std::size_t i, std::size_t j) { return relations_[i * nodes_.size() + j]; }
  const Relation& at(std::size_t i, std::size_t j) const {
    return relations_[i * nodes_.size() + j];
  }

  std::vector<Node> nodes_;
  std::vector<Relation> relations_;  // the one's row, the other's column, both ways
  std::set<std::pair<std::size_t, std::size_t>> kept_apart_;
};

struct Partition {
  std::vector<std::size_t> group;  ///< Of each node; nodes of one group are one story.
  std::vector<bool> compilation;   ///< Holds texts of several stories whole.
  std::vector<std::optional<std::size_t>> whole;  ///< The compilation that a node is a part of.
};

/// The same for every order of the nodes.
///
/// Two texts that stand in two places of a longer one are in no group together. If they speak of
/// different things too, the longer one is a compilation and no copy of its parts. An exception is
/// the part that has its headline and beginning: such a page is that article with others behind it.
///
/// What is left are groups: the most similar pair first, and then what half of the pairs between
/// two groups speak for, if each article is a copy of a third of the others, so that no chain of
/// half-copies grows.
Partition partition(Graph graph);

}  // namespace wirefold::fold
