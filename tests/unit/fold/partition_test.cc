#include "fold/partition.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <set>
#include <vector>

namespace wirefold::fold {
namespace {

using Nodes = std::set<std::size_t>;
using Groups = std::set<Nodes>;

constexpr std::uint64_t kAll = ~std::uint64_t{0};

/// The parts [first, last) of a text's 64 parts.
std::uint64_t place(int first, int last) {
  std::uint64_t out = 0;
  for (int i = first; i < last; ++i) out |= std::uint64_t{1} << i;
  return out;
}

Relation copies(double similarity = 1) { return {true, similarity, kAll, kAll}; }

/// Two articles that are no copies and share `kindred` of a subject.
Relation apart(double kindred) { return {false, 0, 0, 0, kindred}; }

/// The first article is at `where` in the second.
Relation part_at(std::uint64_t where, bool one_headline = false) {
  return {true, 1, kAll, where, 0, one_headline};
}

/// Articles with these numbers of words. Until a test relates them, no two are copies, and each
/// pair shares half of a subject.
Graph articles(const std::vector<std::size_t>& words) {
  std::vector<Graph::Node> nodes;
  for (const std::size_t n : words) nodes.push_back({n, nodes.size() + 1, false});
  Graph out(nodes);
  for (std::size_t i = 0; i < words.size(); ++i) {
    for (std::size_t j = i + 1; j < words.size(); ++j) out.relate(i, j, apart(0.5));
  }
  return out;
}

Graph articles_alike(std::size_t count) {
  return articles(std::vector<std::size_t>(count, std::size_t{100}));
}

/// Two articles, and a third that has them at `first` and `second`.
Graph two_in_one(std::uint64_t first, std::uint64_t second, double kindred = 0) {
  Graph out = articles({100, 100, 200});
  out.relate(0, 2, part_at(first));
  out.relate(1, 2, part_at(second));
  out.relate(0, 1, apart(kindred));
  return out;
}

Groups groups_of(const Partition& partition) {
  std::vector<Nodes> by_name(partition.group.size());
  for (std::size_t i = 0; i < partition.group.size(); ++i) by_name[partition.group[i]].insert(i);
  Groups out(by_name.begin(), by_name.end());
  out.erase(Nodes());
  return out;
}

TEST(Partition, PutsCopiesTogetherAndOthersNot) {
  Graph graph = articles_alike(3);
  graph.relate(0, 2, copies());
  EXPECT_EQ(groups_of(partition(graph)), (Groups{{0, 2}, {1}}));
}

TEST(Partition, OfNothingIsNothing) { EXPECT_TRUE(partition(Graph({})).group.empty()); }

TEST(Partition, TakesTwoForOneThatAThirdIsACopyOf) {
  Graph graph = articles_alike(3);
  graph.relate(0, 1, copies());
  graph.relate(1, 2, copies());
  EXPECT_EQ(groups_of(partition(graph)), (Groups{{0, 1, 2}}));
}

TEST(Partition, DoesNotMakeAChainOfFour) {
  Graph graph = articles_alike(4);
  for (std::size_t i = 0; i < 3; ++i) graph.relate(i, i + 1, copies());
  EXPECT_EQ(groups_of(partition(graph)), (Groups{{0, 1, 2}, {3}}));
}

TEST(Partition, DoesNotJoinTwoPairsByOneBridge) {
  Graph graph = articles_alike(4);
  graph.relate(0, 1, copies(0.9));
  graph.relate(1, 2, copies(0.7));
  graph.relate(2, 3, copies(0.9));
  EXPECT_EQ(groups_of(partition(graph)), (Groups{{0, 1}, {2, 3}}));
}

TEST(Partition, TakesTheMostSimilarPairFirst) {
  Graph graph = articles_alike(4);
  graph.relate(0, 1, copies(0.7));
  graph.relate(1, 2, copies(0.9));
  graph.relate(2, 3, copies(0.8));
  EXPECT_EQ(groups_of(partition(graph)), (Groups{{0}, {1, 2, 3}}));
  graph.relate(0, 1, copies(0.85));
  EXPECT_EQ(groups_of(partition(graph)), (Groups{{0, 1, 2}, {3}}));
}

TEST(Partition, WantsHalfOfTheGroupToSpeakForOneMore) {
  Graph graph = articles_alike(5);
  for (std::size_t i = 0; i < 4; ++i) {
    for (std::size_t j = i + 1; j < 4; ++j) graph.relate(i, j, copies());
  }
  graph.relate(0, 4, copies(0.7));
  EXPECT_EQ(groups_of(partition(graph)), (Groups{{0, 1, 2, 3}, {4}}));
  graph.relate(1, 4, copies(0.7));
  EXPECT_EQ(groups_of(partition(graph)), (Groups{{0, 1, 2, 3, 4}}));
}

/// Seven of ten pairs are copies, but 1 is a copy of one of four others.
TEST(Partition, LeavesAnArticleOutThatIsACopyOfLessThanAThird) {
  Graph graph = articles_alike(5);
  graph.relate(0, 1, copies());
  graph.relate(2, 3, copies());
  graph.relate(2, 4, copies());
  graph.relate(3, 4, copies());
  for (std::size_t i = 2; i < 5; ++i) graph.relate(0, i, copies(0.7));
  EXPECT_EQ(groups_of(partition(graph)), (Groups{{0, 1}, {2, 3, 4}}));
  graph.relate(1, 4, copies(0.7));
  EXPECT_EQ(groups_of(partition(graph)), (Groups{{0, 1, 2, 3, 4}}));
}

TEST(Partition, NeverPutsStrangersTogether) {
  Graph graph = articles_alike(3);
  graph.relate(0, 1, copies());
  graph.relate(1, 2, copies(0.9));
  graph.relate(0, 2, apart(kUnlike - 0.01));
  EXPECT_EQ(groups_of(partition(graph)), (Groups{{0, 1}, {2}}));
  graph.relate(0, 2, apart(kUnlike));
  EXPECT_EQ(groups_of(partition(graph)), (Groups{{0, 1, 2}}));
}

TEST(Partition, TakesATextWithTwoUnlikePartsForACompilation) {
  const Partition found = partition(two_in_one(place(0, 30), place(34, 64)));
  EXPECT_EQ(groups_of(found), (Groups{{0}, {1}, {2}}));
  EXPECT_EQ(found.compilation, (std::vector<bool>{false, false, true}));
  EXPECT_EQ(found.whole[0], 2u);
  EXPECT_EQ(found.whole[1], 2u);
  EXPECT_EQ(found.whole[2], std::nullopt);
}

TEST(Partition, TakesPartsThatOverlapForOnePlace) {
  // A fourth of each part is in the other part: two places. With a little more they are one.
  EXPECT_TRUE(partition(two_in_one(place(0, 32), place(24, 56))).compilation[2]);
  const Partition found = partition(two_in_one(place(0, 32), place(23, 55), 0.5));
  EXPECT_FALSE(found.compilation[2]);
  EXPECT_EQ(groups_of(found), (Groups{{0, 1, 2}}));
}

TEST(Partition, KeepsTwoHalvesOfOneTextApartButMakesNoCompilation) {
  const Partition found = partition(two_in_one(place(0, 30), place(34, 64), kUnlike));
  EXPECT_EQ(groups_of(found), (Groups{{0, 2}, {1}})) << "the whole is with the first of equals";
  EXPECT_FALSE(found.compilation[2]);
  EXPECT_EQ(found.whole[0], std::nullopt);
}

TEST(Partition, TakesCopiesInTwoPlacesForOneStory) {
  Graph graph = two_in_one(place(0, 30), place(34, 64));
  graph.relate(0, 1, copies());
  const Partition found = partition(graph);
  EXPECT_FALSE(found.compilation[2]);
  EXPECT_EQ(groups_of(found), (Groups{{0, 1, 2}}));
}

TEST(Partition, LeavesAPageThatGoesOnWithTheArticleWhoseHeadlineItHas) {
  Graph graph = two_in_one(place(0, 30), place(34, 64));
  graph.relate(0, 2, part_at(place(0, 30), true));
  const Partition found = partition(graph);
  EXPECT_EQ(groups_of(found), (Groups{{0, 2}, {1}}));
  EXPECT_TRUE(found.compilation[2]);
  EXPECT_EQ(found.whole[0], std::nullopt);
  EXPECT_EQ(found.whole[1], 2u);
}

TEST(Partition, DoesNotTakeOneHeadlineInTheMiddleForThatOfThePage) {
  Graph graph = two_in_one(place(0, 30), place(34, 64));
  graph.relate(1, 2, part_at(place(34, 64), true));
  EXPECT_EQ(groups_of(partition(graph)), (Groups{{0}, {1}, {2}}));
}

/// A known compilation of `whole_words` words that has article 0 in `parts` of its 64 parts.
Groups with_a_known_compilation(int parts, std::size_t whole_words = 200) {
  Graph graph({{100, 1, false}, {whole_words, 2, true}});
  graph.relate(0, 1, part_at(place(0, parts)));
  const Partition found = partition(graph);
  EXPECT_TRUE(found.compilation[1]);
  return groups_of(found);
}

TEST(Partition, KeepsInMindWhatIsACompilation) {
  EXPECT_EQ(with_a_known_compilation(30), (Groups{{0}, {1}}));
}

TEST(Partition, TakesATextThatCoversMostOfACompilationForTheSame) {
  EXPECT_EQ(with_a_known_compilation(kWholeParts - 1), (Groups{{0}, {1}}));
  EXPECT_EQ(with_a_known_compilation(kWholeParts), (Groups{{0, 1}}));
}

TEST(Partition, TakesNoLongerTextForAPart) {
  EXPECT_EQ(with_a_known_compilation(30, 100), (Groups{{0, 1}}));
}

TEST(Partition, PutsTwoEqualCompilationsTogether) {
  Graph graph = articles({100, 100, 200, 200});
  graph.relate(0, 1, apart(0));
  for (const std::size_t whole : {std::size_t{2}, std::size_t{3}}) {
    graph.relate(0, whole, part_at(place(0, 30)));
    graph.relate(1, whole, part_at(place(34, 64)));
  }
  graph.relate(2, 3, copies());
  const Partition found = partition(graph);
  EXPECT_EQ(groups_of(found), (Groups{{0}, {1}, {2, 3}}));
  EXPECT_EQ(found.compilation, (std::vector<bool>{false, false, true, true}));
}

/// Results that may not depend on the order of the nodes.
struct Found {
  Groups groups;
  Nodes compilations;
  Nodes parts;

