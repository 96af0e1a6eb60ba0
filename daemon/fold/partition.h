// Divides a few articles into stories, and finds the articles that hold others whole. Private to
// the fold area.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace wirefold::fold {

/// A part of a compilation covers fewer than this many of the compilation's 64 parts
/// (Cover::map()). A text that covers more is the same text.
inline constexpr int kWholeParts = 51;

/// Two places in a text are different if they share at most one in kOverlap parts of the smaller.
inline constexpr int kOverlap = 4;

/// Two texts that have less than this share of their words in common are about different things.
/// With more in common, they may be two halves of one text.
inline constexpr double kUnlike = 0.1;

/// The result of comparing two articles.
struct Relation {
  bool copies = false;
  double similarity = 0;      ///< 0 to 1.
  std::uint64_t in_one = 0;   ///< Where the common text stands: Cover::map() of the first …
  std::uint64_t in_two = 0;   ///< … and of the second article.
  double kindred = 0;         ///< How much two articles that are no copies are about one thing.
  bool one_headline = false;  ///< Verdict::one_headline.
  bool parted = false;        ///< In no group together: Verdict::parted.
  bool held = false;          ///< The shorter is too short to be a copy, and stands in the longer.
};

/// The articles, numbered from 0, with the relation of each pair.
class Graph {
 public:
  /// The number of words of an article, and a key that does not depend on its time of arrival.
  struct Node {
    std::size_t words = 0;
    std::uint64_t key = 0;
    bool compilation = false;  ///< It was found to be a compilation before.
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

  /// The place of `part` in `whole`, as Cover::map().
  std::uint64_t place(std::size_t part, std::size_t whole) const { return at(whole, part).in_one; }

  bool one_headline(std::size_t i, std::size_t j) const { return at(i, j).one_headline; }

  /// Marks the two as no copies.
  void part(std::size_t i, std::size_t j) { at(i, j).copies = at(j, i).copies = false; }

  /// Keeps the two out of any common group.
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
  std::vector<Relation> relations_;  // a matrix by rows, each relation as seen from its row
  std::set<std::pair<std::size_t, std::size_t>> kept_apart_;
};

struct Partition {
  std::vector<std::size_t> group;  ///< By node; nodes of one group are one story.
  std::vector<bool> compilation;   ///< By node: it holds texts of several stories whole.
  std::vector<std::optional<std::size_t>> whole;  ///< The compilation that a node is a part of.
};

/// The partition does not depend on the order of the nodes.
///
/// Two texts that stand in two places of a longer one are in no group together. If they are also
/// about different things, the longer text is a compilation and no copy of its parts. An exception
/// is the part with the headline and the beginning of the longer text: such a page is that article
/// with others behind it.
///
/// The remaining copies form groups, starting with the most similar pair. Two groups are joined if
/// half of the pairs between them are copies and each article is a copy of a third of the others,
/// so that no chain of half-copies grows.
Partition partition(Graph graph);

}  // namespace wirefold::fold