  bool operator==(const Found&) const = default;
};

/// Random nodes and relations, with ties.
class RandomGraph {
 public:
  RandomGraph(std::size_t size, std::mt19937& random) : relations_(size * size) {
    for (std::size_t i = 0; i < size; ++i) {
      nodes_.push_back({100 * (1 + random() % 3), 1000 - i * 7, random() % 8 == 0});
      for (std::size_t j = i + 1; j < size; ++j) relations_[i * size + j] = relation(random);
    }
  }

  /// The partition of the nodes in this order, by their original numbers.
  Found in_order(const std::vector<std::size_t>& order) const {
    std::vector<Graph::Node> nodes;
    for (const std::size_t i : order) nodes.push_back(nodes_[i]);
    Graph graph(nodes);
    for (std::size_t i = 0; i < order.size(); ++i) {
      for (std::size_t j = 0; j < order.size(); ++j) {
        if (order[i] >= order[j]) continue;
        graph.relate(i, j, relations_[order[i] * order.size() + order[j]]);
      }
    }
    const Partition partition = fold::partition(graph);
    Found out;
    for (const Nodes& group : groups_of(partition)) {
      Nodes own;
      for (const std::size_t i : group) own.insert(order[i]);
      out.groups.insert(own);
    }
    for (std::size_t i = 0; i < order.size(); ++i) {
      if (partition.compilation[i]) out.compilations.insert(order[i]);
      if (partition.whole[i]) out.parts.insert(order[i]);
    }
    return out;
  }

 private:
  static Relation relation(std::mt19937& random) {
    const auto stretch = [&random] {
      const int first = static_cast<int>(random() % 3) * 20;
      return place(first, first + 24);
    };
    if (random() % 3 == 0) return apart(random() % 2 == 0 ? 0 : 0.5);
    return {true,      0.6 + 0.1 * static_cast<double>(random() % 3),
            stretch(), stretch(),
            0,         random() % 4 == 0};
  }

  std::vector<Graph::Node> nodes_;
  std::vector<Relation> relations_;  // In the row of the lower number.
};

TEST(Partition, IsTheSameForEveryOrder) {
  std::mt19937 random(20260101);  // fixed, so that a failure repeats
  std::set<std::size_t> sizes;    // in groups, of the partitions
  std::size_t compilations = 0;
  for (int graphs = 0; graphs < 200; ++graphs) {
    const RandomGraph graph(5, random);
    std::vector<std::size_t> order(5);
    std::iota(order.begin(), order.end(), std::size_t{0});
    const Found found = graph.in_order(order);
    sizes.insert(found.groups.size());
    compilations += found.compilations.size();
    while (std::next_permutation(order.begin(), order.end())) {
      ASSERT_EQ(graph.in_order(order), found) << graphs;
    }
  }
  EXPECT_GE(sizes.size(), 4u) << "the graphs show little";
  EXPECT_GT(compilations, 20u);
}

}  // namespace
}  // namespace wirefold::fold
